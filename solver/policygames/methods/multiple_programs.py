"""The best commitment by one exact linear program for each reply that it may be answered by."""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from typing import Any

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import Commitment, NormalFormGame, Strategy
from policygames.games.best_commitments import Induced, against_strong, against_weak, attaining
from policygames.games.commitment_proofs import STRONG, WEAK, Sides, sides
from policygames.games.commitments import Limit
from policygames.games.options import one_of, player_of
from policygames.games.profiles import pure_strategy
from policygames.numerics.exact import shown
from policygames.registry import Method, Proposals

NEAR = Fraction(1, 10**6)
"""How far a commitment leans away from an unattained supremum: at most this share of the leader's range is lost."""


def accepts(game: NormalFormGame) -> str:
    """Empty for two players."""
    if len(game.shape) == 2:
        return ""
    return f"it takes games of two players, a leader and one follower; here are {len(game.shape)}"


def propose(game: NormalFormGame, budget: Budget, leader: Any = None, followers: Any = None) -> Proposals:
    """The best commitment of `leader`, by default the first player, to strong or to weak `followers`.

    Where weak followers let no commitment attain the supremum, one that comes near it, and a warning.
    """
    chosen = 0 if leader is None else player_of(game, leader, "options.leader")
    ties = STRONG if followers is None else one_of(followers, (STRONG, WEAK), "options.followers")
    seen = sides(game, chosen)
    best, bounds = yield from (against_strong(seen) if ties == STRONG else against_weak(seen))
    commitment, limit = (best.commitment, None) if ties == STRONG else (yield from _certain(seen, best))
    reply = best.reply if ties == STRONG else _worst_reply(seen, commitment)
    yield Commitment(chosen, ties, _profile(seen, chosen, commitment, reply), best.value, bounds, limit)
    return Claim(Coverage.ALL, warnings=(_unattained(game, chosen, best.value),) if limit else ())


def _certain(seen: Sides, best: Induced) -> Generator[None, None, tuple[Strategy, Limit | None]]:
    """A commitment that gives the supremum whatever best reply is played, else one that leans a little from there."""
    if min(seen.pays(best.commitment, seen.best_replies(best.commitment))) == best.value:
        return best.commitment, None
    attained = yield from attaining(seen, best.value)
    if attained is not None:
        return attained, None
    leaning = zip(best.commitment, best.strict, strict=True)
    near = tuple((1 - NEAR) * share + NEAR * other for share, other in leaning)
    return near, Limit(best.commitment, best.strict)


def _worst_reply(seen: Sides, commitment: Strategy) -> int:
    replies = seen.best_replies(commitment)
    paid = dict(zip(replies, seen.pays(commitment, replies), strict=True))
    return min(paid, key=lambda reply: paid[reply])


def _profile(seen: Sides, leader: int, commitment: Strategy, reply: int) -> tuple[Strategy, Strategy]:
    answer = pure_strategy(reply, seen.following.shape[1])
    return (commitment, answer) if leader == 0 else (answer, commitment)


def _unattained(game: NormalFormGame, leader: int, supremum: Fraction) -> str:
    return (
        f"no commitment of {game.players[leader]} attains the supremum {shown(supremum)} against followers who break "
        "ties against the leader: it is only approached, and the commitment given comes near"
    )


METHOD = Method(
    id="multiple_programs",
    concept="stackelberg",
    source="Conitzer and Sandholm, ACM Conference on Electronic Commerce (2006) 82-90, theorem 2",
    accepts=accepts,
    propose=propose,
)

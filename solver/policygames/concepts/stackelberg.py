"""Commitment: the leader binds themselves to a mixed strategy in public, and the follower replies as best they can."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.games import Candidate, Commitment, NormalFormGame
from policygames.games.best_commitments import attaining
from policygames.games.commitment_proofs import STRONG, WEAK, Sides, sides, unbounded
from policygames.games.options import one_of, player_of
from policygames.games.profiles import flaw
from policygames.numerics.exact import shown
from policygames.numerics.stepwise import finished
from policygames.registry import Concept
from policygames.results.commitment_words import explain_commitments

SOURCE = (
    "von Stackelberg, Marktform und Gleichgewicht (1934); "
    "Conitzer and Sandholm, ACM Conference on Electronic Commerce (2006) 82-90; "
    "von Stengel and Zamir, Games and Economic Behavior 69 (2010) 446-457"
)
TOLERANCE = Fraction(1, 10**6)
"""The most, as a share of the range of the leader's payoffs, that a commitment near an unattained supremum may lack."""


def certify(
    game: NormalFormGame, candidate: Candidate, *, leader: Any = None, followers: Any = None
) -> Certificate | Refusal:
    """A certificate that the reply is a best one, and that no commitment gives the leader more.

    A follower breaks ties for the leader ("strong") or against ("weak"), as the candidate states and, where they are
    given, the options ask. Where weak followers let no commitment attain the supremum, one near it is certified as a
    BOUND, after a proof that none does: its slack is what it lacks, negative.
    """
    if problem := _flaw(game, candidate):
        return Refusal(problem)
    commitment: Commitment = candidate  # type: ignore[assignment]  # no flaw was found
    if not _asked_for(game, commitment, leader, followers):
        return Refusal("the commitment is another player's, or to followers who break ties in another way")
    seen = sides(game, commitment.leader)
    if refusal := _reply_refused(game, seen, commitment):
        return refusal
    if problem := unbounded(seen, commitment):
        return Refusal(problem)
    return _valued(game, seen, commitment)


def _flaw(game: NormalFormGame, candidate: Candidate) -> str:
    if len(game.shape) != 2:
        return f"a commitment has one leader and one follower; there are {len(game.shape)} players"
    if not isinstance(candidate, Commitment) or candidate.leader not in (0, 1):
        return "a commitment is one player's, to which the other replies"
    if candidate.followers not in (STRONG, WEAK) or not isinstance(candidate.supremum, Fraction):
        return "followers are strong or weak, and the supremum is an exact Fraction"
    if problem := flaw(candidate.profile, game.shape):
        return problem
    return "" if max(candidate.profile[1 - candidate.leader]) == 1 else "the follower's reply is one action"


def _asked_for(game: NormalFormGame, commitment: Commitment, leader: Any, followers: Any) -> bool:
    return (leader is None or player_of(game, leader, "options.leader") == commitment.leader) and (
        followers is None or one_of(followers, (STRONG, WEAK), "options.followers") == commitment.followers
    )


def _reply_refused(game: NormalFormGame, seen: Sides, commitment: Commitment) -> Refusal | None:
    """The refusal of a reply that is no best one or, for weak followers, not the worst of those for the leader."""
    given, follower = seen.gives(commitment.commitment), 1 - commitment.leader
    best = max(given)
    name, actions = game.players[follower], game.actions[follower]
    if given[commitment.reply] < best:
        gain, other = best - given[commitment.reply], given.index(best)
        reason = f"{name} gains {shown(gain)} by replying {actions[other]}"
        return Refusal(reason, Deviation(follower, other, gain))
    replies = seen.best_replies(commitment.commitment)
    paid = dict(zip(replies, seen.pays(commitment.commitment, replies), strict=True))
    if commitment.followers == WEAK and paid[commitment.reply] > min(paid.values()):
        worst = min(paid, key=lambda reply: paid[reply])
        return Refusal(f"{actions[worst]} is a best reply of {name} as well, and gives the leader less")
    return None


def _valued(game: NormalFormGame, seen: Sides, commitment: Commitment) -> Certificate | Refusal:
    """The certificate of a commitment that nothing exceeds by more than its supremum says."""
    (value,) = seen.pays(commitment.commitment, [commitment.reply])
    gap = commitment.supremum - value
    if gap == 0 and commitment.limit is None:
        given = seen.gives(commitment.commitment)
        losses = [given[commitment.reply] - payoff for reply, payoff in enumerate(given) if reply != commitment.reply]
        return Certificate("stackelberg", game.digest, commitment, Kind.EXACT, min(losses, default=None))
    if commitment.followers == STRONG or commitment.limit is None or gap <= 0:
        return Refusal(f"the commitment gives the leader {shown(value)}, not the {shown(commitment.supremum)} stated")
    if gap > TOLERANCE * seen.spread():
        return Refusal(f"the commitment gives the leader {shown(gap)} less than the supremum: too much")
    if not _approached(seen, commitment):
        return Refusal("nothing proves that the supremum is approached")
    if finished(attaining(seen, commitment.supremum)) is not None:
        return Refusal("some commitment attains the supremum: it need not be approached only")
    return Certificate("stackelberg", game.digest, commitment, Kind.BOUND, -gap)


def _approached(seen: Sides, commitment: Commitment) -> bool:
    """Whether leaning from the limit towards its strict strategy makes only the reply, and those alike, best replies.

    The leader then gets what those pay at the limit, but for as little as they lean.
    """
    limit = commitment.limit
    if limit is None or any(flaw((strategy,), (len(seen.leading),)) for strategy in (limit.commitment, limit.strict)):
        return False
    alike = seen.alike(commitment.reply)
    return (
        commitment.reply in seen.best_replies(limit.commitment)
        and min(seen.pays(limit.commitment, alike)) >= commitment.supremum
        and seen.best_replies(limit.strict) == alike
    )


def check_complete(game: NormalFormGame, candidates: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: each certificate holds the proof of its supremum."""
    return ""


CONCEPT = Concept(
    id="stackelberg",
    name="best commitment",
    plural="best commitments",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_commitments,
    options=("leader", "followers"),
    check_complete=check_complete,
    always_exists=True,
    optimum=True,
)

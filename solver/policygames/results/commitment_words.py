"""Commitments in sentences: what is committed to, the reply, and what it is worth to move first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games import Commitment, NormalFormGame
from policygames.games.commitment_proofs import STRONG
from policygames.results.closing_words import closing
from policygames.results.nash_comparison import nash_payoffs
from policygames.results.wording import listed, number, payoff_words, ratio

if TYPE_CHECKING:
    from policygames.results.equilibrium import Equilibrium
    from policygames.results.solution import Solution


def explain_commitments(solution: Solution) -> str:
    """What the leader commits to, what the follower replies, what moving first is worth, and what is proven."""
    if not solution.equilibria:
        return closing(solution, "No commitment was found in time", "nothing is proven")
    parts = [part for equilibrium in solution.equilibria for part in _told(solution, equilibrium)]
    return "\n".join([*parts, closing(solution, "", _PROVEN)])


_PROVEN = (
    "the reply is a best one, and for every reply dual prices show that no commitment that draws it gives the leader "
    "more; all is checked exactly"
)


def _told(solution: Solution, equilibrium: Equilibrium) -> list[str]:
    game, commitment = solution.game, equilibrium.certificate.candidate
    if not isinstance(game, NormalFormGame) or not isinstance(commitment, Commitment):
        return []
    paid = f"{payoff_words(game.players, equilibrium.exact_payoffs)}."
    opening = f"{_committed(game, commitment)}; {_replied(game, commitment)}. {paid[:1].upper()}{paid[1:]}"
    return [opening, f"{_ties(game, commitment)} {_worth(game, commitment)}"]


def _committed(game: NormalFormGame, commitment: Commitment) -> str:
    name, names = game.players[commitment.leader], game.actions[commitment.leader]
    if commitment.limit is None:
        return f"{name} commits to {_strategy(names, commitment.commitment)}"
    near, towards = (_strategy(names, one) for one in (commitment.limit.commitment, commitment.limit.strict))
    leaning = f"leaning a little towards this, as much as makes the reply certain: {towards}"
    return f"{name} commits to nearly this: {near}; {leaning}"


def _strategy(names: tuple[str, ...], strategy: tuple[Fraction, ...]) -> str:
    played = {name: share for name, share in zip(names, strategy, strict=True) if share}
    if len(played) == 1:
        return f"“{next(iter(played))}”"
    return listed([f"“{name}” with probability {ratio(share)}" for name, share in played.items()])


def _replied(game: NormalFormGame, commitment: Commitment) -> str:
    follower = 1 - commitment.leader
    return f"{game.players[follower]} then does best by “{game.actions[follower][commitment.reply]}”"


def _ties(game: NormalFormGame, commitment: Commitment) -> str:
    leader, follower = game.players[commitment.leader], game.players[1 - commitment.leader]
    value = number(commitment.supremum)
    if commitment.followers == STRONG:
        return f"No commitment gives {leader} more than {value}, even if {follower} breaks ties for {leader}, as here."
    if commitment.limit is None:
        return f"This gives {leader} {value} even if {follower} breaks ties against {leader}; nothing gives more."
    return (
        f"If {follower} breaks ties against {leader}, {value} is the supremum: commitments come as near to it as one "
        "likes, and none attains it."
    )


def _worth(game: NormalFormGame, commitment: Commitment) -> str:
    """What moving first is worth, next to the leader's payoffs in Nash equilibria."""
    known, complete = nash_payoffs(game)
    kind = "Nash equilibria" if complete else "pure Nash equilibria"
    if not known:
        return f"There are no {kind} to compare with."
    leader = game.players[commitment.leader]
    worst, best = (choose(payoffs[commitment.leader] for payoffs in known) for choose in (min, max))
    given = number(best) if worst == best else f"between {number(worst)} and {number(best)}"
    gain = commitment.supremum - best
    compared = f"{number(gain)} more than the best of them" if gain > 0 else "no more than the best of them"
    if gain < 0:
        compared = f"{number(-gain)} less than the best of them"
    return f"In {kind} {leader} gets {given}: moving first is worth {compared}."

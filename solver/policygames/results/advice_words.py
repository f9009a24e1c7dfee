"""Advice in sentences: what the mediator tells whom, what disobeying costs, and the gain over the Nash equilibria."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games import NormalFormGame
from policygames.games.advice_proofs import worth
from policygames.games.distributions import Advice
from policygames.results.closing_words import closing
from policygames.results.nash_comparison import nash_payoffs
from policygames.results.wording import listed, number, payoff_words, ratio

if TYPE_CHECKING:
    from policygames.results.equilibrium import Equilibrium
    from policygames.results.solution import Solution

MOST_DRAWS_TOLD = 16
_BEFORE = "coarse_correlated"


def explain_advice(solution: Solution) -> str:
    """What the mediator draws and tells, what that pays, what keeps everybody to it, and what is proven and how."""
    if not solution.equilibria:
        return closing(solution, "No advice was found in time", "nothing is proven")
    parts = [part for equilibrium in solution.equilibria for part in _told(solution, equilibrium)]
    return "\n".join([*parts, closing(solution, "", _PROVEN)])


_PROVEN = "nobody gains by a deviation, and dual prices show that no such advice is better; both are checked exactly"


def _told(solution: Solution, equilibrium: Equilibrium) -> list[str]:
    game, advice = solution.game, equilibrium.certificate.candidate
    if not isinstance(game, NormalFormGame) or not isinstance(advice, Advice):
        return []
    paid = f"In expectation {payoff_words(game.players, equilibrium.exact_payoffs)}."
    before = solution.concept == _BEFORE
    kept = _kept(equilibrium.certificate.slack, before=before)
    return [
        f"{_draws(game, advice, before=before)} {paid}",
        f"{_aim(game, advice, equilibrium)} {kept}",
        _gain(game, advice),
    ]


def _draws(game: NormalFormGame, advice: Advice, *, before: bool) -> str:
    told = [f"{_chance(chance)} {_instructions(game, profile)}" for profile, chance in advice.chances[:MOST_DRAWS_TOLD]]
    left = len(advice.chances) - len(told)
    more = f"; and in {left} more ways" if left else ""
    how = (
        "All bind themselves beforehand to do as they are told."
        if before
        else "Each hears only their own part, not what the others are told."
    )
    return f"{_capital('; '.join(told))}{more}. {how}"


def _chance(chance: Fraction) -> str:
    return "always" if chance == 1 else f"with probability {ratio(chance)}"


def _instructions(game: NormalFormGame, profile: tuple[int, ...]) -> str:
    parts = [
        f"{game.players[player]} to play “{game.actions[player][action]}”" for player, action in enumerate(profile)
    ]
    return f"the mediator tells {listed(parts)}"


def _aim(game: NormalFormGame, advice: Advice, equilibrium: Equilibrium) -> str:
    value = number(worth(advice, equilibrium.exact_payoffs))
    return f"This makes {objective_words(game, advice)} as large as it can be: {value}."


def objective_words(game: NormalFormGame, advice: Advice) -> str:
    """What is maximized."""
    if advice.objective is None:
        return "the least of the payoffs"
    weights = dict(enumerate(advice.objective))
    played = {player: weight for player, weight in weights.items() if weight}
    if len(played) == len(weights) and set(played.values()) == {1}:
        return "the sum of the payoffs"
    if len(played) == 1 and set(played.values()) == {1}:
        return f"the payoff of {game.players[next(iter(played))]}"
    if not played:
        return "nothing (all weights are 0)"
    terms = [f"{number(weight)} times that of {game.players[player]}" for player, weight in played.items()]
    return f"the sum of payoffs with weights ({listed(terms)})"


def _kept(slack: Fraction | None, *, before: bool) -> str:
    if slack is None:
        return "Nobody has anything else to do."
    what = "playing any one action whatever is advised" if before else "any change of action after hearing the advice"
    if slack == 0:
        return f"Nobody gains by {what}; somebody loses nothing by it either: a tie."
    return f"Whoever deviates, by {what}, loses at least {number(slack)} in expectation."


def _gain(game: NormalFormGame, advice: Advice) -> str:
    """What the advice is worth over the best Nash equilibrium, where that is cheap to know."""
    known, complete = nash_payoffs(game)
    kind = "Nash equilibrium" if complete else "pure Nash equilibrium"
    if not known:
        return "There is no pure Nash equilibrium to compare with."
    best = max(worth(advice, payoffs) for payoffs in known)
    more = worth(advice, advice.payoffs_in(game)) - best
    if advice.objective is None and complete:
        kind = "extreme Nash equilibrium"
    if more == 0:
        return f"The best {kind} gives as much: {number(best)}."
    return f"The best {kind} gives {number(best)}: the mediator adds {number(more)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

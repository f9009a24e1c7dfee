"""Risk-dominant equilibria in sentences: what deviating costs there and in the others, and who would prefer another."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policygames.certificates import Coverage
from policygames.games import NormalFormGame
from policygames.games.profiles import PureProfile, support
from policygames.games.risk import dominance_threshold, losses_product, payoff_dominates, strict_equilibria
from policygames.results.closing_words import closing
from policygames.results.wording import number, payoff_words, profile_words, ratio

if TYPE_CHECKING:
    from policygames.results.equilibrium import Equilibrium
    from policygames.results.solution import Solution

MOST_TOLD = 12


def explain_risk(solution: Solution) -> str:
    """Each answer with the losses by which it was compared, how much doubt it stands, and what is proven."""
    game = solution.game
    if not isinstance(game, NormalFormGame):
        return ""
    told = [line for one in solution.equilibria for line in _told(game, one)]
    tie = ["They tie: neither risk-dominates another."] if len(solution.equilibria) > 1 else []
    if not told:
        whole = solution.coverage is Coverage.NONE_EXIST
        told = ["No strict equilibrium is risk-dominant: there is none that no other risk-dominates."] if whole else []
    return "\n".join([*told, *tie, closing(solution, "", _PROVEN)])


_PROVEN = "losses from deviating in all strict equilibria were compared pair by pair, exactly"


def _told(game: NormalFormGame, one: Equilibrium) -> list[str]:
    if one.exact_profile is None:
        return []
    profile: PureProfile = tuple(support(strategy)[0] for strategy in one.exact_profile)
    paid = payoff_words(game.players, one.exact_payoffs)
    doubt = (
        f"Each may doubt that the other plays so, up to a chance of {ratio(1 - dominance_threshold(game, profile))}."
    )
    opening = f"Risk-dominant: {profile_words(game, one.exact_profile)}; {paid}. {doubt}"
    others = islice((other for other in strict_equilibria(game) if other and other != profile), MOST_TOLD)
    return [opening, *(_compared(game, profile, other) for other in others)]


def _compared(game: NormalFormGame, profile: PureProfile, other: PureProfile) -> str:
    names = ", ".join(f"“{actions[action]}”" for actions, action in zip(game.actions, other, strict=True))
    here, there = losses_product(game, profile, other), losses_product(game, other, profile)
    better = " There everybody would get more." if payoff_dominates(game, other, profile) else ""
    losses = f"the losses from deviating multiply to {number(here)}, there to {number(there)}"
    return f"Compared with ({names}): {losses}.{better}"

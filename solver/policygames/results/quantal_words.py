"""Quantal responses in sentences: how likely each action is, what it pays, and what is proven."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.certificates import Coverage
from policygames.games import NormalFormGame, QuantalResponse, Strategy
from policygames.numerics.exact import nearest_float
from policygames.results.closing_words import closing
from policygames.results.wording import listed, ratio

if TYPE_CHECKING:
    from policygames.results.equilibrium import Equilibrium
    from policygames.results.solution import Solution


def explain_quantal(solution: Solution) -> str:
    """With what odds each player chooses what, what that pays, how near a true one is, and what is proven."""
    if not solution.equilibria:
        return closing(solution, "No quantal response was found in time", "nothing is proven")
    told = [line for equilibrium in solution.equilibria for line in _told(solution, equilibrium)]
    only = ["There is no other at this precision."] if solution.coverage is Coverage.ALL else []
    return "\n".join([*told, *only, closing(solution, "", _PROVEN)])


_PROVEN = "the odds are those of logit choice as far as said, by interval arithmetic with exponentials rounded outward"


def _told(solution: Solution, equilibrium: Equilibrium) -> list[str]:
    game, found = solution.game, equilibrium.certificate.candidate
    if not isinstance(game, NormalFormGame) or not isinstance(found, QuantalResponse):
        return []
    opening = f"With precision {ratio(found.precision)} (0: by chance; the higher, the likelier are better actions)"
    odds = [_odds(game, player, strategy) for player, strategy in enumerate(found.profile)]
    pays = zip(game.players, equilibrium.exact_payoffs, strict=True)
    paid = listed([f"{name} gets about {nearest_float(payoff):.4g}" for name, payoff in pays])
    return [f"{opening}: {'; '.join(odds)}. {paid[:1].upper()}{paid[1:]}. {_near(found)}"]


def _odds(game: NormalFormGame, player: int, strategy: Strategy) -> str:
    named = [
        f"“{action}” {chance_words(chance)}" for action, chance in zip(game.actions[player], strategy, strict=True)
    ]
    return f"{game.players[player]} plays {listed(named)}"


def chance_words(chance: Fraction) -> str:
    """A probability to four places."""
    value = nearest_float(chance)
    return f"{value:.4f}" if value >= 0.00005 or not value else f"{value:.1e}"


def _near(found: QuantalResponse) -> str:
    if found.radius is None:
        return f"The logit answers to this lie within {_small(found.residual)} of it in every probability."
    return f"Exactly one true equilibrium lies within {_small(found.radius)} of this in every probability."


def _small(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.1e}"

"""Whether numbers are probabilities, and what to say where they are not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.errors import GameError
from policygames.numerics.exact import shown


def check_lottery(chances: Sequence[Fraction], path: str) -> None:
    """Raises GameError, naming the place, unless there are some, each at least 0, which sum to 1."""
    if chances and min(chances) >= 0 and sum(chances) == 1:
        return
    negative = next((chance for chance in chances if chance < 0), None)
    told = f"one of the probabilities is {shown(negative)}" if negative is not None else _summed(chances)
    raise GameError(
        f"{told}; allowed: at least 0 each, 1 in all",
        reason="PROBABILITY_RANGE",
        path=path,
        variables={"why": told, "allowed": "at least 0 each, 1 in all"},
    )


def _summed(chances: Sequence[Fraction]) -> str:
    return f"the probabilities sum to {shown(sum(chances, Fraction(0)))}"

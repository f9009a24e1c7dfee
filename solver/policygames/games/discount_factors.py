"""One discount factor, exact, and how one that is none is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.errors import GameError
from policygames.numerics.exact import exact


def discount_factor(value: Any, path: str, periods: int | None = None) -> Fraction:
    """The discount factor that `value` spells, per period; 1 is allowed in a game of finitely many `periods` alone.

    Raises GameError, naming `path`, for any other number, and for what is none.
    """
    try:
        factor = exact(value, path)
    except GameError as error:
        if error.reason != "NON_FINITE_PAYOFF":
            raise
        raise out_of_range(value, path, periods) from error
    if not 0 <= factor <= 1 or (factor == 1 and periods is None):
        raise out_of_range(value, path, periods)
    return factor


def out_of_range(value: Any, path: str, periods: int | None = None) -> GameError:
    """The error of a discount factor of this value."""
    allowed = "[0, 1)" if periods is None else "[0, 1]"
    message, variables = f"the discount factor is {value}; allowed: {allowed}", {"value": value, "allowed": allowed}
    return GameError(message, reason="DISCOUNT_RANGE", path=path, variables=variables)

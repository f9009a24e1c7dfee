"""Floats that look like decimals: 0.1 is a binary number near 1/10, and ties between such numbers may vanish."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.games.normal_form import NormalFormGame
from policygames.games.repeated import RepeatedGame

_DIGITS = 15
"""Decimals of up to this many significant digits survive a round trip through a float."""
_NEAR = 2.0**-51
"""How near, relatively, a float times a power of ten lies to a whole number when it was written as a decimal: two
roundings, of the number and of the product, are each off by at most 2^-53."""


def decimal_warning(game: NormalFormGame) -> str:
    """A warning that names the first payoff which is a float close to a short decimal; empty where there is none.

    The payoff's value alone decides, not how it was written, so that the answer is the same on both ends of a wire.
    """
    for player, denominator in enumerate(game.denominators):
        if denominator % 4 == 0:  # no float with another denominator is a rounded decimal
            floats = game.floats_of(player)
            for profile in np.argwhere(_near_decimals(floats)):
                place = tuple(int(action) for action in profile)
                if _reads_back(floats[place]) and _is_rounded_decimal(game.payoff(player, place)):
                    return _warning(player, place, float(game.payoff(player, place)))
    return ""


def discount_warning(game: RepeatedGame) -> str:
    """A warning that names the first discount factor which is a float close to a short decimal; empty: there is none.

    As of payoffs the value alone decides.
    """
    common = len(set(game.discount)) == 1
    for player, factor in enumerate(game.discount):
        if factor.denominator.bit_length() > _DIGITS and _is_rounded_decimal(factor):
            return _told("discount" if common else f"discount[{player}]", float(factor))
    return ""


def _near_decimals(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    flat = np.abs(values).ravel()
    near = [_near_in_some_place(flat[start : start + _BLOCK]) for start in range(0, len(flat), _BLOCK)]
    return np.concatenate(near).reshape(values.shape) & np.isfinite(values)


_PLACES = np.array([[10.0**places] for places in range(1, _DIGITS + 1)])
_BLOCK = 2**13  # values at once, each times every power of ten: 1 MB


def _near_in_some_place(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = values * _PLACES
        near: NDArray[np.bool_] = (np.abs(scaled - np.rint(scaled)) <= _NEAR * scaled) & (scaled < 10.0**_DIGITS)
    return np.asarray(near.any(axis=0))


def _reads_back(value: np.float64) -> bool:
    """Whether a float is the one nearest to its first digits: cheaper to ask than the same of exact numbers."""
    return float(f"{value:.{_DIGITS}g}") == float(value)


def _is_rounded_decimal(value: Fraction) -> bool:
    near = float(value)
    text = f"{near:.{_DIGITS}g}"
    is_float = near.as_integer_ratio() == (value.numerator, value.denominator)
    return is_float and float(text) == near and Decimal(text) != Decimal(near)  # as they are: no context rounds them


def _warning(player: int, profile: tuple[int, ...], value: float) -> str:
    place = f"payoffs[{player}]" + "".join(f"[{action}]" for action in profile)
    return _told(place, value)


def _told(place: str, value: float) -> str:
    return (
        f"{place} is the binary number nearest to {value!r}, not the decimal: ties may vanish; "
        f'write "{value!r}" for the exact decimal'
    )

"""The grid on which all polygons of this folder lie, and exact turns there.

Payoffs are scaled by a power of two into [0, 1]; every coordinate is a multiple of UNIT in (-1/4, 5/4). Differences of
such numbers are doubles, without rounding, and whole numbers of 51 bits times UNIT.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiling import compiled

Reals: TypeAlias = NDArray[np.float64]
Words: TypeAlias = NDArray[np.int64]

UNIT = 2.0**-51
"""The spacing of the grid."""
BITS = 51
BEYOND = 1.25
"""A threshold above this lies beyond all payoffs, and is not brought to the grid."""
_SHIFT = 2.5  # numbers in [2, 4) are spaced by UNIT
_HALF = 26
_LOW = (1 << _HALF) - 1


@compiled
def snapped(value: float) -> float:
    """The nearest point of the grid, for values in [-1/2, 3/2): at most UNIT / 2 away."""
    return (value + _SHIFT) - _SHIFT


@compiled
def turn(a: float, b: float, c: float, d: float) -> int:
    """The sign of a b - c d for differences of coordinates on the grid. Exact.

    For the turn from the edge (a, c) to the edge (d, b): 1 to the left, -1 to the right, 0 straight on. Floats decide
    where the difference of the products exceeds what rounding can do: three roundings of at most 2^-53 each, relative
    to the sum of the products.
    """
    left, right = a * b, c * d
    difference = left - right
    if abs(difference) > UNIT * (abs(left) + abs(right)):
        return 1 if difference > 0 else -1
    return _sign_of_difference(int(a / UNIT), int(b / UNIT), int(c / UNIT), int(d / UNIT))


@compiled
def _sign_of_difference(a: int, b: int, c: int, d: int) -> int:
    """The sign of a b - c d for whole numbers below 2^52, in digits of 26 bits: no sum of theirs exceeds 2^55."""
    low = (a & _LOW) * (b & _LOW) - (c & _LOW) * (d & _LOW)
    middle = (
        (a >> _HALF) * (b & _LOW) + (a & _LOW) * (b >> _HALF) - (c >> _HALF) * (d & _LOW) - (c & _LOW) * (d >> _HALF)
    )
    middle += low >> _HALF
    high = (a >> _HALF) * (b >> _HALF) - (c >> _HALF) * (d >> _HALF) + (middle >> _HALF)
    if high != 0:
        return 1 if high > 0 else -1
    return 1 if (middle & _LOW) | (low & _LOW) else 0

"""Payoffs brought to whole numbers and to floats in [0, 1] with the same best responses, and bounds of rounding."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.exact import nearest_float

Reals = NDArray[np.float64]
_UNIT = 2.0**-52
"""Twice the largest relative error of one operation: leaves room for the operations on the bound itself."""


def gauged_tensors(numerators: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], ...]:
    """Each player's payoffs less the least over own actions, divided by their common factor: Python ints in arrays.

    What is subtracted depends on the others' actions only, so no best response changes.
    """
    return tuple(_gauged(table.astype(object), player) for player, table in enumerate(numerators))


def _gauged(table: NDArray[Any], player: int) -> NDArray[Any]:
    above = table - table.min(axis=player, keepdims=True)
    divisor = math.gcd(*above.ravel().tolist()) or 1
    return np.asarray(above // divisor)


def unit_floats(tables: Sequence[NDArray[Any]]) -> tuple[Reals, ...]:
    """The same divided by each player's greatest, rounded to the nearest floats."""
    return tuple(_unit(table) for table in tables)


def _unit(table: NDArray[Any]) -> Reals:
    top = max(table.ravel().tolist()) or 1
    return np.array([nearest_float(Fraction(value, top)) for value in table.ravel().tolist()]).reshape(table.shape)


def rounding(counts: Sequence[int]) -> float:
    """A bound of the error of a mean of payoffs in [0, 1] over the actions of players who have so many in use.

    A sum of k products has a relative error of at most k units (Higham, Accuracy and Stability of Numerical Algorithms,
    section 3.1); all terms are positive, the payoffs themselves are rounded once, and differences once more.
    """
    return _UNIT * (sum(count + 1 for count in counts) + 3)

"""Positive growths that a max-min linear map makes smaller, found in floats by policy iteration: to be verified."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Row: TypeAlias = list[float]
Options: TypeAlias = Sequence[Sequence[Sequence[Row]]]
"""For each facet, for each profile that is tight there, the rows of which the best for us counts."""
_WARM_UP, _STEPS, _BITS = 8, 40, 40


def growths(options: Options, lengths: Sequence[int]) -> list[int] | None:
    """Whole numbers s > 0 with max over profiles of min over rows of row·s < s, in floats; None where none was found.

    It looks for s = T(s) + lengths, the fixed point by policy iteration (Howard 1960), which is positive where T draws
    everything to 0. `lengths` are positive and give the units.
    """
    longest = max(lengths)
    units = np.array([length / longest for length in lengths])
    tables = [[np.array(rows) for rows in profiles] for profiles in options]
    growth = units
    for _ in range(_WARM_UP):
        growth = units + _worst(tables, growth) @ growth
    for _ in range(_STEPS):
        chosen = _worst(tables, growth)
        if np.all(chosen @ growth + units / 2 <= growth):
            return _whole(growth)
        try:
            growth = np.linalg.solve(np.eye(len(units)) - chosen, units)
        except np.linalg.LinAlgError:
            return None
        if not np.all(growth > 0) or not np.all(np.isfinite(growth)):
            return None
    return None


def _worst(tables: Sequence[Sequence[NDArray[np.float64]]], growth: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each facet the row that counts: of the worst profile the best; zeros where there is none."""
    chosen = np.zeros((len(tables), len(growth)))
    for facet, profiles in enumerate(tables):
        best = [rows[int(np.argmin(rows @ growth))] for rows in profiles]
        if best:
            chosen[facet] = best[int(np.argmax([row @ growth for row in best]))]
    return chosen


def _whole(growth: NDArray[np.float64]) -> list[int]:
    least = float(growth.min())
    return [math.ceil(float(one) / least * 2**_BITS) for one in growth]

"""Positive growths that a max-min linear map makes smaller, found in floats by policy iteration: to be verified."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

Row: TypeAlias = tuple[tuple[int, float], ...]
"""(facet, coefficient): the others are 0."""
Options: TypeAlias = Sequence[Iterable[frozenset[Row]]]
"""For each facet, for each profile that is tight there, the rows of which the best for us counts."""
_WARM_UP, _STEPS, _BITS = 3, 40, 40


def growths(options: Options, lengths: Sequence[int]) -> list[int] | None:
    """Whole numbers s > 0 with max over profiles of min over rows of row·s < s, in floats; None where none was found.

    It looks for s = T(s) + lengths, the fixed point by policy iteration (Howard 1960), which is positive where T draws
    everything to 0. `lengths` are positive and give the units.
    """
    longest = max(lengths)
    units = [length / longest for length in lengths]
    if not all(units):  # of too different lengths for floats
        return None
    growth = units
    for _ in range(_WARM_UP):
        growth = [unit + value for unit, (value, _) in zip(units, _worst(options, growth), strict=True)]
    for _ in range(_STEPS):
        chosen = _worst(options, growth)
        if all(value + unit / 2 <= own for (value, _), unit, own in zip(chosen, units, growth, strict=True)):
            return [math.ceil(own / min(growth) * 2**_BITS) for own in growth]
        growth = _fixed([row for _, row in chosen], units)
        if not all(0 < own < math.inf for own in growth):
            return None
    return None


def _worst(options: Options, growth: Sequence[float]) -> list[tuple[float, Row]]:
    """For each facet the value and the row that counts, of the worst profile the best; no row where there is none."""
    none: tuple[float, Row] = (0.0, ())
    return [
        max((min((_dot(row, growth), row) for row in rows) for rows in profiles), default=none) for profiles in options
    ]


def _dot(row: Row, growth: Sequence[float]) -> float:
    return sum(coefficient * growth[facet] for facet, coefficient in row)


def _fixed(rows: Sequence[Row], units: Sequence[float]) -> list[float]:
    """The s with s = row·s + unit in each row; not finite where there is none."""
    matrix = np.eye(len(units))
    for index, row in enumerate(rows):
        for facet, coefficient in row:
            matrix[index, facet] -= coefficient
    try:
        solution: list[float] = np.linalg.solve(matrix, np.array(units)).tolist()
    except np.linalg.LinAlgError:
        return [math.inf]
    return solution

"""How many of n like players choose each of m actions: all such counts, in lexicographic order, and their places."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
"""One row per way to count, one column per action; every row has the same sum."""


def number_of(total: int, parts: int) -> int:
    """How many rows `compositions` gives."""
    return math.comb(total + parts - 1, parts - 1)


def compositions(total: int, parts: int) -> Counts:
    """All rows of `parts` whole numbers that sum to `total`, none negative, ascending lexicographically."""
    bars = np.array([[]], dtype=np.int64)
    for _ in range(parts - 1):  # each row grows by a number up to what is left
        left = total - bars.sum(axis=1)
        rows = np.repeat(np.arange(len(bars)), left + 1)
        starts = np.cumsum(left + 1) - (left + 1)
        bars = np.column_stack([bars[rows], np.arange(len(rows)) - starts[rows]])
    return np.column_stack([bars, total - bars.sum(axis=1)])


def places(rows: Counts, total: int) -> NDArray[np.int64]:
    """The places of `rows` among all compositions of `total`: how many come before each."""
    parts, left = rows.shape[1], np.full(len(rows), total)
    table = _binomials(total, parts)
    before = np.zeros(len(rows), dtype=np.int64)
    for column in range(parts - 1):
        rest = parts - column - 1  # parts that share what is left; those before have a smaller number here
        before += table[rest][left] - table[rest][left - rows[:, column]]
        left = left - rows[:, column]
    return before


def _binomials(total: int, parts: int) -> list[NDArray[Any]]:
    """By number of parts p the sums over s = 0…t of how many compositions of s have p parts, for each t."""
    tables = [np.ones(total + 1, dtype=np.int64)]
    for _ in range(parts):
        tables.append(np.cumsum(tables[-1]))
    return tables

"""All extreme equilibria of many two-player games of one small shape, in exact arithmetic, compiled.

An extreme equilibrium is a pair of vertices of the two best-response polyhedra that together have all labels
(Mangasarian, SIAM Journal 12 (1964) 778-780; Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37,
theorem 1). `polytopes` proves that every vertex is found, each once; so the list of equilibria is complete.
"""

from __future__ import annotations

import numpy as np
from numba import types
from numpy.typing import NDArray

from policygames.numerics.bulk.gauge import gauge
from policygames.numerics.bulk.minors import MOST
from policygames.numerics.bulk.pairs import supersets, write_pairs
from policygames.numerics.bulk.points import write_point
from policygames.numerics.bulk.polytopes import LANES, enter_vertices, mixtures
from policygames.numerics.compiling import compiled_for

Integers = NDArray[np.int64]
UNDONE = -1
"""The count of a game that is left to another method."""
_ROOM = 8
"""Equilibria per game for which there is room at first; with more, the games are solved again."""


def solved(payoffs: Integers) -> tuple[Integers, Integers]:
    """Counts (G,) and numerators (E, m + n) of all extreme equilibria of G games, shape (G, 2, m, n), m, n <= 4.

    `payoffs` is C-contiguous and holds whole numbers within ±2^61. Numerators are in lowest terms, each player's
    over their sum. The count of a game too large for the closed forms, as `MOST` says, is UNDONE.
    """
    games, _, rows, columns = payoffs.shape
    tables = mixtures(rows, columns), mixtures(columns, rows), supersets(rows + columns)
    counts, room = np.empty(games, dtype=np.int64), _ROOM * games + 64
    while True:
        labels = np.empty((room, 2), dtype=np.int64)
        numerators = np.empty((room, rows + columns), dtype=np.int64)
        needed = _solve(payoffs, MOST[min(rows, columns)], tables, (counts, labels, numerators))
        if needed <= room:
            return counts, numerators[:needed].copy()
        room = needed


_PAYOFFS = types.Array(types.int64, 4, "C", readonly=True)
_TABLE = types.int64[:, ::1]
_TABLES, _COLUMNS = types.UniTuple(_TABLE, 3), types.Tuple((types.int64[::1], _TABLE, _TABLE))


@compiled_for(types.int64(_PAYOFFS, types.int64, _TABLES, _COLUMNS))
def _solve(
    payoffs: Integers,
    limit: int,
    tables: tuple[Integers, Integers, Integers],
    columns: tuple[Integers, Integers, Integers],
) -> int:
    """Fills the columns (counts, labels, numerators) as far as there is room; gives the number of equilibria.

    `tables` are the mixtures of either player, and the supersets of label sets.
    """
    counts, labels, numerators = columns
    games, m, n, words = payoffs.shape[0], payoffs.shape[2], payoffs.shape[3], tables[2].shape[1]
    to_first = np.zeros((n, m, LANES), dtype=np.int64)
    to_second = np.zeros((m, n, LANES), dtype=np.int64)
    points, scratch = np.zeros((4, LANES), dtype=np.int64), np.zeros((4, LANES), dtype=np.int64)
    sets = np.zeros((words, LANES), dtype=np.int64), np.zeros((words, LANES), dtype=np.int64)
    fits, work, end = np.zeros(LANES, dtype=np.bool_), np.zeros((2, 4), dtype=np.int64), 0
    for start in range(0, games, LANES):
        live = min(LANES, games - start)
        for lane in range(live):
            fits[lane] = gauge(payoffs, start + lane, limit, lane, to_first, to_second)
        enter_vertices(to_first, tables[0], points, scratch, sets[0])
        enter_vertices(to_second, tables[1], points, scratch, sets[1])
        for lane in range(live):
            before = end
            if fits[lane]:
                end = write_pairs(sets, lane, (m, n), tables[2], labels, end)
                for row in range(before, min(end, len(labels))):
                    write_point(to_first, lane, labels[row, 0], work, numerators[row], 0)
                    write_point(to_second, lane, labels[row, 1], work, numerators[row], m)
            counts[start + lane] = end - before if fits[lane] else -1
    return end

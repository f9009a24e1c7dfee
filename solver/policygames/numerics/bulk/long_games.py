"""All extreme equilibria of small two-player games whose minors are too long for int64, where signs are certain.

The vertices are those of `polytopes`, found in the same way, one game after the other; `signs` decides each comparison.
A game with a sign that stays unknown, of a vertex that nothing else refutes, is left undone.
"""

from __future__ import annotations

import numpy as np
from numba import types
from numpy.typing import NDArray

from policygames.numerics.bulk.gauge import gauge
from policygames.numerics.bulk.minors import MOST
from policygames.numerics.bulk.pairs import supersets, write_pairs
from policygames.numerics.bulk.points import write_point
from policygames.numerics.bulk.polytopes import labels_reply, mixtures, shared_labels
from policygames.numerics.bulk.signs import UNKNOWN, lead, mix, sign
from policygames.numerics.compiling import compiled, compiled_for

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
LONG = -1
_REFUTED = -1
_UNCERTAIN = -2
_ROOM = 8


def solved(payoffs: Integers) -> tuple[Integers, Integers, Integers]:
    """Counts (G,), labels (E, 2) and numerators (E, m + n) of all extreme equilibria of G games, (G, 2, m, n).

    `payoffs` is C-contiguous and holds whole numbers within ±2^61; m, n <= 4. Labels are numbered from each player's
    own actions on: bit i says that action i is not played, bit m + j that reply j is best. Where numerators do not fit
    into int64, the player's first is LONG. The count is -1 where nothing is said.
    """
    games, _, rows, columns = payoffs.shape
    tables = mixtures(rows, columns), mixtures(columns, rows), supersets(rows + columns)
    counts, room = np.empty(games, dtype=np.int64), _ROOM * games + 64
    while True:
        labels = np.empty((room, 2), dtype=np.int64)
        numerators = np.empty((room, rows + columns), dtype=np.int64)
        needed = _solve(payoffs, np.array(MOST), tables, (counts, labels, numerators))
        if needed <= room:
            return counts, labels[:needed], numerators[:needed]
        room = needed


@compiled
def enter_certain(replies: Integers, table: Integers, work: Integers, values: Floats, sets: Integers) -> bool:
    """Writes the label sets of all vertices into `sets`, shape (words, 1); False where a sign is unknown.

    `replies` has shape (n, m, 1); `work` (4, 4) and `values` (2, 4) are for work.
    """
    sets[:] = 0
    for i in range(replies.shape[1]):
        labels = _pure_labels(replies, i)
        sets[labels >> 6, 0] |= 1 << (labels & 63)
    for row in range(len(table)):
        mix(replies, table[row], work[1:], work[0], values)
        labels = _labels(replies, table[row], work[0], values)
        if labels == _UNCERTAIN:
            return False
        if labels != _REFUTED:
            sets[labels >> 6, 0] |= 1 << (labels & 63)
    return True


@compiled
def _pure_labels(replies: Integers, action: int) -> int:
    count, size = replies.shape[0], replies.shape[1]
    best = replies[:, action, 0].max()
    labels: int = ((1 << size) - 1) ^ (1 << action)
    for j in range(count):
        if replies[j, action, 0] == best:
            labels |= 1 << (size + j)
    return labels


@compiled
def _labels(replies: Integers, pair: Integers, whole: Integers, values: Floats) -> int:
    """The labels of the minors as a vertex; _REFUTED where they are none, _UNCERTAIN where that is not known."""
    direction, certain = 0, True
    for t in range(pair[0]):
        own = sign(whole[t], values[0, t], values[1, t])
        if own == 0 or (own != UNKNOWN and direction * own < 0):
            return _REFUTED
        if own == UNKNOWN:
            certain = False
        else:
            direction = own
    labels = shared_labels(pair, replies.shape[1])
    for j in range(replies.shape[0]):
        if direction != 0 and not labels_reply(pair, j):
            more = lead(replies, pair, j, whole, values)
            if more == direction:
                return _REFUTED
            if more == UNKNOWN:
                certain = False
            labels |= int(more == 0) << (replies.shape[1] + j)
    return labels if certain else _UNCERTAIN


_PAYOFFS = types.Array(types.int64, 4, "C", readonly=True)
_TABLE = types.int64[:, ::1]


_COLUMNS = types.Tuple((types.int64[::1], _TABLE, _TABLE))


@compiled
def _write(replies: Integers, most: Integers, labels: int, work: Integers, out: Integers, first: int) -> None:
    """Writes the strategy where sums of its minors, (k - 1)! products of k - 1 payoffs, fit into int64; else LONG."""
    played = 0
    for i in range(replies.shape[1]):
        played += 1 - (labels >> i & 1)
    if played == 1 or replies.max() <= most[played - 1] // 2:
        write_point(replies, 0, labels, work, out, first)
    else:
        out[first] = LONG


@compiled_for(types.int64(_PAYOFFS, types.int64[::1], types.UniTuple(_TABLE, 3), _COLUMNS))
def _solve(
    payoffs: Integers,
    most: Integers,
    tables: tuple[Integers, Integers, Integers],
    columns: tuple[Integers, Integers, Integers],
) -> int:
    """Fills the columns (counts, labels, numerators) as far as there is room; gives the number of equilibria."""
    counts, labels, numerators = columns
    m, n, words = payoffs.shape[2], payoffs.shape[3], tables[2].shape[1]
    to_first, to_second = np.zeros((n, m, 1), dtype=np.int64), np.zeros((m, n, 1), dtype=np.int64)
    work, values = np.zeros((4, 4), dtype=np.int64), np.zeros((2, 4), dtype=np.float64)
    sets, end = (np.zeros((words, 1), dtype=np.int64), np.zeros((words, 1), dtype=np.int64)), 0
    for game in range(len(payoffs)):
        before, counts[game] = end, -1
        if (
            gauge(payoffs, game, most[1], 0, to_first, to_second)
            and enter_certain(to_first, tables[0], work, values, sets[0])
            and enter_certain(to_second, tables[1], work, values, sets[1])
        ):
            end = write_pairs(sets, 0, (m, n), tables[2], labels, end)
            for row in range(before, min(end, len(labels))):
                _write(to_first, most, labels[row, 0], work, numerators[row], 0)
                _write(to_second, most, labels[row, 1], work, numerators[row], m)
            counts[game] = end - before
    return end

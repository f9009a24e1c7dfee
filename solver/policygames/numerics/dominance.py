"""Actions that survive the iterated removal of those that another action strictly dominates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Survivors = tuple[NDArray[np.int64], NDArray[np.int64]]


def undominated(first: NDArray[Any], second: NDArray[Any]) -> Iterator[Survivors]:
    """The actions of both players that are left after each round, down to the last, in which none goes.

    `first` and `second`, of shape (m, n), hold what each player gets: int64, or Python ints in object arrays. Only pure
    dominators count. No order of removal leaves others (Gilboa, Kalai and Zemel, Operations Research Letters 9 (1990)
    85-89).
    """
    rows, columns = np.arange(first.shape[0]), np.arange(first.shape[1])
    while True:
        left = len(rows) + len(columns)
        rows = rows[_kept(first[np.ix_(rows, columns)])]
        yield rows, columns
        columns = columns[_kept(second[np.ix_(rows, columns)].T)]
        yield rows, columns
        if len(rows) + len(columns) == left:
            return


def _kept(payoffs: NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows no other exceeds in every column: a pair is dropped at the first column that speaks against it."""
    first = payoffs[:, 0]
    worse, better = np.nonzero(first[:, None] < first[None, :])
    for column in payoffs.T[1:]:
        if not len(worse):
            break
        pairs = column[worse] < column[better]
        worse, better = worse[pairs], better[pairs]
    kept = np.ones(len(payoffs), dtype=np.bool_)
    kept[worse] = False
    return kept

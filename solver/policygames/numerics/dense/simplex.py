"""Matrix games by the simplex method on one dense tableau, in slices."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.dense.compiling import compiled
from policygames.numerics.dense.payoffs import Reals

Words = NDArray[np.int64]
PERTURBATION = 1e-8
"""How far right sides lie apart, relative to 1, so that no vertex is degenerate and no basis comes twice."""
TOLERANCE = 1e-9
"""Entries and reduced costs below are taken for 0: payoffs lie in [1, 2]."""
_WORK = 4 * 10**7  # entries updated in one slice: 10 to 20 milliseconds
_SIGNATURE = "int64(float64[:, ::1], int64[::1], int64[::1], float64[::1], int64, float64)"


class Status(IntEnum):
    """Where a search by pivots stands."""

    GOING = 0
    DONE = 1
    STUCK = 2


class MatrixGame:
    """The search for a basis of max sum(y), payoffs · y <= 1, y >= 0, with payoffs of shape (rows, columns) in [1, 2].

    An optimal y, scaled to sum 1, is an optimal strategy of the player who chooses the column and pays; the dual
    solution is one of the other.

    Source: Goldfarb and Reid, Mathematical Programming 12 (1977) 361-371 (steepest edge).
    """

    def __init__(self, payoffs: Reals) -> None:
        rows, columns = payoffs.shape
        sides = 1 + PERTURBATION * np.random.default_rng(rows).random((rows, 1))
        self._tableau = np.block([[payoffs, sides], [np.full(columns, -1.0), np.zeros(1)]])
        self._norms = np.append(1 + (payoffs * payoffs).sum(axis=0), 1.0)
        self._basic, self._nonbasic = np.arange(columns, columns + rows), np.arange(columns)
        self._slice = max(1, _WORK // self._tableau.size)
        self._left = 50 * (rows + columns)
        self.status = Status.GOING

    def advance(self) -> Status:
        """A slice of the search."""
        kernel = compiled(_pivots, _SIGNATURE)
        ended = kernel(self._tableau, self._basic, self._nonbasic, self._norms, self._slice, TOLERANCE)
        self._left -= self._slice
        self.status = Status(ended) if ended or self._left > 0 else Status.STUCK
        return self.status

    def supports(self) -> tuple[list[int], list[int]]:
        """Of a search that is done: the rows that are tight, and as many columns that are played, both ascending."""
        columns = len(self._nonbasic)
        tight = self._nonbasic[self._nonbasic >= columns] - columns
        return np.sort(tight).tolist(), np.sort(self._basic[self._basic < columns]).tolist()


def _pivots(  # noqa: C901 - a kernel calls none that is not compiled
    tableau: Reals, basic: Words, nonbasic: Words, norms: Reals, most: int, tolerance: float
) -> int:
    """Up to `most` pivots of a condensed tableau, its costs in the last row, its right sides in the last column.

    `norms` holds 1 plus the squares of each column, kept while columns change. Gives a Status.
    """
    rows, columns = len(basic), len(nonbasic)
    for _ in range(most):
        column, steepest = -1, 0.0
        for index in range(columns):
            cost = tableau[rows, index]
            if cost < -tolerance and cost * cost > steepest * norms[index]:
                column, steepest = index, cost * cost / norms[index]
        if column < 0:
            return 1
        row, least = -1, np.inf
        for index in range(rows):
            head = tableau[index, column]
            if head > tolerance and tableau[index, columns] < least * head:
                row, least = index, tableau[index, columns] / head
        if row < 0:
            return 2
        base, reciprocal = tableau[row], 1 / tableau[row, column]
        for index in range(columns + 1):
            base[index] *= reciprocal
            norms[index] = 1.0
        base[column] = reciprocal
        for other in range(rows + 1):
            line, head, weight = tableau[other], tableau[other, column], 1.0 if other < rows else 0.0
            if other == row:
                head = 0.0
            else:
                line[column] = 0.0
            for index in range(columns + 1):
                entry = line[index] - head * base[index]
                line[index] = entry
                norms[index] += weight * entry * entry
        basic[row], nonbasic[column] = nonbasic[column], basic[row]
    return 0


KERNELS = ((_pivots, _SIGNATURE),)
"""The kernels of this file with their signatures, for whoever is to compile them before they are needed."""

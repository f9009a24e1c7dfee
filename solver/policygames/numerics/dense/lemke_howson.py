"""Paths of Lemke and Howson on two dense tableaus, in slices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.dense.compiling import compiled, worth_compiling
from policygames.numerics.dense.payoffs import Reals
from policygames.numerics.dense.simplex import PERTURBATION, TOLERANCE, Status

Words = NDArray[np.int64]
WORK = 4 * 10**7
"""Entries updated in one slice: 10 to 20 milliseconds."""
_SIGNATURE = (
    "void(UniTuple(float64[:, ::1], 2), UniTuple(int64[::1], 2), UniTuple(int64[::1], 2), int64[::1], int64, float64)"
)
_SIDE, _ENTERING, _DROPPED, _STATUS = range(4)


class Path:
    """The path that begins where all actions are unplayed and the label `dropped` may be missing.

    `first` holds the payoffs of the first player, `second` those of the second, both of shape (m, n) and in [1, 2].
    Labels below m are actions of the first player, the others the second's. Right sides are perturbed, so that no basis
    comes twice, with ties among payoffs too.

    Source: Lemke and Howson, SIAM Journal 12 (1964) 413-423; von Stengel, Handbook of Game Theory 3 (2002), 1733-1737.
    """

    def __init__(self, first: Reals, second: Reals, dropped: int) -> None:
        m, n = first.shape
        random = np.random.default_rng(dropped)
        sides = [1 + PERTURBATION * random.random((count, 1)) for count in (n, m)]
        one, other = (np.hstack(parts) for parts in ([second.T, sides[0]], [first, sides[1]]))
        self._tableaus = np.ascontiguousarray(one), np.ascontiguousarray(other)
        self._basic, self._nonbasic = (np.arange(m, m + n), np.arange(m)), (np.arange(m), np.arange(m, m + n))
        self._state = np.array([dropped >= m, dropped, dropped, Status.GOING], dtype=np.int64)
        self._slice = max(1, WORK // first.size)
        self._compiled = worth_compiling(m + n)
        self.pivots = 0

    @property
    def status(self) -> Status:
        """Whether the path has reached its end."""
        return Status(int(self._state[_STATUS]))

    def advance(self) -> Status:
        """A slice of the path."""
        walk = compiled(_pivots, _SIGNATURE) if self._compiled else _interpreted
        most = self._slice if self._compiled else max(1, self._slice // 10)
        walk(self._tableaus, self._basic, self._nonbasic, self._state, most, TOLERANCE)
        self.pivots += most
        return self.status

    def supports(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """At its end: the actions of the first player that are played and those of the second that are tight replies.

        Then those of the second that are played and the tight replies of the first; all ascending.
        """
        m = len(self._nonbasic[0])
        played, tight = self._basic[0][self._basic[0] < m], self._nonbasic[0][self._nonbasic[0] >= m] - m
        others, best = self._basic[1][self._basic[1] >= m] - m, self._nonbasic[1][self._nonbasic[1] < m]
        one, two, three, four = (np.sort(actions).tolist() for actions in (played, tight, others, best))
        return one, two, three, four


def _pivots(  # noqa: C901 - a kernel calls none that is not compiled
    tableaus: tuple[Reals, Reals],
    basic: tuple[Words, Words],
    nonbasic: tuple[Words, Words],
    state: Words,
    most: int,
    tolerance: float,
) -> None:
    """Up to `most` pivots of condensed tableaus, right sides in their last columns."""
    for _ in range(most):
        tableau, inside, outside = tableaus[state[0]], basic[state[0]], nonbasic[state[0]]
        rows, columns = len(inside), len(outside)
        column = 0
        while outside[column] != state[1]:
            column += 1
        row, least = -1, np.inf
        for index in range(rows):
            head = tableau[index, column]
            if head > tolerance and tableau[index, columns] < least * head:
                row, least = index, tableau[index, columns] / head
        if row < 0:
            state[3] = 2
            return
        base, reciprocal = tableau[row], 1 / tableau[row, column]
        for index in range(columns + 1):
            base[index] *= reciprocal
        base[column] = reciprocal
        for other in range(rows):
            line, head = tableau[other], tableau[other, column]
            if other != row and head != 0:
                line[column] = 0.0
                for index in range(columns + 1):
                    line[index] -= head * base[index]
        leaving = inside[row]
        inside[row], outside[column] = state[1], leaving
        if leaving == state[2]:
            state[3] = 1
            return
        state[0], state[1] = 1 - state[0], leaving


def _interpreted(
    tableaus: tuple[Reals, Reals],
    basic: tuple[Words, Words],
    nonbasic: tuple[Words, Words],
    state: Words,
    most: int,
    tolerance: float,
) -> None:
    """The same by numpy."""
    for _ in range(most):
        side, entering, dropped, _ = state.tolist()
        tableau = tableaus[side]
        column = int(np.argmax(nonbasic[side] == entering))
        heads = tableau[:, column].copy()
        able = heads > tolerance
        if not able.any():
            state[_STATUS] = Status.STUCK
            return
        row = int(np.argmin(np.where(able, tableau[:, -1], np.inf) / np.where(able, heads, 1.0)))
        base = tableau[row] / heads[row]
        base[column] = 1 / heads[row]
        tableau[:, column] = heads[row] = 0.0
        tableau -= np.outer(heads, base)
        tableau[row] = base
        leaving = int(basic[side][row])
        basic[side][row], nonbasic[side][column] = entering, leaving
        if leaving == dropped:
            state[_STATUS] = Status.DONE
            return
        state[_SIDE], state[_ENTERING] = 1 - side, leaving


KERNELS = ((_pivots, _SIGNATURE),)
"""The kernels of this file with their signatures, for whoever is to compile them before they are needed."""

"""Equilibria in which both players mix two actions, by the upper envelopes of what mixtures of two actions pay."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.dense.compiling import compiled, worth_compiling
from policygames.numerics.dense.payoffs import Reals

Ranks = NDArray[np.int32]
Words = NDArray[np.int64]
_INTERPRETED = 60  # actions of both players up to which the search is worth its time without a compiler
_WORK = 10**5  # pairs of columns looked at in one slice, times the root of the rows: some 10 milliseconds
_FOUND = 2**14  # corners of envelopes kept in one slice
_ENVELOPES = "int64(float64[:, ::1], int32[:, ::1], int64[::1], int64[::1], int64, int64[:, ::1])"
_REPLIED = "int64(float64[:, ::1], int64[:, ::1], int64, int64, float64)"
_TOLERANCE = 1e-12  # of payoffs in [1, 2]: what rounding can do to a mixture of two of them


def mixed_pairs(first: Reals, second: Reals) -> Iterator[tuple[int, int, int, int] | None]:
    """Two rows and two columns that may be mixed in equilibrium, and None after each slice of the search.

    `first` and `second`, of shape (m, n) and in [1, 2], hold what each player gets. In random games of any size there
    is nearly always such an equilibrium, or a pure one.

    Source: Barany, Vempala and Vetta, Random Structures and Algorithms 31 (2007) 391-405.
    """
    rows, columns = first.shape
    fast = worth_compiling(rows + columns)
    if min(rows, columns) < 2 or not (fast or rows + columns <= _INTERPRETED):
        return
    envelopes = compiled(_envelopes, _ENVELOPES) if fast else _envelopes
    replied = compiled(_replied, _REPLIED) if fast else _replied
    order = np.ascontiguousarray(np.argsort(-first, axis=0), dtype=np.int32)
    marks, pair = np.full(rows, -1, dtype=np.int64), np.array([0, 1], dtype=np.int64)
    corners = np.empty((_FOUND + rows, 4), dtype=np.int64)
    most = max(1, int(_WORK / rows**0.5)) if fast else columns
    while pair[0] < columns - 1:
        count = envelopes(first, order, marks, pair, most, corners)
        start = 0
        while (at := replied(second, corners, start, count, _TOLERANCE)) < count:
            row, other, column, last = corners[at].tolist()
            yield row, other, column, last
            start = at + 1
        yield None


def _envelopes(  # noqa: C901 - a kernel calls none that is not compiled
    first: Reals, order: Ranks, marks: Words, pair: Words, most: int, corners: Words
) -> int:
    """The corners of the upper envelopes of the rows over mixtures of two columns, for up to `most` pairs of columns.

    `pair` is where to begin, and becomes where to go on; `order` holds the rows of each column from the best down.
    Gives how many rows of `corners`, the two rows and columns of each, were filled.
    """
    rows, columns = first.shape
    seen, filled, done = np.empty(rows, dtype=np.int64), 0, 0
    while done < most and pair[0] < columns - 1 and filled + rows <= len(corners):
        left, right = pair[0], pair[1]
        pair[0], pair[1] = (left, right + 1) if right + 1 < columns else (left + 1, left + 2)
        done += 1
        count, met, place, mark = 0, False, 0, left * columns + right
        while not met:  # rows that come after one in both orders are no better than it anywhere (Fagin's threshold)
            for row in (order[place, left], order[place, right]):
                met = met or marks[row] == mark
                if marks[row] != mark:
                    marks[row] = mark
                    seen[count] = row
                    count += 1
            place += 1
        here = seen[0]
        for index in range(count):
            row = seen[index]
            if first[row, left] == first[here, left] and first[row, right] > first[here, right]:
                here = row
        while True:  # along the envelope, from all weight on the left to all on the right
            above, least = -1, np.inf
            for index in range(count):
                row = seen[index]
                rise, fall = first[row, right] - first[here, right], first[here, left] - first[row, left]
                if rise > 0 and fall < least * rise:
                    above, least = row, fall / rise
            if above < 0:
                break
            corners[filled, 0], corners[filled, 1] = here, above
            corners[filled, 2], corners[filled, 3] = left, right
            filled, here = filled + 1, above
    return filled


def _replied(second: Reals, corners: Words, start: int, count: int, tolerance: float) -> int:
    """The first corner from `start` on whose columns are best replies to a mixture of its rows, or `count`."""
    for index in range(start, count):
        one, other = second[corners[index, 0]], second[corners[index, 1]]
        left, right = corners[index, 2], corners[index, 3]
        loss, gain = one[left] - one[right], other[right] - other[left]
        if loss * gain <= 0:
            continue
        weight = loss / (loss + gain)
        value = one[left] + weight * (other[left] - one[left]) + tolerance
        best = True
        for column in range(len(one)):
            if one[column] + weight * (other[column] - one[column]) > value:
                best = False
                break
        if best:
            return index
    return count


KERNELS = ((_envelopes, _ENVELOPES), (_replied, _REPLIED))
"""The kernels of this file with their signatures, for whoever is to compile them before they are needed."""

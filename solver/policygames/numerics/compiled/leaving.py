"""The row that leaves a basis: that of the lexicographically least ratio, where its signs are certain."""

from __future__ import annotations

import numpy as np

from policygames.numerics.compiled import rounded, whole
from policygames.numerics.compiled.kernel import Reals, Words, part
from policygames.numerics.compiled.whole import UNKNOWN

DOUBT = -2
SLACK = 2.0**-48
"""More than the roundings of one ratio."""
_SURE = 1 - 2.0**-50  # a value is the high part of a pair: the low part, up to 2^-53 of it, may lower it


@part
def sign(planes: Reals, level: int, i: int, j: int) -> int:
    """The sign of an entry, or UNKNOWN."""
    value, radius = planes[level, 0, i, j], planes[level, 2, i, j]
    if abs(value) * _SURE > radius:
        return 1 if value > 0 else -1
    return 0 if value == 0 and radius == 0 else UNKNOWN


@part
def minor(
    planes: Reals, words: Words, level: int, i: int, row: int, column: int, j: int, divisor: float, divisions: Words
) -> int:
    """The sign of entry (i, j) after a pivot at (row, column), in the arithmetic of this tableau; or UNKNOWN."""
    if divisions[level, 1] < 0:
        return rounded.minor(planes, level, i, row, column, j)
    return whole.minor(planes, words, level, i, row, column, j, divisor, divisions)


@part
def less(
    planes: Reals,
    words: Words,
    level: int,
    row: int,
    best: int,
    column: int,
    divisor: float,
    divisions: Words,
    places: Words,
) -> int:
    """Whether `row` has the lexicographically smaller ratio (1), or `best` (-1), or UNKNOWN."""
    rows, size = planes.shape[2] - 1, planes.shape[3] - 1
    verdict = minor(planes, words, level, row, best, column, size, divisor, divisions)
    for slack in range(places.shape[1] - rows, places.shape[1]):  # break ties in order
        if verdict != 0:
            break
        place = places[level, slack]
        if place < size:
            verdict = minor(planes, words, level, row, best, column, place, divisor, divisions)
        elif place == size + 1 + row:  # a unit vector: positive in its row, 0 in the others
            verdict = 1
        elif place == size + 1 + best:
            verdict = -1
    return UNKNOWN if verdict in (0, UNKNOWN) else -verdict


@part
def first_of(
    planes: Reals, words: Words, level: int, bits: int, column: int, divisor: float, divisions: Words, places: Words
) -> int:
    """The row of the lexicographically least ratio among those whose bits are set, or DOUBT."""
    best = DOUBT
    for row in range(planes.shape[2] - 1):
        if (bits >> row) & 1:
            verdict = 1 if best < 0 else less(planes, words, level, row, best, column, divisor, divisions, places)
            if verdict == UNKNOWN:
                return DOUBT
            best = row if verdict == 1 else best
    return best


@part
def leaving_row(
    planes: Reals, words: Words, level: int, column: int, divisor: float, divisions: Words, places: Words
) -> int:
    """The row of the lexicographically least ratio, or DOUBT."""
    rows, right = planes.shape[2] - 1, planes.shape[3] - 1
    top, best, doubts = np.inf, DOUBT, 0
    for row in range(rows):  # without branches: signs are hard to predict
        value, radius = planes[level, 0, row, column], planes[level, 2, row, column]
        positive = value * _SURE > 2 * radius  # twice: so that the difference below is good to some digits
        most = (planes[level, 0, row, right] + planes[level, 2, row, right]) / (value - radius) * (1 + SLACK)
        top = most if positive & (most < top) else top
        doubts += int(not (positive | (value * _SURE < -radius) | ((value <= 0) & (radius == 0))))
    for row in range(rows if doubts == 0 else 0):
        value, radius = planes[level, 0, row, column], planes[level, 2, row, column]
        least = (planes[level, 0, row, right] * _SURE - planes[level, 2, row, right]) * (1 - SLACK)
        if (value > radius) & (not least > top * (value + radius)):
            verdict = 1 if best < 0 else less(planes, words, level, row, best, column, divisor, divisions, places)
            if verdict == UNKNOWN:
                return DOUBT
            best = row if verdict == 1 else best
    return best

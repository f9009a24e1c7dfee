"""The tree of all lexicographically feasible bases of {x >= 0, rows · x <= 1}, walked in slices without the lock."""

from __future__ import annotations

import numpy as np

from policygames.numerics.compiled import rounded, whole
from policygames.numerics.compiled.kernel import Reals, Words, kernel
from policygames.numerics.compiled.whole import UNKNOWN

DONE, PAUSED, DEEPER, FULL, STUCK = range(5)
"""What a slice ends with: all visited; more to do; no room for a level; none for a vertex; a sign that is not known."""
NO_CHILD, DOUBT = -1, -2
_SLACK = 2.0**-48  # more than the roundings of one ratio
_SURE = 1 - 2.0**-50  # a value is the high part of a pair: the low part, up to 2^-53 of it, may lower it


@kernel("int64(float64[:,:,::1], int64, int64)")
def sign(planes: Reals, i: int, j: int) -> int:
    """The sign of an entry, or UNKNOWN."""
    value, radius = planes[0, i, j], planes[2, i, j]
    if abs(value) * _SURE > radius:
        return 1 if value > 0 else -1
    return 0 if value == 0 and radius == 0 else UNKNOWN


@kernel("int64(float64[:,:,::1], int64, int64, int64, int64, float64, int64[::1])")
def minor(planes: Reals, i: int, row: int, column: int, j: int, divisor: float, division: Words) -> int:
    """The sign of entry (i, j) after a pivot at (row, column), in the arithmetic of this tableau; or UNKNOWN."""
    if division[1] < 0:
        return rounded.minor(planes, i, row, column, j)
    return whole.minor(planes, i, row, column, j, divisor, division)


@kernel("int64(float64[:,:,::1], int64, int64, int64, float64, int64[::1], int64[::1])")
def less(planes: Reals, row: int, best: int, column: int, divisor: float, division: Words, places: Words) -> int:
    """Whether `row` has the lexicographically smaller ratio (1), or `best` (-1), or UNKNOWN."""
    rows, size = planes.shape[1] - 1, planes.shape[2] - 1
    verdict = minor(planes, row, best, column, size, divisor, division)
    for slack in range(places.size - rows, places.size):  # break ties in order
        if verdict != 0:
            break
        place = places[slack]
        if place < size:
            verdict = minor(planes, row, best, column, place, divisor, division)
        elif place == size + 1 + row:  # a unit vector: positive in its row, 0 in the others
            verdict = 1
        elif place == size + 1 + best:
            verdict = -1
    return UNKNOWN if verdict in (0, UNKNOWN) else -verdict


@kernel("int64(float64[:,:,::1], int64, float64, int64[::1], int64[::1])")
def leaving_row(planes: Reals, column: int, divisor: float, division: Words, places: Words) -> int:
    """The row of the lexicographically least ratio, or DOUBT."""
    rows, right = planes.shape[1] - 1, planes.shape[2] - 1
    top, best, doubts = np.inf, DOUBT, 0
    for row in range(rows):  # without branches: signs are hard to predict
        value, radius = planes[0, row, column], planes[2, row, column]
        positive = value * _SURE > 2 * radius  # twice: so that the difference below is good to some digits
        most = (planes[0, row, right] + planes[2, row, right]) / (value - radius) * (1 + _SLACK)
        top = most if positive & (most < top) else top
        doubts += int(not (positive | (value * _SURE < -radius) | ((value <= 0) & (radius == 0))))
    for row in range(rows if doubts == 0 else 0):
        value, radius = planes[0, row, column], planes[2, row, column]
        least = (planes[0, row, right] * _SURE - planes[2, row, right]) * (1 - _SLACK)
        if (value > radius) & (not least > top * (value + radius)):
            verdict = 1 if best < 0 else less(planes, row, best, column, divisor, division, places)
            if verdict == UNKNOWN:
                return DOUBT
            best = row if verdict == 1 else best
    return best


@kernel("int64(float64[:,:,::1], int64, int64, float64, int64[::1], int64[::1])")
def kept_costs(planes: Reals, row: int, column: int, divisor: float, division: Words, names: Words) -> int:
    """Whether no variable before the one that leaves has a negative reduced cost after a pivot (1 or 0), or UNKNOWN."""
    costs, size = planes.shape[1] - 1, planes.shape[2] - 1
    leaving, head, factor = names[size + 1 + row], planes[0, row, column], planes[0, costs, column]
    doubts = 0
    for j in range(size):
        one, other = planes[0, costs, j] * head, factor * planes[0, row, j]
        margin = (abs(one) + abs(other)) * _SLACK
        if 0 <= names[j] < leaving and j != column and (division[1] < 0 or not one - other > margin):
            if division[1] >= 0 and one - other < -margin:
                return 0
            doubts += 1
    for j in range(size if doubts else 0):
        if 0 <= names[j] < leaving and j != column:
            verdict = minor(planes, costs, row, column, j, divisor, division)
            if verdict in (-1, UNKNOWN):
                return 0 if verdict == -1 else UNKNOWN
    return 1


@kernel("int64(float64[:,:,::1], int64, float64, int64[::1], int64[::1], int64[::1])")
def child_row(planes: Reals, column: int, divisor: float, division: Words, names: Words, places: Words) -> int:
    """The row to pivot in for the child of this basis by this column; NO_CHILD, or DOUBT.

    The parent of a basis is where one step of the simplex method leads that minimises a positive combination of the
    coordinates: the variable of the least number with a negative reduced cost enters (Bland), the lexicographically
    least ratio leaves. So `column` leads to a child if its own reduced cost is positive and, after the pivot, no
    variable before the one that left has a negative one.
    """
    costs = planes.shape[1] - 1
    direction = sign(planes, costs, column) if names[column] >= 0 else 0
    if direction != 1:
        return DOUBT if direction == UNKNOWN else NO_CHILD
    row = leaving_row(planes, column, divisor, division, places)
    if row == DOUBT:
        return DOUBT
    verdict = kept_costs(planes, row, column, divisor, division, names)
    return row if verdict == 1 else DOUBT if verdict == UNKNOWN else NO_CHILD


@kernel("UniTuple(int64, 2)(float64[:,:,::1], int64, float64, int64[::1], int64[::1], int64[::1])")
def next_child(
    planes: Reals, column: int, divisor: float, division: Words, names: Words, places: Words
) -> tuple[int, int]:
    """The first column from `column` on that leads to a child, or is in doubt, and the row; NO_CHILD after the last."""
    for candidate in range(column, planes.shape[2] - 1):
        row = child_row(planes, candidate, divisor, division, names, places)
        if row != NO_CHILD:
            return candidate, row
    return planes.shape[2] - 1, NO_CHILD


@kernel("int64(float64[:,:,::1], int64[::1])")
def labels_of(planes: Reals, names: Words) -> int:
    """The variables that are 0 at this basis, as bits; negative if that is not known for all."""
    right = planes.shape[2] - 1
    labels = 0
    for place in range(names.size):
        value = 0 if place < right else sign(planes, place - right - 1, right)
        if names[place] >= 0 and value in (-1, UNKNOWN):
            return -1
        if names[place] >= 0 and value == 0:
            labels |= 1 << names[place]
    return labels


@kernel("int64(int64[::1], int64)")
def nonbasic(names: Words, size: int) -> int:
    """The nonbasic variables as bits."""
    bits = 0
    for name in names[:size]:
        bits |= 1 << name if name >= 0 else 0
    return bits


@kernel("boolean(float64[:,:,:,::1], float64[::1], int64[:,::1], int64[:,::1], int64[:,::1], int64, int64, int64)")
def descend(
    planes: Reals, divisors: Reals, divisions: Words, names: Words, places: Words, depth: int, row: int, column: int
) -> bool:
    """Write the child by (row, column) to the next level; False where the arithmetic fails."""
    size, below = planes.shape[3] - 1, depth + 1
    if divisions[depth, 1] < 0:
        good = rounded.pivot(planes[depth], planes[below], row, column)
        divisions[below, 1] = -1
    else:
        good = whole.pivot(planes[depth], planes[below], row, column, divisors[depth], divisions[depth])
        divisors[below] = planes[depth, 0, row, column]
        whole.divide_by(planes[depth], row, column, divisions[below])
    names[below], places[below] = names[depth], places[depth]
    entering, leaving = names[depth, column], names[depth, size + 1 + row]
    names[below, column], names[below, size + 1 + row] = leaving, entering
    places[below, leaving], places[below, entering] = column, size + 1 + row
    return good


@kernel(
    "int64(float64[:,:,:,::1], float64[::1], int64[:,::1], int64[:,::1], int64[:,::1], int64[::1],"
    "int64[:,::1], int64[::1], int64)"
)
def advance(
    planes: Reals,
    divisors: Reals,
    divisions: Words,
    names: Words,
    places: Words,
    cursors: Words,
    found: Words,
    state: Words,
    steps: int,
) -> int:
    """Go on until some `steps` columns are examined; see the constants above for what comes back.

    `found` takes labels and nonbasic variables, as bits, of every basis but the first; `state` is the depth and the
    number of those.
    """
    while steps > 0:
        depth = state[0]
        if depth + 1 == cursors.size or state[1] == found.shape[0]:
            return DEEPER if depth + 1 == cursors.size else FULL
        column, row = next_child(
            planes[depth], cursors[depth], divisors[depth], divisions[depth], names[depth], places[depth]
        )
        steps -= column - cursors[depth] + 1
        cursors[depth] = column + 1
        if row == NO_CHILD:
            if depth == 0:
                return DONE
            state[0] -= 1
            continue
        if row == DOUBT or not descend(planes, divisors, divisions, names, places, depth, row, column):
            return STUCK
        labels = labels_of(planes[depth + 1], names[depth + 1])
        if labels < 0:
            return STUCK
        found[state[1], 0], found[state[1], 1] = labels, nonbasic(names[depth + 1], planes.shape[3] - 1)
        state[0], state[1], cursors[depth + 1] = depth + 1, state[1] + 1, 0
    return PAUSED

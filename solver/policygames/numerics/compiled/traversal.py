"""The tree of all lexicographically feasible bases of {x >= 0, rows · x <= 1}, walked in slices without the lock."""

from __future__ import annotations

from policygames.numerics.compiled import rounded, whole
from policygames.numerics.compiled.kernel import Reals, Words, kernel, part
from policygames.numerics.compiled.leaving import DOUBT, SLACK, first_of, leaving_row, minor, sign
from policygames.numerics.compiled.whole import UNKNOWN

DONE, PAUSED, DEEPER, FULL, STUCK = range(5)
"""What a slice ends with: all visited; more to do; no room for a level; none for a vertex; a sign that is not known."""
NO_CHILD = -1


@kernel("void(float64[::1], int64[:,::1], int64[:,::1], int64[:,::1], int64[:,::1], int64, boolean)")
def begin(
    divisors: Reals,
    divisions: Words,
    names: Words,
    places: Words,
    candidates: Words,
    size: int,
    exact: bool,  # noqa: FBT001 - kernels take no keywords
) -> None:
    """Write what stands beside the first tableau: variables by place, places by variable, how to divide by 1."""
    divisors[0], divisions[0, 0] = 1.0, int(exact)
    divisions[0, 1], divisions[0, 2], divisions[0, 3] = 0 if exact else -1, int(exact), 0
    gap = candidates.shape[1] - size
    for place in range(names.shape[1]):
        names[0, place] = place if place < size else place - gap if place >= size + gap else -1
    for variable in range(places.shape[1]):
        places[0, variable] = variable if variable < size else variable + gap
    for level in range(candidates.shape[0]):
        for column in range(candidates.shape[1]):
            candidates[level, column] = -1  # noted for every new basis, if at all


@kernel("void(int64[:,::1], float64[:,:,:,::1], int64[:,:,:,::1], int64[:,::1])")
def enter(rows: Words, planes: Reals, words: Words, divisions: Words) -> None:
    """Write the first tableau, all 0 before: the rows with right side 1, and costs of 1 below them."""
    divisions[0, 3] = whole.all_short(rows)
    right = planes.shape[3] - 1
    for row in range(rows.shape[0]):
        planes[0, 0, row, right], words[0, 1, row, right] = 1.0, 1
        for column in range(rows.shape[1]):
            planes[0, 0, row, column], words[0, 1, row, column] = rows[row, column], rows[row, column]
    for column in range(rows.shape[1]):
        planes[0, 0, rows.shape[0], column], words[0, 1, rows.shape[0], column] = 1.0, 1


@part
def kept_costs(
    planes: Reals, words: Words, level: int, row: int, column: int, divisor: float, divisions: Words, names: Words
) -> int:
    """Whether no variable before the one that leaves has a negative reduced cost after a pivot (1 or 0), or UNKNOWN."""
    costs, size = planes.shape[2] - 1, planes.shape[3] - 1
    leaving, doubts, negative = names[level, size + 1 + row], 0, 0
    slack = 0.0 if divisions[level, 3] == 1 else SLACK
    head, factor = planes[level, 0, row, column], planes[level, 0, costs, column]
    for j in range(size + 1):  # without branches: by vectors; the right side has no name
        one, other = planes[level, 0, costs, j] * head, factor * planes[level, 0, row, j]
        margin = (abs(one) + abs(other)) * slack
        before = (names[level, j] >= 0) & (names[level, j] < leaving) & (j != column)
        doubts += int(before & (not one - other > margin))
        negative += int(before & (one - other < -margin))
    if divisions[level, 1] < 0:
        doubts = size  # the margin is for whole numbers
    elif negative or divisions[level, 3] == 1:  # short numbers: no roundings
        return int(negative == 0)
    for j in range(size if doubts else 0):
        if 0 <= names[level, j] < leaving and j != column:
            verdict = minor(planes, words, level, costs, row, column, j, divisor, divisions)
            if verdict in (-1, UNKNOWN):
                return 0 if verdict == -1 else UNKNOWN
    return 1


@part
def child_row(
    planes: Reals,
    words: Words,
    level: int,
    column: int,
    divisor: float,
    divisions: Words,
    names: Words,
    places: Words,
    candidates: Words,
) -> int:
    """The row to pivot in for the child of this basis by this column; NO_CHILD, or DOUBT.

    The parent of a basis is where one step of the simplex method leads that minimises a positive combination of the
    coordinates: the variable of the least number with a negative reduced cost enters (Bland), the lexicographically
    least ratio leaves. So `column` leads to a child if its own reduced cost is positive and, after the pivot, no
    variable before the one that left has a negative one.
    """
    direction = sign(planes, level, planes.shape[2] - 1, column) if names[level, column] >= 0 else 0
    if direction != 1:
        return DOUBT if direction == UNKNOWN else NO_CHILD
    bits = candidates[level, column]
    row = whole.twos(bits)
    if bits < 0:
        row = leaving_row(planes, words, level, column, divisor, divisions, places)
    elif bits & (bits - 1):
        row = first_of(planes, words, level, bits, column, divisor, divisions, places)
    if row == DOUBT:
        return DOUBT
    verdict = kept_costs(planes, words, level, row, column, divisor, divisions, names)
    return row if verdict == 1 else DOUBT if verdict == UNKNOWN else NO_CHILD


@part
def labels_of(planes: Reals, names: Words, level: int) -> int:
    """The variables that are 0 at this basis, as bits; negative if that is not known for all."""
    right = planes.shape[3] - 1
    labels = 0
    for place in range(names.shape[1]):
        value = 0 if place < right else sign(planes, level, place - right - 1, right)
        if names[level, place] >= 0 and value in (-1, UNKNOWN):
            return -1
        if names[level, place] >= 0 and value == 0:
            labels |= 1 << names[level, place]
    return labels


@part
def nonbasic(names: Words, level: int, size: int) -> int:
    """The nonbasic variables as bits."""
    bits = 0
    for place in range(size):
        bits |= 1 << names[level, place] if names[level, place] >= 0 else 0
    return bits


@part
def descend(
    planes: Reals,
    words: Words,
    divisors: Reals,
    divisions: Words,
    names: Words,
    places: Words,
    level: int,
    row: int,
    column: int,
) -> bool:
    """Write the child by (row, column) to the next level; False where the arithmetic fails."""
    size, below, good = planes.shape[3] - 1, level + 1, True
    if divisions[level, 1] < 0:
        rounded.pivot(planes, level, row, column)
        divisions[below, 1], divisions[below, 3] = -1, 0
    else:
        good = whole.pivot(planes, words, level, row, column, divisors[level], divisions)
        divisors[below] = planes[level, 0, row, column]
        whole.divide_by(words, level, row, column, divisions)
    for place in range(names.shape[1]):
        names[below, place] = names[level, place]
    for variable in range(places.shape[1]):
        places[below, variable] = places[level, variable]
    entering, leaving = names[level, column], names[level, size + 1 + row]
    names[below, column], names[below, size + 1 + row] = leaving, entering
    places[below, leaving], places[below, entering] = column, size + 1 + row
    return good


@kernel(
    "int64(float64[:,:,:,::1], int64[:,:,:,::1], float64[::1], int64[:,::1], int64[:,::1], int64[:,::1],"
    "int64[:,::1], float64[:,::1], int64[::1], int64[:,::1], int64[::1], int64)"
)
def advance(
    planes: Reals,
    words: Words,
    divisors: Reals,
    divisions: Words,
    names: Words,
    places: Words,
    candidates: Words,
    scratch: Reals,
    cursors: Words,
    found: Words,
    state: Words,
    steps: int,
) -> int:
    """Go on until some `steps` columns are examined; see the constants above for what comes back.

    `words` is the same memory as `planes`. `found` takes labels and nonbasic variables, as bits, of every basis but the
    first; `state` is the depth and the number of those.
    """
    right = planes.shape[3] - 1
    while steps > 0:
        level = state[0]
        if level + 1 == cursors.size or state[1] == found.shape[0]:
            return DEEPER if level + 1 == cursors.size else FULL
        if cursors[level] == 0 and divisions[level, 1] >= 0:
            whole.least_ratios(planes, level, scratch, candidates, divisions)
        row, column = NO_CHILD, cursors[level]
        while column < right and row == NO_CHILD:
            row = child_row(planes, words, level, column, divisors[level], divisions, names, places, candidates)
            column += 1
        steps -= column - cursors[level] + int(row == NO_CHILD)
        cursors[level] = column
        if row == NO_CHILD:
            if level == 0:
                return DONE
            state[0] -= 1
            continue
        if row == DOUBT or not descend(planes, words, divisors, divisions, names, places, level, row, column - 1):
            return STUCK
        labels = labels_of(planes, names, level + 1)
        if labels < 0:
            return STUCK
        found[state[1], 0], found[state[1], 1] = labels, nonbasic(names, level + 1, right)
        state[0], state[1], cursors[level + 1] = level + 1, state[1] + 1, 0
    return PAUSED

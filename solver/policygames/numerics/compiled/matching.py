"""Pairs of label sets that cover all labels, by splitting both lists label by label."""

from __future__ import annotations

from policygames.numerics.compiled.kernel import Words, kernel, part

DONE, PAUSED, FULL = range(3)
LEAF = 32
"""Up to so many pairs are tried one by one; the output needs room for as many."""


@part
def size_of(labels: int) -> int:
    """How many labels there are."""
    count = 0
    while labels:
        labels &= labels - 1
        count += 1
    return count


@part
def by_size(sets: Words, rows: Words, stops: Words) -> None:
    """Write the rows (set, index) in the order of their sizes, and to stops[0] where those of each size stop."""
    for size in range(stops.shape[1]):
        stops[0, size], stops[1, size] = 0, 0
    for index in range(sets.size):
        stops[0, size_of(sets[index])] += 1
    for size in range(1, stops.shape[1]):
        stops[0, size] += stops[0, size - 1]
        stops[1, size] = stops[0, size - 1]
    for index in range(sets.size):
        size = size_of(sets[index])
        row = stops[1, size]
        rows[row, 0], rows[row, 1], stops[1, size] = sets[index], index, row + 1


@part
def split(sets: Words, start: int, stop: int, label: int) -> int:
    """Bring the rows of [start, stop) with the label before those without; where the latter begin."""
    for row in range(start, stop):
        if (sets[row, 0] >> label) & 1:
            labels, index = sets[row, 0], sets[row, 1]
            sets[row, 0], sets[row, 1] = sets[start, 0], sets[start, 1]
            sets[start, 0], sets[start, 1] = labels, index
            start += 1
    return start


@part
def push(
    stack: Words, state: Words, start: int, stop: int, other_start: int, other_stop: int, label: int, overlap: int
) -> None:
    """Add a pair of ranges to do, unless one is empty or the labels left cannot make up the overlap."""
    if start < stop and other_start < other_stop and overlap >= 0:
        top = state[0]
        stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3] = start, stop, other_start, other_stop
        stack[top, 4], stack[top, 5] = label, overlap
        state[0] = top + 1


@kernel(
    "void(int64[::1], int64[::1], int64[:,::1], int64[:,::1], int64[:,::1], int64[:,::1], int64[:,::1], int64[::1])"
)
def begin(
    first_sets: Words,
    second_sets: Words,
    first: Words,
    second: Words,
    stops: Words,
    other_stops: Words,
    stack: Words,
    state: Words,
) -> None:
    """Write the rows that `advance` takes, those of one size together, and to the stack a task for any two sizes.

    `stops` and `other_stops`, of shape (2, labels + 1), are scratch; the stack has room for (labels + 2)^2 tasks.
    """
    labels = stops.shape[1] - 1
    by_size(first_sets, first, stops)
    by_size(second_sets, second, other_stops)
    for size in range(labels + 1):
        start = stops[0, size - 1] if size > 0 else 0
        for other in range(labels - size, labels + 1):
            other_start = other_stops[0, other - 1] if other > 0 else 0
            push(stack, state, start, stops[0, size], other_start, other_stops[0, other], 0, size + other - labels)


@kernel("int64(int64[:,::1], int64[:,::1], int64[:,::1], int64[:,::1], int64[::1], int64, int64)")
def advance(first: Words, second: Words, stack: Words, pairs: Words, state: Words, everything: int, steps: int) -> int:
    """Go on until about `steps` rows are looked at: DONE, PAUSED, or FULL where `pairs` is to be made longer.

    Rows of `first` and `second` are (labels, index), of `stack` (two ranges, next label, labels that both sets must
    have in common from there on); `state` is the height of the stack and the number of pairs.
    """
    while state[0] > 0:
        if steps <= 0 or state[1] + LEAF > pairs.shape[0]:
            return PAUSED if steps <= 0 else FULL
        state[0] -= 1
        top = state[0]
        start, stop, other_start, other_stop = stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3]
        label, overlap = stack[top, 4], stack[top, 5]
        steps -= stop - start + other_stop - other_start
        if (stop - start) * (other_stop - other_start) <= LEAF:
            for one in range(start, stop):
                for other in range(other_start, other_stop):
                    if first[one, 0] | second[other, 0] == everything:
                        pairs[state[1], 0], pairs[state[1], 1] = first[one, 1], second[other, 1]
                        state[1] += 1
            continue
        middle, other_middle = split(first, start, stop, label), split(second, other_start, other_stop, label)
        push(stack, state, start, middle, other_middle, other_stop, label + 1, overlap)
        push(stack, state, middle, stop, other_start, other_middle, label + 1, overlap)
        push(stack, state, start, middle, other_start, other_middle, label + 1, overlap - 1)
    return DONE

"""Pairs of label sets that cover all labels, by splitting both lists label by label."""

from __future__ import annotations

from policygames.numerics.compiled.kernel import Words, kernel, part

DONE, PAUSED, FULL = range(3)
LEAF = 32
"""Up to so many pairs are tried one by one; the output needs room for as many."""


@kernel("void(int64[::1], int64[::1])")
def sizes(sets: Words, counts: Words) -> None:
    """Write to `counts` how many labels each set has."""
    for row in range(sets.size):
        rest, count = sets[row], 0
        while rest:
            rest &= rest - 1
            count += 1
        counts[row] = count


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

"""Bases put in the order of their labels, so that those of one vertex stand together; and found by their cobases."""

from __future__ import annotations

from policygames.numerics.compiled.kernel import Words, kernel, part

_RUN = 8  # as many rows are sorted sooner by insertion


@part
def swapped(labels: int, rows: int, columns: int) -> int:
    """The lower `columns` labels after the upper `rows` ones."""
    return (labels >> columns) | ((labels & ((1 << columns) - 1)) << rows)


@part
def insert(rows: Words, start: int, stop: int) -> None:
    """Sort the rows of [start, stop) by their first number."""
    for row in range(start + 1, stop):
        key, value, place = rows[row, 0], rows[row, 1], row
        while place > start and rows[place - 1, 0] > key:
            rows[place, 0], rows[place, 1] = rows[place - 1, 0], rows[place - 1, 1]
            place -= 1
        rows[place, 0], rows[place, 1] = key, value


@part
def merge(rows: Words, merged: Words, start: int, middle: int, stop: int) -> None:
    """Write to `merged` the rows of [start, middle) and [middle, stop), both sorted, in one order."""
    one, other = start, middle
    for row in range(start, stop):
        if other == stop or (one < middle and rows[one, 0] <= rows[other, 0]):
            merged[row, 0], merged[row, 1] = rows[one, 0], rows[one, 1]
            one += 1
        else:
            merged[row, 0], merged[row, 1] = rows[other, 0], rows[other, 1]
            other += 1


@part
def sort(rows: Words, scratch: Words, count: int) -> None:
    """Sort the first `count` rows by their first number, equal ones as they stand; `scratch` is as long."""
    for start in range(0, count, _RUN):
        insert(rows, start, min(start + _RUN, count))
    length = _RUN
    while length < count:  # to the scratch rows and back
        for start in range(0, count, 2 * length):
            merge(rows, scratch, start, min(start + length, count), min(start + 2 * length, count))
        length *= 2
        for start in range(0, count, 2 * length):
            merge(scratch, rows, start, min(start + length, count), min(start + 2 * length, count))
        length *= 2


@kernel("int64(int64[:,::1], int64[:,::1], int64[:,::1], int64, int64)")
def arrange(bases: Words, scratch: Words, arranged: Words, rows: int, columns: int) -> int:
    """Sort `bases`, rows (labels, cobasis), and write what they say, all of one length; the number of vertices.

    Rows of `arranged` are: the cobasis of each basis, the number of its vertex; for each vertex its first basis, and
    its labels, swapped.
    """
    count, vertices = arranged.shape[1], 0
    sort(bases, scratch, count)
    for basis in range(count):
        if basis == 0 or bases[basis, 0] != bases[basis - 1, 0]:
            arranged[2, vertices], arranged[3, vertices] = basis, swapped(bases[basis, 0], rows, columns)
            vertices += 1
        arranged[0, basis], arranged[1, basis] = bases[basis, 1], vertices - 1
    return vertices


@kernel("int64(int64[::1], int64[::1], int64[:,::1], int64[:,::1], int64[:,::1], int64, int64)")
def complements(
    first: Words, second: Words, keyed: Words, scratch: Words, found: Words, rows: int, columns: int
) -> int:
    """Write where the sets stand, (i, j), of which one is what the other, swapped, lacks of everything; how many.

    `keyed` and `scratch` have room for a row per set of `second`, `found` for one per set of `first`.
    """
    everything, count = (1 << (rows + columns)) - 1, 0
    for place in range(second.size):
        keyed[place, 0], keyed[place, 1] = everything & ~swapped(second[place], rows, columns), place
    sort(keyed, scratch, second.size)
    for place in range(first.size):
        low, high = 0, second.size
        while low < high:
            middle = (low + high) // 2
            if keyed[middle, 0] < first[place]:
                low = middle + 1
            else:
                high = middle
        if low < second.size and keyed[low, 0] == first[place]:
            found[count, 0], found[count, 1] = place, keyed[low, 1]
            count += 1
    return count


@kernel("int64(int64[:,::1], int64[:,::1], int64, int64[:,::1], int64[::1], int64[::1], int64[:,::1])")
def collect(pairs: Words, signed: Words, side: int, arranged: Words, numbers: Words, wanted: Words, ends: Words) -> int:
    """Write the bases of the vertices in column `side` of `pairs`, in order, and those in that of `signed` after them.

    `pairs` are numbered anew by their place among those vertices, and so are the vertices of the signed bases, in
    `ends`. How many vertices there are; `numbers`, with room for all vertices, is scratch.
    """
    count = 0
    for vertex in range(numbers.size):
        numbers[vertex] = 0
    for row in range(pairs.shape[0]):
        numbers[pairs[row, side]] = 1
    for vertex in range(numbers.size):
        if numbers[vertex] == 1:
            numbers[vertex], wanted[count] = count, arranged[0, arranged[2, vertex]]
            count += 1
    for row in range(pairs.shape[0]):
        pairs[row, side] = numbers[pairs[row, side]]
    for row in range(signed.shape[0]):
        basis = signed[row, side]
        wanted[count + row], ends[row, side] = arranged[0, basis], numbers[arranged[1, basis]]
    return count

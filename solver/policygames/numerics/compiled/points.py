"""Vertices solved for exactly from their bases, in the numbers of about 105 bits of the walks."""

from __future__ import annotations

from policygames.numerics.compiled import whole
from policygames.numerics.compiled.kernel import Reals, Words, kernel, part


@part
def fill(planes: Reals, words: Words, rows: Words, cobasis: int) -> int:
    """Write the tight rows in the variables that are not 0, with right side 1, to the first level; how many there are.

    -1 where there are not as many of the ones as of the others.
    """
    size, right, count, tight = rows.shape[1], planes.shape[3] - 1, 0, 0
    for i in range(planes.shape[2]):
        for j in range(planes.shape[3]):
            planes[0, 0, i, j], words[0, 1, i, j] = 0.0, 0
    for row in range(rows.shape[0]):
        if (cobasis >> (size + row)) & 1:
            if tight == size:
                return -1
            count = 0
            for variable in range(size):
                if not (cobasis >> variable) & 1:
                    planes[0, 0, tight, count], words[0, 1, tight, count] = rows[row, variable], rows[row, variable]
                    count += 1
            planes[0, 0, tight, right], words[0, 1, tight, right] = 1.0, 1
            tight += 1
    return tight if tight == count else -1


@part
def positive_pivot(planes: Reals, words: Words, level: int, count: int, homes: Words) -> int:
    """Make a row, not yet pivoted in, positive in column `level`: 1, or -1 where it was turned around for that.

    It becomes homes[level]. 0 where there is no such row.
    """
    for row in range(count):
        free = True
        for column in range(level):
            free &= homes[column] != row
        if free and planes[level, 0, row, level] != 0:
            homes[level] = row
            if planes[level, 0, row, level] > 0:
                return 1
            for j in range(planes.shape[3]):
                planes[level, 0, row, j], words[level, 1, row, j] = -planes[level, 0, row, j], -words[level, 1, row, j]
            return -1
    return 0


@part
def shorten(residues: Words, index: int) -> None:
    """Divide whole numbers, not all 0, by their greatest common divisor (Euclid)."""
    divisor = 0
    for variable in range(residues.shape[1]):
        rest = residues[index, variable]
        while rest != 0:
            divisor, rest = rest, divisor % rest
        if divisor == 1:
            return
    for variable in range(residues.shape[1]):
        residues[index, variable] //= divisor


@kernel(
    "void(int64[:,::1], int64[::1], float64[:,:,:,::1], int64[:,:,:,::1], int64[:,::1], int64[::1],"
    "float64[:,::1], int64[:,::1], int64[::1], float64)"
)
def solve(
    rows: Words,
    cobases: Words,
    planes: Reals,
    words: Words,
    divisions: Words,
    homes: Words,
    values: Reals,
    residues: Words,
    signs: Words,
    word: float,
) -> None:
    """The vertex of every basis up to a positive factor, and the sign of the determinant of its tight rows.

    A coordinate is the number with this double in `values` and this residue. Where all are below `word`, and so their
    own residues, these are brought to lowest terms. The sign is 0 where a number would be too long or `cobases` holds
    no basis. The other arrays are scratch, with a level per coordinate and one more.

    Source: Edmonds, Journal of Research of the National Bureau of Standards 71B (1967) 241-245.
    """
    size, right, short_rows = rows.shape[1], planes.shape[3] - 1, whole.all_short(rows)
    for index in range(cobases.size):
        count = fill(planes, words, rows, cobases[index])
        sign, divisor, level = 1 if count > 0 else 0, 1.0, 0
        divisions[0, 0], divisions[0, 1], divisions[0, 2], divisions[0, 3] = 1, 0, 1, short_rows
        while level < count and sign != 0:
            sign *= positive_pivot(planes, words, level, count, homes)
            if sign != 0:
                row = homes[level]
                for before in range(level):  # as many transpositions as rows are out of order
                    sign = -sign if homes[before] > row else sign
                if not whole.pivot(planes, words, level, row, level, divisor, divisions):
                    sign = 0
                whole.divide_by(words, level, row, level, divisions)
                divisor = planes[level, 0, row, level]
            level += 1
        column, short = 0, sign != 0
        for variable in range(size):
            played = sign != 0 and not (cobases[index] >> variable) & 1
            values[index, variable] = planes[count, 0, homes[column], right] if played else 0.0
            residues[index, variable] = words[count, 1, homes[column], right] if played else 0
            column += int(played)
            short &= values[index, variable] < word
        if short:
            shorten(residues, index)
        signs[index] = sign

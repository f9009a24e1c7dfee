"""Linear systems in exact arithmetic, by pivots that keep whole numbers whole."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.numerics.exact import common_denominator, over

Row = list[int]


class SingularError(ArithmeticError):
    """The system has no solution, or more than one."""


def pivoted(rows: Sequence[Row], row: int, column: int, divisor: int) -> list[Row]:
    """`rows` after an integer pivot: `column` becomes zero except in `row`.

    Every division by `divisor`, the pivot before this one, is exact.

    Source: Edmonds, Journal of Research of the National Bureau of Standards 71B (1967) 241-245; Bareiss, Mathematics of
    Computation 22 (1968) 565-578.
    """
    base = rows[row]
    head = base[column]
    return [
        base
        if other is base
        else [(entry * head - other[column] * above) // divisor for entry, above in zip(other, base, strict=True)]
        for other in rows
    ]


def exchanged(rows: Sequence[Row], row: int, column: int, divisor: int) -> list[Row]:
    """A condensed tableau after a pivot: `column` now stands for the variable that left the basis.

    Source: as of `pivoted`; the column of the leaving variable, a unit vector before, is written in place.
    """
    base, after = rows[row], pivoted(rows, row, column, divisor)
    for index, new in enumerate(after):
        head = divisor if rows[index] is base else -rows[index][column]
        after[index] = [*new[:column], head, *new[column + 1 :]]
    return after


def solved(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction]:
    """The only x with matrix · x = right, for as many or more equations than unknowns.

    Raises SingularError where there is no x, or more than one.
    """
    rows = [_whole([*row, value]) for row, value in zip(matrix, right, strict=True)]
    unknowns, last = len(matrix[0]), 1
    for column in range(unknowns):
        pivot = next((row for row in range(column, len(rows)) if rows[row][column]), None)
        if pivot is None:
            raise SingularError(f"unknown {column} is not determined")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows, last = pivoted(rows, column, column, last), rows[column][column]
    if any(row[unknowns] for row in rows[unknowns:]):
        raise SingularError("the equations contradict one another")
    return [Fraction(row[unknowns], last) for row in rows[:unknowns]]


def _whole(row: Sequence[Fraction]) -> Row:
    return over(row, common_denominator(row))


def determinant(matrix: Sequence[Row]) -> int:
    """The determinant of a square matrix of whole numbers, by integer pivots."""
    rows, last, sign = list(matrix), 1, 1
    for column in range(len(rows)):
        pivot = next((row for row in range(column, len(rows)) if rows[row][column]), None)
        if pivot is None:
            return 0
        if pivot != column:
            rows[column], rows[pivot], sign = rows[pivot], rows[column], -sign
        rows, last = pivoted(rows, column, column, last), rows[column][column]
    return sign * last

"""Linear systems in exact rationals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


class SingularError(ArithmeticError):
    """The system has no solution, or more than one."""


def solved(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction]:
    """The only x with matrix · x = right, for as many or more equations than unknowns.

    Gauss-Jordan elimination. Raises SingularError where there is no x, or more than one.
    """
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    unknowns = len(rows[0]) - 1 if rows else 0
    for column in range(unknowns):
        pivot = next((row for row in range(column, len(rows)) if rows[row][column]), None)
        if pivot is None:
            raise SingularError(f"unknown {column} is not determined")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        _eliminate(rows, column)
    if any(row[unknowns] for row in rows[unknowns:]):
        raise SingularError("the equations contradict one another")
    return [rows[row][unknowns] for row in range(unknowns)]


def _eliminate(rows: list[list[Fraction]], column: int) -> None:
    head = rows[column][column]
    pivot = rows[column] = [entry / head for entry in rows[column]]
    for index, row in enumerate(rows):
        if index != column and (factor := row[column]):
            rows[index] = [entry - factor * above for entry, above in zip(row, pivot, strict=True)]

"""The determinants on which it depends which mixtures hold an opponent indifferent, with payoffs left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import TypeAlias

from policygames.numerics.forms import Form

Rows: TypeAlias = tuple[int, ...]
Basis: TypeAlias = tuple[Rows, Rows]
"""Actions that are mixed, and as many actions of the opponent that do best against them."""


class Minors:
    """U and D of a payoff matrix B in forms: B[i][j] is what the opponent gets by j when i is played.

    For actions I and J, in ascending order, let M(I, J) have a row (B[i][j] for i in I, -1) for each j in J. U(I, J),
    with one more in J than in I, is the determinant of M(I, J). D(I, J), with as many, is that of M(I, J) above the row
    (1, ..., 1, 0): not 0 where just one mixture of I, v its payoff, makes all of J worth v. By Cramer's rule then
      x[i] = (-1)^(|I| + place of i in I) U(I without i, J) / D(I, J),
      v - sum x[i] B[i][j] = (-1)^(1 + |J| - place of j in J with j) U(I, J with j) / D(I, J) for j not in J.
    """

    def __init__(self, matrix: Sequence[Sequence[Form]], unknowns: int) -> None:
        self.rows, self.columns = len(matrix), len(matrix[0])
        least = [row[0] for row in matrix]
        self._entries = [[one - first for one in row] for row, first in zip(matrix, least, strict=True)]
        self._zero, self._minus = Form(()), Form.constant(-1, unknowns)
        self.bordered, self.full = cache(self._bordered), cache(self._full)

    def _bordered(self, rows: Rows, columns: Rows) -> Form:
        """U: expanded along the last of `rows`."""
        if not rows:
            return self._minus
        total, last = self._zero, len(rows) - 1
        for place, column in enumerate(columns):
            rest = self.bordered(rows[:-1], columns[:place] + columns[place + 1 :])
            total += (self._entries[rows[-1]][column] * rest).times(-1 if (place + last) % 2 else 1)
        return total

    def _full(self, rows: Rows, columns: Rows) -> Form:
        """D: expanded along its last row."""
        total = self._zero
        for place in range(len(rows)):
            rest = self.bordered(rows[:place] + rows[place + 1 :], columns)
            total += rest.times(-1 if (place + len(rows)) % 2 else 1)
        return total

    def bases(self) -> Iterator[Basis]:
        """All choices of as many actions on either side."""
        for size in range(1, min(self.rows, self.columns) + 1):
            for rows in combinations(range(self.rows), size):
                yield from ((rows, columns) for columns in combinations(range(self.columns), size))

"""Small linear programs in exact arithmetic: the simplex method on a condensed tableau of whole numbers."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction
from typing import TypeAlias

from policygames.numerics.linear import Row, exchanged

Pivots: TypeAlias = Generator[None, None, bool]
"""None after each pivot, and at the end whether there is what was sought."""


class Program:
    """The points x >= 0 with matrix · x = right, and the best of them for one objective after another.

    All entries are whole numbers. Each objective begins at the basis that was best for the one before.

    Source: Dantzig, Linear Programming and Extensions (1963); pivots by Edmonds (1967); Bland, Mathematics of
    Operations Research 2 (1977) 103-107, against cycles.
    """

    def __init__(self, matrix: Sequence[Sequence[int]], right: Sequence[int]) -> None:
        self._rows = [_signed([*row, value], value < 0) for row, value in zip(matrix, right, strict=True)]
        self._unknowns = len(matrix[0])
        self._nonbasic = list(range(self._unknowns))
        self._basic = list(
            range(self._unknowns, self._unknowns + len(self._rows))
        )  # artificial: each the gap of an equation
        self._divisor = 1
        self._objective: Row = []

    def feasible(self) -> Pivots:
        """Finds a first point; whether there is one. To be asked once, before all else."""
        columns = range(len(self._nonbasic) + 1)
        self._objective = [-sum(row[column] for row in self._rows) for column in columns]
        yield from self._improved()
        if any(row[-1] for row, variable in zip(self._rows, self._basic, strict=True) if variable >= self._unknowns):
            return False
        yield from self._without_artificial()
        return True

    def maximized(self, costs: Sequence[int]) -> Pivots:
        """Moves to a point that is best for costs · x; whether there is one: False where it is unbounded."""
        self._price(costs)
        return (yield from self._improved())

    @property
    def value(self) -> Fraction:
        """The objective at the present point."""
        return Fraction(self._objective[-1], self._divisor)

    def positive(self) -> tuple[dict[int, int], int]:
        """The variables that are not 0 at the present point, as numerators, and their common denominator."""
        pairs = zip(self._basic, self._rows, strict=True)
        return {variable: row[-1] for variable, row in pairs if row[-1]}, self._divisor

    def solution(self) -> list[Fraction]:
        """The present point."""
        point = [Fraction(0)] * self._unknowns
        for variable, row in zip(self._basic, self._rows, strict=True):
            point[variable] = Fraction(row[-1], self._divisor)
        return point

    def reduced(self, variables: Sequence[int], costs: Sequence[int] | None = None) -> list[Fraction]:
        """What one unit more of each variable takes from the objective, or from costs · x at the present basis."""
        if costs is not None:
            self._price(costs)
        place = {variable: column for column, variable in enumerate(self._nonbasic)}
        return [Fraction(self._objective[place[v]], self._divisor) if v in place else Fraction(0) for v in variables]

    def _price(self, costs: Sequence[int]) -> None:
        row = [-costs[variable] * self._divisor for variable in self._nonbasic] + [0]
        for variable, base in zip(self._basic, self._rows, strict=True):
            if cost := costs[variable]:
                row = [entry + cost * above for entry, above in zip(row, base, strict=True)]
        self._objective = row

    def _improved(self) -> Pivots:
        """Pivots until no variable improves the objective; False where one improves it for ever."""
        dearest = 4 * (len(self._rows) + 2)  # from then on the rule that cannot cycle
        while (column := self._entering(dearest > 0)) is not None:
            row = self._leaving(column)
            if row is None:
                return False
            self._pivot(row, column)
            dearest -= 1
            yield None
        return True

    def _entering(self, steepest: bool) -> int | None:  # noqa: FBT001 - which of two rules
        costs = self._objective[:-1]
        if steepest:
            least = min(costs, default=0)
            return costs.index(least) if least < 0 else None
        able = [(self._nonbasic[column], column) for column, cost in enumerate(costs) if cost < 0]
        return min(able)[1] if able else None

    def _leaving(self, column: int) -> int | None:
        """The row that first comes to 0; of tied ones an artificial variable's, else that of the lowest index."""
        best: int | None = None
        for row, base in enumerate(self._rows):
            if base[column] > 0 and (best is None or self._sooner(row, best, column)):
                best = row
        return best

    def _sooner(self, row: int, best: int, column: int) -> bool:
        ours, theirs = self._rows[row], self._rows[best]
        ahead = ours[-1] * theirs[column] - theirs[-1] * ours[column]
        return ahead < 0 or (ahead == 0 and self._order(row) < self._order(best))

    def _order(self, row: int) -> tuple[bool, int]:
        return self._basic[row] < self._unknowns, self._basic[row]

    def _pivot(self, row: int, column: int) -> None:
        divisor = self._rows[row][column]
        *self._rows, self._objective = exchanged([*self._rows, self._objective], row, column, self._divisor)
        self._divisor = divisor
        self._basic[row], self._nonbasic[column] = self._nonbasic[column], self._basic[row]
        if self._nonbasic[column] >= self._unknowns:  # an artificial variable never comes back
            del self._nonbasic[column]
            for line in (*self._rows, self._objective):
                del line[column]

    def _without_artificial(self) -> Generator[None, None, None]:
        """Artificial variables at 0 leave the basis, with equations that say nothing new."""
        while any(variable >= self._unknowns for variable in self._basic):
            row = next(index for index, variable in enumerate(self._basic) if variable >= self._unknowns)
            column = next((index for index, entry in enumerate(self._rows[row][:-1]) if entry), None)
            if column is None:
                del self._rows[row], self._basic[row]
                continue
            self._rows[row] = _signed(self._rows[row], self._rows[row][column] < 0)
            self._pivot(row, column)
            yield None


def _signed(row: Row, negative: bool) -> Row:  # noqa: FBT001
    return [-entry for entry in row] if negative else row

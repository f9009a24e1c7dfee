"""The best mixture under homogeneous conditions, exact: the linear program behind advice, commitment and dominance."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from policygames.numerics.guessed_mixtures import guessed
from policygames.numerics.whole_arrays import Whole, roomy, stacked

_ZERO = Fraction(0)
_ROOT = 2**31  # products of two numbers below it, and sums of two such products, fit into int64


@dataclass(frozen=True, slots=True)
class Best:
    """An optimal mixture and what proves it: objective + prices · conditions is at most `value` in every column."""

    mixture: list[Fraction]
    prices: list[Fraction]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Impossible:
    """What proves that no mixture meets the conditions: `ray` · conditions is at most -`drop` < 0 in every column.

    `prices` bound the objective by `value` as those of Best do; with multiples of the ray added, by anything less.
    """

    ray: list[Fraction]
    drop: Fraction
    prices: list[Fraction]
    value: Fraction

    def prices_below(self, most: Fraction) -> list[Fraction]:
        """Prices that bound the objective by `most`."""
        times = max(_ZERO, (self.value - most) / self.drop)
        return [price + times * extra for price, extra in zip(self.prices, self.ray, strict=True)]


Steps: TypeAlias = Generator[None, None, Best | Impossible]
"""None after each pivot, and at the end the answer."""


def best_mixture(objective: Whole, conditions: Whole, spare: int = 0) -> Steps:
    """The z >= 0 that maximizes objective · z, where conditions · z >= 0 and the entries of z sum to 1.

    `objective` has shape (n,), `conditions` (k, n). The last `spare` columns do not count in the sum, and have
    objectives of at most 0: every program is bounded.

    The dual simplex method in whole numbers, from the column with the largest objective: no first phase is needed.
    Where they grow long, floats may guess the last basis instead, and whole numbers check it.

    Source: Lemke, Naval Research Logistics Quarterly 1 (1954) 36-47; pivots by Edmonds (1967); against cycles the rule
    of least indices, Bland, Mathematics of Operations Research 2 (1977) 103-107.
    """
    fresh = True
    if _are_long(objective, conditions):
        fresh, pair = False, (yield from guessed(objective, conditions, spare))
        if pair is not None:
            return Best(pair.mixture, pair.prices, pair.value)
    tableau = Tableau(objective, conditions, spare)
    while (row := tableau.leaving()) is not None:
        column = tableau.entering(row)
        if column is None:
            return tableau.contradiction(row)
        if fresh and tableau.is_long():
            fresh, pair = False, (yield from guessed(objective, conditions, spare))
            if pair is not None:
                return Best(pair.mixture, pair.prices, pair.value)
        tableau.exchange(row, column)
        yield None
    return tableau.best()


def _are_long(*arrays: Whole) -> bool:
    """Whether the first pivot needs Python ints."""
    return any(one.dtype == object or (one.size and max(int(one.max()), -int(one.min())) >= _ROOT) for one in arrays)


class Tableau:
    """A condensed tableau over one divisor: a row per basic variable and the objective's, a column per nonbasic one.

    Variables are the n columns, then the slacks of the k conditions; the last column is the right side.
    """

    def __init__(self, objective: Whole, conditions: Whole, spare: int) -> None:
        count, start = len(objective), int(np.argmax(objective[: len(objective) - spare]))
        rows = roomy(stacked(conditions, objective) if len(conditions) else objective[None, :], 2)
        counted = np.ones(count, dtype=rows.dtype)
        counted[count - spare :] = 0
        entries = np.empty((len(rows) + 1, count), dtype=rows.dtype)
        entries[:-2], entries[-1] = rows[:-1, start, None] * counted - rows[:-1], rows[-1, start] * counted - rows[-1]
        entries[-2] = counted
        entries[:-2, start], entries[-2, start], entries[-1, start] = rows[:-1, start], 1, rows[-1, start]
        entries[:, [start, -1]] = entries[:, [-1, start]]  # the right side comes last
        self.entries, self.divisor, self._count = entries, 1, count
        self.nonbasic = list(range(count))
        self.nonbasic[start] = count - 1
        self.nonbasic.pop()
        self.basic = [*range(count, count + len(rows) - 1), start]
        self._hurried = 4 * (len(rows) + 2)  # pivots by the largest gap; from then on the rule that cannot cycle

    def leaving(self) -> int | None:
        """The row of a variable below 0; None where there is none, and the point is optimal."""
        right = self.entries[:-1, -1]
        lowest = int(right.argmin())
        if right[lowest] >= 0:
            return None
        if self._hurried > 0:
            self._hurried -= 1
            return lowest
        return min((row for row, value in enumerate(right.tolist()) if value < 0), key=self.basic.__getitem__)

    def entering(self, row: int) -> int | None:
        """The column whose cost first comes to 0, of tied ones that of the least variable; None where none does."""
        best, cost, pace = None, 0, 0
        pairs = zip(self.entries[row, :-1].tolist(), self.entries[-1, :-1].tolist(), strict=True)
        for column, (entry, reduced) in enumerate(pairs):
            if entry < 0:
                ahead = -1 if best is None else reduced * pace - cost * -entry
                if ahead < 0 or (ahead == 0 and best is not None and self.nonbasic[column] < self.nonbasic[best]):
                    best, cost, pace = column, reduced, -entry
        return best

    def is_long(self) -> bool:
        """Whether the next pivot needs Python ints."""
        if self.entries.dtype != object and max(int(self.entries.max()), -int(self.entries.min())) >= _ROOT:
            self.entries = self.entries.astype(object)
        return self.entries.dtype == object

    def exchange(self, row: int, column: int) -> None:
        """A pivot on a negative entry; the divisor stays positive."""
        self.is_long()
        entries, before = self.entries, self.divisor
        across, down = entries[row].copy(), entries[:, column].copy()
        self.divisor = -int(across[column])
        entries *= self.divisor
        entries += down[:, None] * across
        if before != 1:
            entries //= before
        entries[row], entries[:, column] = -across, down
        entries[row, column] = -before
        self.basic[row], self.nonbasic[column] = self.nonbasic[column], self.basic[row]

    def best(self) -> Best:
        """The present point, its prices and its value."""
        mixture = [_ZERO] * self._count
        for variable, value in zip(self.basic, self.entries[:-1, -1].tolist(), strict=True):
            if variable < self._count and value:
                mixture[variable] = Fraction(value, self.divisor)
        return Best(mixture, self._slacks(-1), self._value())

    def contradiction(self, row: int) -> Impossible:
        """What a row says that nothing can bring to 0."""
        ray = self._slacks(row)
        if self.basic[row] >= self._count:
            ray[self.basic[row] - self._count] += 1
        return Impossible(ray, Fraction(-int(self.entries[row, -1]), self.divisor), self._slacks(-1), self._value())

    def _slacks(self, row: int) -> list[Fraction]:
        """The entries of a row in the columns of slacks, one per condition."""
        found = [_ZERO] * (len(self.basic) - 1)
        for variable, entry in zip(self.nonbasic, self.entries[row, :-1].tolist(), strict=True):
            if variable >= self._count and entry:
                found[variable - self._count] = Fraction(entry, self.divisor)
        return found

    def _value(self) -> Fraction:
        return Fraction(int(self.entries[-1, -1]), self.divisor)

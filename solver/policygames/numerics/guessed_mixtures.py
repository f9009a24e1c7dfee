"""The best mixture by a basis that floats guess: solved exactly there, and given only if every condition then holds."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.lifting import solved_by_lifting
from policygames.numerics.linear import SingularError
from policygames.numerics.whole_arrays import Whole, stacked

Reals: TypeAlias = NDArray[np.float64]
_NOISE = 1e-9  # of entries that are at most 1 before the first pivot: below it a float may as well be 0
_ZERO = Fraction(0)
_SMALL = 24  # unknowns up to which pivots in whole numbers are faster than lifting


@dataclass(frozen=True, slots=True)
class Basis:
    """The columns that are basic, and the conditions that are tight, one fewer."""

    columns: list[int]
    tight: list[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A mixture, and prices that bound the objective of every mixture by `value`, its own."""

    mixture: list[Fraction]
    prices: list[Fraction]
    value: Fraction


def guessed(objective: Whole, conditions: Whole, spare: int) -> Generator[None, None, Pair | None]:
    """The optimal pair of the program of `best_mixture`, checked exactly; None where floats lead nowhere."""
    counted = np.ones(len(objective), dtype=np.int64)
    counted[len(objective) - spare :] = 0
    basis = yield from _basis(objective, conditions, counted)
    return None if basis is None else _pair(objective, conditions, counted, basis)


def _basis(objective: Whole, conditions: Whole, counted: Whole) -> Generator[None, None, Basis | None]:
    """The dual simplex method in floats, from the column with the largest objective."""
    count, start = len(objective), int(np.argmax(np.where(counted, objective, objective.min())))
    rows = _scaled(stacked(conditions, objective) if len(conditions) else objective[None, :])
    entries = rows[:, [start]] * counted - rows
    entries[:, start] = rows[:, start]
    table = np.vstack([entries[:-1], counted.astype(np.float64), entries[-1]])
    table[-2, start] = 1.0
    table[:, [start, -1]] = table[:, [-1, start]]
    nonbasic = np.arange(count)
    nonbasic[start] = count - 1
    basic = [*range(count, count + len(rows) - 1), start]
    for _ in range(10 * (len(rows) + 2)):
        row = int(table[:-1, -1].argmin())
        if table[row, -1] >= -_NOISE:
            slacks = {int(variable) - count for variable in nonbasic[:-1] if variable >= count}
            return Basis(sorted(variable for variable in basic if variable < count), sorted(slacks))
        column = _entering(table, row)
        if column is None:
            return None
        _exchange(table, row, column)
        basic[row], nonbasic[column] = int(nonbasic[column]), basic[row]
        yield None
    return None


def _scaled(rows: Whole) -> Reals:
    """Each row in floats of at most 1."""
    largest = np.abs(rows).max(axis=1, keepdims=True)
    largest[largest == 0] = 1
    return np.asarray(rows / largest, dtype=np.float64)


def _entering(table: Reals, row: int) -> int | None:
    """The column whose cost first comes to 0, of nearly tied ones that of the largest pivot."""
    best, least, pivot = None, np.inf, 0.0
    for column, (across, cost) in enumerate(zip(table[row, :-1].tolist(), table[-1, :-1].tolist(), strict=True)):
        if across < -_NOISE:
            ratio = max(cost, 0.0) / -across
            if ratio < least - _NOISE or (ratio <= least + _NOISE and across < pivot):
                best, least, pivot = column, ratio, across
    return best


def _exchange(table: Reals, row: int, column: int) -> None:
    """A pivot of a condensed tableau, in place."""
    pivot = table[row, column]
    down = table[:, column] / pivot
    across = table[row] / pivot
    table -= table[:, column, None] * across
    table[:, column], table[row] = -down, across
    table[row, column] = 1 / pivot


def _pair(objective: Whole, conditions: Whole, counted: Whole, basis: Basis) -> Pair | None:
    """What solves the equations of a basis, if it meets all conditions."""
    matrix = [counted[basis.columns].tolist(), *conditions[np.ix_(basis.tight, basis.columns)].tolist()]
    try:
        played, (value, *negated), scale = _solved_both_ways(matrix, objective[basis.columns].tolist())
    except SingularError:
        return None
    prices = [-price for price in negated]
    if min(played) < 0 or min(prices, default=0) < 0:
        return None
    rows = conditions.astype(object)
    if len(rows) and (rows[:, basis.columns] @ np.array(played, dtype=object)).min() < 0:
        return None
    worth = objective.astype(object) * scale + (np.array(prices, dtype=object) @ rows[basis.tight] if prices else 0)
    if (counted.astype(object) * value - worth).min() < 0:
        return None
    return Pair(
        _placed(played, scale, basis.columns, len(objective)),
        _placed(prices, scale, basis.tight, len(conditions)),
        Fraction(value, scale),
    )


def _placed(values: Sequence[int], divisor: int, places: Sequence[int], count: int) -> list[Fraction]:
    found = [_ZERO] * count
    for place, value in zip(places, values, strict=True):
        if value:
            found[place] = Fraction(value, divisor)
    return found


@dataclass(slots=True)
class _Row:
    """A row under elimination: where it was, by what it was reduced so far, and what is left of it.

    Where there is nothing to eliminate it waits: `last` is the pivot before the one that it was reduced by last, and
    what is left is to be multiplied by the present one over it.
    """

    place: int
    factors: list[int]
    rest: list[int]
    last: int = 1

    def reduce(self, head: int, base: Sequence[int], last: int) -> None:
        """Eliminate the first unknown that is left, the division being exact (Bareiss 1968)."""
        first, *rest = self.rest
        self.factors.append(first * last // self.last if first else 0)
        if not first:
            self.rest = rest
            return
        self.rest = [(head * entry - first * above) // self.last for entry, above in zip(rest, base, strict=True)]
        self.last = head

    def catch_up(self, last: int) -> None:
        """What is left, as it is after all pivots so far."""
        if self.last != last:
            self.rest = [entry * last // self.last for entry in self.rest]
            self.last = last


def _solved_both_ways(matrix: list[list[int]], costs: list[int]) -> tuple[list[int], list[int], int]:
    """The only x with matrix · x = (1, 0, …), and y with y · matrix = costs, as whole numbers over a positive one.

    One elimination serves both: it writes the matrix as L · D^-1 · U in whole numbers, and the costs, one more row, as
    l · D^-1 · U, so that y · L = l. Raises SingularError.

    Source: Zhou and Jeffrey, Frontiers of Computer Science in China 2 (2008) 67-80.
    """
    if len(matrix) > _SMALL:
        return _lifted_both_ways(matrix, costs)
    rows = [_Row(place, [], [*row, int(place == 0)]) for place, row in enumerate(matrix)]
    last, pivots, bottom = 1, [], _Row(len(rows), [], [*costs, 0])
    while rows:
        places = [place for place, row in enumerate(rows) if row.rest[0]]
        if not places:
            raise SingularError("the basis is singular")
        pivots.append(rows.pop(max(places, key=lambda place: rows[place].rest.count(0))))
        pivots[-1].catch_up(last)
        head, *base = pivots[-1].rest
        for row in (*rows, bottom):
            row.reduce(head, base, last)
        last = head
    sign = 1 if last > 0 else -1
    played, prices = _backwards(pivots, last), _transposed_backwards(pivots, bottom.factors, last)
    return [sign * value for value in played], [sign * value for value in prices], sign * last


def _backwards(pivots: Sequence[_Row], last: int) -> list[int]:
    """`last` times the x of U · x = the last column."""
    found: list[int] = []
    for pivot in reversed(pivots):
        head, *above, value = pivot.rest
        known = sum(map(mul, above, reversed(found)))
        found.append((value * last - known) // head)  # exact, by Cramer's rule
    return found[::-1]


def _transposed_backwards(pivots: Sequence[_Row], factors: Sequence[int], last: int) -> list[int]:
    """`last` times the y of y · L = factors, in the order of the rows of the matrix."""
    found = [0] * len(pivots)
    for column in range(len(pivots) - 1, -1, -1):
        known = sum(found[below.place] * below.factors[column] for below in pivots[column + 1 :])
        found[pivots[column].place] = (factors[column] * last - known) // pivots[column].rest[0]  # exact likewise
    return found


def _lifted_both_ways(matrix: list[list[int]], costs: list[int]) -> tuple[list[int], list[int], int]:
    """The same by lifting, where that is faster."""
    one = solved_by_lifting(matrix, [1, *[0] * (len(matrix) - 1)])
    other = solved_by_lifting([list(column) for column in zip(*matrix, strict=True)], costs)
    scale = math.lcm(one.denominator, other.denominator)
    played, prices = ([value * (scale // found.denominator) for value in found.numerators] for found in (one, other))
    return played, prices, scale

"""Dictionaries of linear systems in whole numbers, pivoted by the lexicographic rule: ties lead to no cycles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policygames.numerics.linear import Row, exchanged


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A basis: row by row a basic variable, column by column a nonbasic one, all of at least 0.

    After the columns come the value, and the powers of an infinitesimal that break ties; a row means that divisor times
    the basic variable plus the entries times the nonbasic ones is the value.
    """

    rows: list[Row]
    basic: tuple[int, ...]
    nonbasic: tuple[int, ...]
    divisor: int


def with_ties(rows: Sequence[Row], basic: Sequence[int], nonbasic: Sequence[int]) -> Dictionary:
    """The first dictionary, whose values are at least 0 and divisor 1, with what breaks ties."""
    count = range(len(rows))
    table = [[*row, *(int(place == other) for other in count)] for place, row in enumerate(rows)]
    return Dictionary(table, tuple(basic), tuple(nonbasic), 1)


def leaving(here: Dictionary, column: int) -> int | None:
    """The row whose variable reaches 0 first as that of `column` grows, lexicographically; None for a ray.

    Source: Dantzig, Orden and Wolfe, Pacific Journal of Mathematics 5 (1955) 183-195.
    """
    best, start = None, len(here.nonbasic)
    for row, entries in enumerate(here.rows):
        head = entries[column]
        if head > 0:
            other = None if best is None else here.rows[best]
            if other is None or _before(entries[start:], head, other[start:], other[column]):
                best = row
    return best


def _before(one: Sequence[int], head: int, other: Sequence[int], other_head: int) -> bool:
    for mine, theirs in zip(one, other, strict=True):
        left, right = mine * other_head, theirs * head
        if left != right:
            return left < right
    return False


def neighbour(here: Dictionary, row: int, column: int) -> frozenset[int]:
    """The nonbasic variables after a pivot."""
    return frozenset(here.nonbasic) - {here.nonbasic[column]} | {here.basic[row]}


def pivoted(here: Dictionary, row: int, column: int) -> Dictionary:
    """The dictionary after the variable of `column` has entered the basis for that of `row`."""
    basic, nonbasic = list(here.basic), list(here.nonbasic)
    basic[row], nonbasic[column] = nonbasic[column], basic[row]
    rows = exchanged(here.rows, row, column, here.divisor)
    return Dictionary(rows, tuple(basic), tuple(nonbasic), here.rows[row][column])

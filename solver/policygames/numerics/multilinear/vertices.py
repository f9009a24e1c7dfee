"""Strategies at the corners of what linear conditions leave of a simplex, exactly; and equilibria of two who mix."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from policygames.numerics.linear import SingularError, solved

Row: TypeAlias = Sequence[Fraction]


def corners(count: int, ties: Sequence[Row], least: Sequence[Row]) -> list[tuple[Fraction, ...]]:
    """The corners of {x >= 0, sum x = 1, every row of `ties` · x = 0, every row of `least` · x >= 0}.

    x has `count` entries.

    Every corner is the only solution of as many of the conditions as equations: all ways to choose them are tried.
    """
    signs = [tuple(Fraction(index == at) for index in range(count)) for at in range(count)]
    bounds = [*signs, *least]
    found: dict[tuple[Fraction, ...], None] = {}
    base = [tuple(Fraction(1) for _ in range(count)), *ties]
    for size in range(count):
        for tight in itertools.combinations(bounds, size):
            try:
                point = tuple(
                    solved([*base, *tight], [Fraction(1), *(Fraction(0) for _ in range(len(base) + size - 1))])
                )
            except (SingularError, IndexError):
                continue
            if all(_dot(row, point) >= 0 for row in bounds):
                found[point] = None
    return list(found)


def _dot(row: Row, point: Row) -> Fraction:
    return sum((one * other for one, other in zip(row, point, strict=True)), Fraction(0))


def too_many(count: int, conditions: int) -> bool:
    """Whether so many choices of conditions would have to be tried that another way is wanted."""
    tried, product = 0, 1
    for size in range(count):
        tried += product
        product = product * (count + conditions - size) // (size + 1)
    return tried > _MOST


_MOST = 4000

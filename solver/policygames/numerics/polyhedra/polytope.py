"""A polytope by its half-spaces and its vertices at once, in homogeneous whole numbers, and the cut by one more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from operator import mul

from policygames.numerics.exact import common_denominator, over

Whole = tuple[int, ...]
"""A point y as (t, t y1, …, t yr) with t > 0; a half-space n · y <= c as (c, -n1, …, -nr), up to a positive factor."""
Coordinates = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Polytope:
    """The points with slack at least 0 in every row; bit k of tight[j] says that points[j] has slack 0 in rows[k].

    `points` are the vertices, each once, none where the polytope is empty. Rows that cut nothing off are left out.
    """

    rows: tuple[Whole, ...]
    points: tuple[Whole, ...]
    tight: tuple[int, ...]

    def holds(self, point: Whole) -> bool:
        """Whether the polytope contains `point`."""
        return bool(self.points) and all(slack(row, point) >= 0 for row in self.rows)


def slack(row: Whole, point: Whole) -> int:
    """How far `point` lies inside of the half-space, up to a positive factor; negative outside."""
    return sum(map(mul, row, point))


def homogeneous(coordinates: Iterable[Fraction]) -> Whole:
    """The point with these coordinates."""
    values = tuple(coordinates)
    scale = common_denominator(values)
    return (scale, *over(values, scale))


def coordinates(point: Whole) -> Coordinates:
    """The coordinates of a homogeneous point."""
    return tuple(Fraction(value, point[0]) for value in point[1:])


def half_space(normal: Sequence[Fraction | int], level: Fraction | int) -> Whole:
    """The row of normal · y <= level."""
    values = [Fraction(level), *(-Fraction(value) for value in normal)]
    return whole(values)


def whole(values: Sequence[Fraction]) -> Whole:
    """The vector in lowest terms: as whole numbers without a common divisor, up to a positive factor."""
    return primitive(tuple(over(values, common_denominator(values))))


def normal_of(row: Whole) -> Whole:
    """The normal n of the half-space n · y <= c."""
    return tuple(-value for value in row[1:])


def primitive(vector: Whole) -> Whole:
    """The vector divided by the greatest common divisor of its entries."""
    divisor = math.gcd(*vector)
    return vector if divisor <= 1 else tuple(value // divisor for value in vector)


def box(lows: Sequence[Fraction], highs: Sequence[Fraction]) -> Polytope:
    """The points with low <= y <= high in every coordinate; low <= high."""
    size = len(lows)
    rows = [(1, *[0] * size)]  # a point at infinity never comes in, not even where the box is a point
    for index, ends in enumerate(zip(lows, highs, strict=True)):
        for sign, end in zip((-1, 1), ends, strict=True):
            rows.append(half_space([sign * (index == other) for other in range(size)], sign * end))
    corners = product(*(sorted(set(ends)) for ends in zip(lows, highs, strict=True)))
    return _described(rows, map(homogeneous, corners))


def _described(rows: Iterable[Whole], points: Iterable[Whole]) -> Polytope:
    """The polytope with these rows and vertices, both known to be right."""
    rows, points = tuple(rows), tuple(points)
    tight = (sum(1 << index for index, row in enumerate(rows) if not slack(row, point)) for point in points)
    return Polytope(rows, points, tuple(tight))


def cut(polytope: Polytope, row: Whole) -> Polytope:
    """The part of `polytope` in the half-space `row`.

    New vertices lie on edges that the plane crosses. Two vertices span an edge if no third lies on all planes that they
    share: true for degenerate and flat polytopes too.

    Source: Motzkin, Raiffa, Thompson and Thrall (1953); Fukuda and Prodon, LNCS 1120 (1996) 91-111, proposition 7.
    """
    slacks = [slack(row, point) for point in polytope.points]
    if min(slacks, default=0) >= 0:
        return polytope
    bit = 1 << len(polytope.rows)
    kept = [index for index, value in enumerate(slacks) if value >= 0]
    points = [polytope.points[index] for index in kept]
    tight = [polytope.tight[index] | (0 if slacks[index] else bit) for index in kept]
    for inside, outside in _crossed(polytope.tight, slacks, len(row) - 2):
        ahead, behind = slacks[inside], -slacks[outside]
        mixed = zip(polytope.points[inside], polytope.points[outside], strict=True)
        points.append(primitive(tuple(behind * one + ahead * other for one, other in mixed)))
        tight.append(polytope.tight[inside] & polytope.tight[outside] | bit)
    return Polytope((*polytope.rows, row), tuple(points), tuple(tight))


def _crossed(tight: Sequence[int], slacks: Sequence[int], shared: int) -> Iterable[tuple[int, int]]:
    """The edges with one end inside and one outside, which share at least so many planes."""
    inside = [index for index, value in enumerate(slacks) if value > 0]
    outside = [index for index, value in enumerate(slacks) if value < 0]
    for one in inside:
        for other in outside:
            common = tight[one] & tight[other]
            if common.bit_count() >= shared and _is_edge(tight, common, one, other):
                yield one, other


def _is_edge(tight: Sequence[int], common: int, one: int, other: int) -> bool:
    return not any(common & planes == common and index not in (one, other) for index, planes in enumerate(tight))


def cut_by(polytope: Polytope, rows: Iterable[Whole]) -> Polytope:
    """The part of `polytope` in all the half-spaces."""
    for row in rows:
        polytope = cut(polytope, row)
    return polytope

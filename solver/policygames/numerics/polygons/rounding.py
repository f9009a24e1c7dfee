"""Polygons in shorter numbers: the simplest rationals nearby, whole numbers over one denominator, grids outward."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from policygames.numerics.polygons.convex import Polygon, hull


def simplest_rational(value: float | Fraction, within: Fraction) -> Fraction:
    """The rational of least denominator at most `within` away from `value` (Stern-Brocot)."""
    top, bottom = value.as_integer_ratio()
    middle, away, scale = top * within.denominator, within.numerator * bottom, bottom * within.denominator
    if abs(middle) <= away:
        return Fraction(0)
    simplest = _simplest(abs(middle) - away, abs(middle) + away, scale)
    return simplest if middle > 0 else -simplest


def _simplest(low: int, high: int, scale: int) -> Fraction:
    """The simplest rational from `low` to `high`, positive numbers over `scale`, by its continued fraction."""
    bottom, top, terms = scale, scale, list[int]()
    while (whole := -(-low // bottom)) * top > high:
        terms.append(whole - 1)
        low, bottom, high, top = top, high - terms[-1] * top, bottom, low - terms[-1] * bottom
    numerator, denominator = whole, 1
    for term in reversed(terms):
        numerator, denominator = term * numerator + denominator, numerator
    return Fraction(numerator, denominator)


def whole_points(
    points: Sequence[tuple[Fraction, Fraction]], denominator: int = 1
) -> tuple[list[tuple[int, int]], int]:
    """The points times the least multiple of `denominator` that makes them whole, and that multiple."""
    scale = math.lcm(denominator, *(number.denominator for point in points for number in point))
    return [(_times(x, scale), _times(y, scale)) for x, y in points], scale


def _times(number: Fraction, scale: int) -> int:
    return number.numerator * (scale // number.denominator)


def outward(polygon: Polygon, bits: int) -> list[tuple[Fraction, Fraction]]:
    """A polygon that contains the given one, its vertices multiples of 2^-bits, at most that far away."""
    corners = hull(corner for x, y in polygon for corner in _cell(Fraction(x) * 2**bits, Fraction(y) * 2**bits))
    return [(Fraction(x, 2**bits), Fraction(y, 2**bits)) for x, y in corners]


def _cell(x: Fraction, y: Fraction) -> Iterable[tuple[int, int]]:
    """The corners of the cell of the grid of whole numbers that a point lies in, one where it is a corner."""
    return ((column, row) for column in {math.floor(x), math.ceil(x)} for row in {math.floor(y), math.ceil(y)})

"""How far apart two nested polygons are, never understated."""

from __future__ import annotations

import math
from fractions import Fraction

from policygames.numerics.polygons.convex import Number, Polygon, Vector, contains


def gap_between(inner: Polygon, outer: Polygon) -> float:
    """The Hausdorff distance between a polygon and one that contains it, rounded up; infinite where only one is empty.

    It is attained at a vertex of `outer`: the distance to a convex set is a convex function.
    """
    if not inner or not outer:
        return 0.0 if not inner and not outer else math.inf
    return root_above(max(_squared_distance(inner, vertex) for vertex in outer))


def _squared_distance(polygon: Polygon, point: Vector) -> Fraction:
    if contains(polygon, point):
        return Fraction(0)
    edges = zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    return min(_squared_distance_to_edge(here, there, point) for here, there in edges)


def _squared_distance_to_edge(here: Vector, there: Vector, point: Vector) -> Fraction:
    across, up = there[0] - here[0], there[1] - here[1]
    length: Number = across * across + up * up
    along: Number = (point[0] - here[0]) * across + (point[1] - here[1]) * up
    share = min(max(Fraction(along) / length, Fraction(0)), Fraction(1)) if length else Fraction(0)
    off = (point[0] - here[0] - share * across, point[1] - here[1] - share * up)
    return Fraction(off[0] ** 2 + off[1] ** 2)


def root_above(square: Fraction) -> float:
    """A float that is at least the square root, at most about 2^-50 of it too large where that is a normal float."""
    if not square:
        return 0.0
    shift = max(0, 128 - square.numerator.bit_length() + square.denominator.bit_length())
    shift += shift % 2
    root = math.isqrt((square.numerator << shift) // square.denominator) + 1
    return _float_above(Fraction(root, 1 << shift // 2))


def _float_above(value: Fraction) -> float:
    try:
        return math.nextafter(float(value), math.inf)
    except OverflowError:
        return math.inf

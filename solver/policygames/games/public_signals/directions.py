"""Payoffs of two players as points of the plane, and directions in it as whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import TypeAlias

from policygames.numerics.exact import common_denominator, over
from policygames.numerics.polygons import hull

Payoffs: TypeAlias = tuple[Fraction, Fraction]
Polygon: TypeAlias = list[Payoffs]
Direction: TypeAlias = tuple[int, int]


def primitive(facet: Sequence[Fraction | int]) -> Direction:
    """The direction of the first two numbers, in whole numbers without common factors."""
    pair = [Fraction(facet[0]), Fraction(facet[1])]
    a, b = over(pair, common_denominator(pair))
    common = gcd(a, b) or 1
    return a // common, b // common


def box(points: Sequence[tuple[Fraction, ...]], margin: int = 0) -> Polygon:
    """The least rectangle along the axes around the points, or one with a margin."""
    sides = [(min(side) - margin, max(side) + margin) for side in zip(*points, strict=True)]
    return hull((x, y) for x in sides[0] for y in sides[1])

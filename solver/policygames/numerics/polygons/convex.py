"""Convex polygons as lists of vertices, in ints or Fractions: hulls, half-planes, facets, what lies inside what.

A polygon is its vertices counterclockwise from the lexicographically least, none on the line through its neighbours.
One vertex is a point, two are a segment, none is the empty set: all are ordinary. Every function is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

Number: TypeAlias = int | Fraction
Vector: TypeAlias = tuple[Number, Number]
Polygon: TypeAlias = Sequence[Vector]
HalfPlane: TypeAlias = tuple[Number, Number, Number]
"""(a, b, c): the points with a x + b y >= c; with a = b = 0 that is the plane or nothing."""
Facet: TypeAlias = tuple[Number, Number, Number]
"""(a, b, c): the points with a x + b y <= c, an equation for those of the facet."""
Coordinate = TypeVar("Coordinate", int, Fraction, float, Number)


def turn(first: Vector, second: Vector, third: Vector) -> Number:
    """Twice the signed area of the triangle: positive where it turns left, 0 where the points are on a line."""
    across, up = second[0] - first[0], second[1] - first[1]
    return across * (third[1] - first[1]) - up * (third[0] - first[0])


def hull(points: Iterable[tuple[Coordinate, Coordinate]]) -> list[tuple[Coordinate, Coordinate]]:
    """The convex hull of any finite set of points; of floats it is not exact.

    Source: Andrew, Information Processing Letters 9 (1979) 216-219.
    """
    ordered = sorted(set(points))
    if len(ordered) <= 2:
        return ordered
    return _chain(ordered) + _chain(ordered[::-1])


def _chain(ordered: list[tuple[Coordinate, Coordinate]]) -> list[tuple[Coordinate, Coordinate]]:
    """The lower hull of points in order, without the last; turned around, the upper one."""
    chain: list[tuple[Coordinate, Coordinate]] = []
    for point in ordered:
        x, y = point
        while len(chain) > 1:
            (x0, y0), (x1, y1) = chain[-2:]
            if (x1 - x0) * (y - y0) > (y1 - y0) * (x - x0):
                break
            chain.pop()
        chain.append(point)
    return chain[:-1]


def clip(polygon: Polygon, half_plane: HalfPlane) -> list[Vector]:
    """The part of a polygon in a half-plane, counterclockwise; a new vertex is in Fractions."""
    a, b, c = half_plane
    above = [a * x + b * y - c for x, y in polygon]
    if all(height >= 0 for height in above):
        return list(polygon)
    kept: list[Vector] = []
    for index, (here, height) in enumerate(zip(polygon, above, strict=True)):
        if height >= 0:
            kept.append(here)
        following = (index + 1) % len(polygon)
        if min(height, above[following]) < 0 < max(height, above[following]):
            kept.append(_crossing(here, height, polygon[following], above[following]))
    return _distinct(kept)


def _crossing(here: Vector, height: Number, there: Vector, depth: Number) -> Vector:
    """The point between two points of opposite heights at which the height is 0."""
    share = Fraction(height) / (height - depth)
    return here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])


def _distinct(points: list[Vector]) -> list[Vector]:
    """The points in their order without repetition: a segment that is cut is gone along twice."""
    return list(dict.fromkeys(points))


def facets(polygon: Polygon) -> list[Facet]:
    """The half-planes (a, b, c), a x + b y <= c, whose intersection the polygon is, in the order of its edges.

    A segment has those on either side and at either end, a point the four along the axes; the empty set has none.
    """
    if len(polygon) > 2:
        return [_right_of(here, there) for here, there in zip(polygon, [*polygon[1:], polygon[0]], strict=True)]
    if len(polygon) == 2:
        (x0, y0), (x1, y1) = polygon
        along = (x1 - x0, y1 - y0)
        ends = [(*along, along[0] * x1 + along[1] * y1), (-along[0], -along[1], -along[0] * x0 - along[1] * y0)]
        return [_right_of(*polygon), ends[0], _right_of(polygon[1], polygon[0]), ends[1]]
    return [facet for x, y in polygon for facet in ((0, -1, -y), (1, 0, x), (0, 1, y), (-1, 0, -x))]


def _right_of(here: Vector, there: Vector) -> Facet:
    """The facet along an edge: what lies to its left is inside."""
    a, b = there[1] - here[1], here[0] - there[0]
    return a, b, a * here[0] + b * here[1]


def contains(polygon: Polygon, point: Vector) -> bool:
    """Whether a point lies in a polygon, on its boundary included."""
    return includes(polygon, (point,))


def includes(polygon: Polygon, points: Iterable[Vector]) -> bool:
    """Whether all points lie in a polygon: whether it contains their convex hull."""
    sides = facets(polygon)
    return all(sides and all(a * x + b * y <= c for a, b, c in sides) for x, y in points)

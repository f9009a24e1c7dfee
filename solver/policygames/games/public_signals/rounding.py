"""Polygons in shorter numbers that contain the given one: few facets, in simple directions, at levels rounded up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from policygames.games.public_signals.decomposition import Corners
from policygames.games.public_signals.directions import Direction, Payoffs, Polygon, primitive
from policygames.numerics.polygons import clip, contains, facets, hull, simplest_rational

_AXES = ((1, 0), (0, 1), (-1, 0), (0, -1))


def shortened(polygon: Sequence[Payoffs], within: Fraction) -> Polygon:
    """A polygon around the given one: directions of its facets turned by up to `within`, shorter facets left out.

    Levels are rounded up to multiples of `within` / 2^8.
    """
    grid = 2**8 / within
    directions = dict.fromkeys([*_AXES, *_kept(polygon, within)])
    corners = Corners(polygon)
    levels = {way: math.ceil(corners.support(way) * grid) / grid for way in directions}
    found = _rectangle(levels)
    for (a, b), level in levels.items():
        found = [(Fraction(x), Fraction(y)) for x, y in clip(found, (-a, -b, -level))]
    return hull(found)


def _rectangle(levels: dict[Direction, Fraction]) -> Polygon:
    right, top, left, bottom = (levels[way] for way in _AXES)
    return hull((x, y) for x in (right, -left) for y in (top, -bottom))


def _kept(polygon: Sequence[Payoffs], within: Fraction) -> Iterator[Direction]:
    for index, facet in enumerate(facets(polygon)):
        ahead = polygon[(index + 1) % len(polygon)]
        here = polygon[index % len(polygon)]
        if max(abs(ahead[0] - here[0]), abs(ahead[1] - here[1])) > within:
            yield simple(primitive(facet), within)


def simple(direction: Direction, within: Fraction) -> Direction:
    """A direction in short numbers near the given one."""
    a, b = direction
    longest = max(abs(a), abs(b))
    return primitive([simplest_rational(Fraction(part, longest), within) for part in (a, b)])


def common(one: Polygon, other: Polygon) -> Polygon:
    """What lies in both polygons."""
    found = one
    for a, b, c in facets(other):
        found = [(Fraction(x), Fraction(y)) for x, y in clip(found, (-a, -b, -c))]
    return hull(found)


def lean(polygon: Sequence[Payoffs], within: float, most: int) -> Polygon:
    """The polygon without the vertices nearest to the line between their neighbours: a guess, `most` vertices at most.

    Those within a distance of that line go first, others only where there are too many.
    """
    kept = list(polygon)
    while len(kept) > 2:
        index, distance = min(_heights(kept), key=lambda pair: pair[1])
        if distance > within and len(kept) <= most:
            break
        del kept[index]
    if len(kept) == 2 and max(abs(float(kept[0][axis] - kept[1][axis])) for axis in (0, 1)) <= within:
        del kept[1]
    return hull(kept)


def inward(polygon: Polygon, inner: Polygon, scale: Fraction, most: int) -> Polygon:
    """A polygon between the two, near the outer one, its new vertices in short numbers."""
    middle = [sum(side, Fraction(0)) / len(inner) for side in zip(*inner, strict=True)]
    points = list(inner)
    for vertex in lean(polygon, 0.0, most):
        for bits in (8, 14, 20):
            share = Fraction(1, 2**bits)
            pulled = [(1 - share) * number + share * centre for number, centre in zip(vertex, middle, strict=True)]
            (point,) = on_grid([pulled], int(2 ** (bits + 4) / scale) or 1)
            if contains(polygon, point):
                points.append(point)
    return hull(points)


def on_grid(points: Sequence[Sequence[float | Fraction]], grid: int) -> Polygon:
    """The hull of the points, each moved to the nearest multiple of 1 / grid."""
    return hull(
        (Fraction(round(Fraction(x) * grid), grid), Fraction(round(Fraction(y) * grid), grid)) for x, y in points
    )


def _heights(polygon: Sequence[Payoffs]) -> Iterator[tuple[int, float]]:
    for index, (x, y) in enumerate(polygon):
        before, after = polygon[index - 1], polygon[(index + 1) % len(polygon)]
        across, up = float(after[0] - before[0]), float(after[1] - before[1])
        area = across * float(y - before[1]) - up * float(x - before[0])
        yield index, abs(area) / (math.hypot(across, up) or 1.0)

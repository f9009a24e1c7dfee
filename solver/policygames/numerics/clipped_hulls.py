"""Convex hulls of whole points, and what is left of them where every coordinate is at least some floor: exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from policygames.numerics import polygons
from policygames.numerics.dimension import affine_dimension
from policygames.numerics.polyhedra.hull import hull_rows
from policygames.numerics.polyhedra.polytope import (
    Polytope,
    Whole,
    coordinates,
    cut_by,
    half_space,
    homogeneous,
    slack,
)

Numbers = tuple[int, ...]
Point = tuple[Fraction, ...]
_DIRECTIONS = 64


def clipped_hull(points: Sequence[Numbers], floors: Sequence[Fraction]) -> tuple[Point, ...]:
    """The vertices of {x in the hull of `points`: x_i >= floors[i]}, counterclockwise in the plane, else sorted.

    `points` are at least one, in whole numbers. In the plane by clipping, else by double description in their affine
    hull.
    """
    if len(floors) == 2:
        return _in_plane([(x, y) for x, y in points], floors)
    rows = (half_space([-(one == index) for one in range(len(floors))], -low) for index, low in enumerate(floors))
    return tuple(sorted(map(coordinates, cut_by(hull(points), rows).points)))


def _in_plane(points: Iterable[tuple[int, int]], floors: Sequence[Fraction]) -> tuple[Point, ...]:
    low, left = floors[1], floors[0]
    clipped = polygons.clip(polygons.clip(polygons.hull(points), (1, 0, left)), (0, 1, low))
    return tuple(polygons.hull((Fraction(x), Fraction(y)) for x, y in clipped))


def in_hull(points: Sequence[Numbers], point: Sequence[Fraction]) -> bool:
    """Whether `point` lies in the hull of `points`, at least one, its boundary included."""
    if len(point) == 2:
        return polygons.contains(polygons.hull((x, y) for x, y in points), (point[0], point[1]))
    return all(slack(row, homogeneous(point)) >= 0 for row in hull(points).rows)


def too_large(points: Sequence[Numbers]) -> str:
    """Why the hull of these points would take too long, in words; empty where it would not."""
    if len(points[0]) == 2:
        return ""
    first = _outermost_first(points)
    dimension = affine_dimension([tuple(map(Fraction, point)) for point in first[:_LOOKED_AT]])
    most = _MOST_POINTS[min(dimension, len(_MOST_POINTS) - 1)]
    return "" if len(first) <= most else f"{len(first)} payoffs in {dimension} dimensions; allowed: up to {most}"


_MOST_POINTS = (10**6, 10**6, 10**4, 5_000, 1_000, 250, 64, 0)
"""By their dimension, so many points have a hull in some seconds; there are ever more facets to find."""
_LOOKED_AT = 200


def hull(points: Sequence[Numbers]) -> Polytope:
    """The hull of at least one point, by its vertices and its facets.

    A point of the hull is a vertex where no other lies on all the facets on which it lies.
    """
    known = [(1, *point) for point in _outermost_first(points)]
    rows = hull_rows(known)
    tight = {point: _tight(rows, point) for point in known}
    ends: list[Whole] = []
    for point, planes in sorted(tight.items(), key=lambda one: -one[1].bit_count()):
        if not any(tight[end] & planes == planes for end in ends):
            ends.append(point)
    return Polytope(rows, tuple(ends), tuple(tight[end] for end in ends))


def _tight(rows: Sequence[Whole], point: Whole) -> int:
    return sum(1 << index for index, row in enumerate(rows) if not slack(row, point))


def _outermost_first(points: Sequence[Numbers]) -> list[Numbers]:
    """The points, each once, those first that are farthest in some direction: the others then make no difference."""
    unique = list(dict.fromkeys(points))
    scaled = np.array(unique, dtype=object)
    spread = scaled.max(axis=0) - scaled.min(axis=0)
    floats = ((scaled - scaled.min(axis=0)) / np.where(spread == 0, 1, spread)).astype(np.float64)
    directions = np.random.default_rng(0).normal(size=(floats.shape[1], _DIRECTIONS))
    farthest = np.argmax(floats @ np.hstack([directions, np.eye(floats.shape[1]), -np.eye(floats.shape[1])]), axis=0)
    first = dict.fromkeys(unique[place] for place in farthest.tolist())
    return [*first, *(point for point in unique if point not in first)]

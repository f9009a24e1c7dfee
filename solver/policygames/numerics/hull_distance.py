"""How far a point is from a convex hull, bounded from above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.polygons.distances import root_above

Point = tuple[Fraction, ...]
Floats = NDArray[np.float64]

_MOST_STEPS = 1_000
_SMALL = 1e-15
"""Of a weight: less is rounding."""


def distance_bound(point: Point, vertices: Sequence[Point]) -> float:
    """At least the Euclidean distance from `point` to the hull of `vertices`, and close to it; inf for an empty hull.

    Weights of the vertices come from Wolfe's algorithm in floats; the distance to the point of the hull that they name
    is exact, then rounded up.
    """
    if not vertices:
        return math.inf
    if point in vertices:
        return 0.0
    weights = [Fraction(weight) for weight in _nearest(_offsets(point, vertices)).tolist()]
    total = sum(weights, Fraction(0))
    named = [sum(map(_product, weights, column), Fraction(0)) / total for column in zip(*vertices, strict=True)]
    return root_above(sum(((one - other) ** 2 for one, other in zip(named, point, strict=True)), Fraction(0)))


def _product(weight: Fraction, value: Fraction) -> Fraction:
    return weight * value


def _offsets(point: Point, vertices: Sequence[Point]) -> Floats:
    """The vertices seen from the point, shape (k, n), scaled to a largest entry of 1."""
    exact = [[value - origin for value, origin in zip(vertex, point, strict=True)] for vertex in vertices]
    size = max((abs(value) for row in exact for value in row), default=Fraction(1)) or Fraction(1)
    return np.array([[float(value / size) for value in row] for row in exact])


def _nearest(points: Floats) -> Floats:
    """Weights of the point of least norm in the hull of `points`, shape (k, n).

    Source: Wolfe, Mathematical Programming 11 (1976) 128-149.
    """
    chosen = [int(np.argmin((points**2).sum(axis=1)))]
    weights = np.ones(1)
    for _ in range(_MOST_STEPS):
        nearest = weights @ points[chosen]
        products = points @ nearest
        best = int(np.argmin(products))
        if best in chosen or products[best] >= nearest @ nearest:
            break
        chosen, weights = _within([*chosen, best], np.append(weights, 0.0), points)
    spread = np.zeros(len(points))
    spread[chosen] = weights
    return spread


def _within(chosen: list[int], weights: Floats, points: Floats) -> tuple[list[int], Floats]:
    """The minor cycle: the affine minimiser, vertices with negative weights being dropped on the way to it."""
    while True:
        target = _affine_minimiser(points[chosen])
        if (target > 0).all():
            return chosen, target
        falling = target <= 0
        steps = weights[falling] / (weights[falling] - target[falling] + _TINY)
        step = min(1.0, float(steps.min()))
        moved = weights + step * (target - weights)
        kept = moved > _SMALL
        if kept.all() or not kept.any():
            return chosen, np.maximum(moved, 0)
        chosen = [index for index, stays in zip(chosen, kept.tolist(), strict=True) if stays]
        weights = moved[kept] / moved[kept].sum()


_TINY = 1e-300


def _affine_minimiser(points: Floats) -> Floats:
    """Weights, of sum 1 and any sign, of the point of least norm in the affine hull."""
    if len(points) == 1:
        return np.ones(1)
    rest: Floats = np.linalg.lstsq((points[1:] - points[0]).T, -points[0], rcond=None)[0]
    return np.append(1 - rest.sum(), rest)

"""Polytopes near the set V of subgame-perfect payoffs, rounded and unproven: they say where to look for a proof."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.games.payoff_sets.enclosures import continuations
from policygames.games.payoff_sets.frame import Frame
from policygames.games.payoff_sets.operators import discounted, least
from policygames.numerics.exact import simplest_between
from policygames.numerics.polyhedra.hull import hull_rows_stepwise
from policygames.numerics.polyhedra.polytope import (
    Coordinates,
    Polytope,
    Whole,
    box,
    coordinates,
    cut,
    homogeneous,
    primitive,
)

Floats = NDArray[np.float64]
_BITS = 52
"""Points are rounded to multiples of 2^-_BITS of each player's range of payoffs."""
_EASED = Fraction(1, 2**50)
"""By how much floors are lowered, so that rounding loses no profile that is just worth playing."""
COARSEST, FINEST = 2.0**-6, 2.0**-40
"""How far a sketch may go beyond the hull of its points, for fewer facets."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A polytope, about around V, the least payoffs it leaves, and how far the one before went beyond it."""

    polytope: Polytope
    worst: tuple[Fraction, ...]
    moved: float = 1.0
    coarse: float = field(default=COARSEST)

    @property
    def is_empty(self) -> bool:
        """Whether no point is left."""
        return not self.polytope.points


def first_sketch(frame: Frame) -> Sketch:
    """Of everything between each player's least and largest payoff."""
    size = frame.rank
    return Sketch(box([Fraction(0)] * size, [Fraction(1)] * size), frame.minmax)


def next_sketch(frame: Frame, now: Sketch, ease: Fraction = _EASED) -> Generator[None, None, Sketch]:
    """The sketch after one step, with a None after every profile, and after every point that gave its hull a facet."""
    found: dict[Whole, None] = {}
    eased = [value - ease for value in now.worst]
    for play in frame.plays:
        for point in continuations(frame, play, now.polytope, eased) or ():
            found[rounded(discounted(frame, play, point))] = None
        yield None
    if not found:
        return Sketch(Polytope(now.polytope.rows, (), ()), now.worst)
    rows = yield from hull_rows_stepwise(list(found))
    polytope = yield from around(list(found), rows, now.coarse)
    moved = beyond(now.polytope.points, polytope.rows)
    coarse = min(COARSEST, max(FINEST, moved / 8))
    worst = tuple(map(max, now.worst, least(frame, polytope.points)))
    return Sketch(polytope, worst, moved, coarse)


def rounded(point: Whole) -> Whole:
    """The nearest point of the grid."""
    scale = 1 << _BITS
    return primitive((scale, *(round(Fraction(value << _BITS, point[0])) for value in point[1:])))


def around(points: Sequence[Whole], rows: Sequence[Whole], allowed: float) -> Generator[None, None, Polytope]:
    """A polytope around points whose hull has these rows, with few facets: no vertex is farther out than `allowed`.

    With a None after every facet.

    Source: outer approximation as in Kamenev, Computational Mathematics and Mathematical Physics 32 (1992) 114-127.
    """
    spread = list(zip(*map(coordinates, points), strict=True))
    polytope = box(list(map(min, spread)), list(map(max, spread)))
    planes, depths = _planes(rows), dict[Whole, tuple[float, int]]()
    while True:
        fresh = [point for point in polytope.points if point not in depths]
        depths.update(zip(fresh, _deepest(fresh, planes), strict=True))
        depth, index = max((depths[point] for point in polytope.points), default=(0.0, 0))
        if depth <= allowed:
            return polytope
        polytope = cut(polytope, rows[index])
        yield None


def _planes(rows: Sequence[Whole]) -> Floats:
    """The half-spaces in floats, shape (k, 1 + r), normals of largest entry 1."""
    scaled = [[value / (max(map(abs, row[1:]), default=0) or 1) for value in row] for row in rows]
    return np.array(scaled, dtype=np.float64).reshape(len(rows), -1)


def _deepest(points: Sequence[Whole], planes: Floats) -> list[tuple[float, int]]:
    """About by how much each point violates the half-space that it violates most, and which that is."""
    if not points or not len(planes):
        return [(0.0, 0)] * len(points)
    places = np.array([[1.0, *(value / point[0] for value in point[1:])] for point in points])
    outside = -(places @ planes.T)
    worst = outside.argmax(axis=1)
    return list(zip(outside[np.arange(len(points)), worst].tolist(), worst.tolist(), strict=True))


def beyond(points: Iterable[Whole], rows: Sequence[Whole]) -> float:
    """How far the points go beyond the half-spaces, about."""
    return max((depth for depth, _ in _deepest(list(points), _planes(rows))), default=0.0)


def simple(frame: Frame, points: Iterable[Whole], within: float) -> list[Whole]:
    """The simplest payoff vectors near the points, of points as near to one another as that only one."""
    reach = Fraction(within)
    kept: list[Coordinates] = []
    for point in map(coordinates, points):
        if all(max(map(_distance, point, other), default=0) > 2 * reach for other in kept):
            kept.append(point)
    return list(dict.fromkeys(homogeneous(_simplest(frame, point, reach)) for point in kept))


def _distance(one: Fraction, other: Fraction) -> Fraction:
    return abs(one - other)


def _simplest(frame: Frame, point: Coordinates, reach: Fraction) -> Coordinates:
    """Simple in units in which the stage payoffs are whole, and within the range of each payoff."""
    return tuple(
        simplest_between(unit * max(value - reach, Fraction(0)), unit * min(value + reach, Fraction(1))) / unit
        for unit, value in zip(frame.units, point, strict=True)
    )

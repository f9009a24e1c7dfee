"""From floats near the set of subgame-perfect payoffs to a rational polygon that generates itself, so lies in the set.

Floats decide where to look. A vertex is most often a short fraction, found by its continued fraction; one that is
irrational is approached from inside, by generating again and again and shrinking a little each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from policygames.games.self_generation.generation import (
    Point,
    Whole,
    generated,
    in_hull,
    lowest,
    plainly_generated,
    ungenerated,
)
from policygames.games.self_generation.planes import PlaneGame, plane_of
from policygames.numerics.polygons import hull, simplest_rational, whole_points

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame

Floats: TypeAlias = Sequence[tuple[float, float]]
_MERGED = (1e-9, 1e-7)
"""Distances, relative to the spread of payoffs, below which vertices are taken for one."""
_DIGITS = (4, 6, 8, 10, 12)
"""Decimals, relative to the spread of payoffs, that a simple fraction has in common with a float."""
_CLOSE = 1e-11
"""A polygon that generates itself and is as near to the floats, relative to the spread, is the best there is."""
_SHRINKING_BITS, _STEPS = (42, 36, 30), 16
"""By which parts 2^-bits of its size a polygon is shrunk each time, and how often at most."""
_GRID_BITS = 64
"""Bits, relative to the spread, of the vertices of shrunken polygons."""
_PINNED = (11, 2**12)
"""Vertices are held where this many decimals show a fraction with no larger denominator."""


def inner_polygon(game: RepeatedGame, floats: Floats) -> tuple[Point, ...]:
    """A polygon that generates itself exactly, near the one that `floats` are the vertices of; () if none was found.

    The work is bounded, and the same for the same floats.
    """
    return polygon_within(plane_of(game), floats)


def polygon_within(plane: PlaneGame, floats: Floats) -> tuple[Point, ...]:
    """The same in the coordinates of a plane."""
    if not floats:
        return ()
    spread = _spread(plane)
    candidates: list[tuple[Point, ...]] = []
    for candidate in _simple(floats, spread):
        if candidate in candidates:
            continue
        if _distance(candidate, floats) <= _CLOSE * spread and plainly_generated(plane, candidate):
            return candidate
        candidates.append(candidate)
    others = [candidate for candidate in candidates if ungenerated(plane, candidate) is None]
    settled = islice(_shrunken(plane, floats, spread), 1)
    return min([*settled, *others], key=lambda one: _distance(one, floats), default=())


def _spread(plane: PlaneGame) -> float:
    """The difference between the greatest and the least payoff, of the player for whom it is larger; else 1."""
    ranges = [max(one) - min(one) for one in zip(*plane.payoffs, strict=True)]
    return max(ranges) / plane.denominator or 1.0


def _simple(floats: Floats, spread: float) -> Iterator[tuple[Point, ...]]:
    """Polygons of simple fractions near the floats."""
    for merged in _MERGED:
        corners = _cleaned(floats, merged * spread)
        for digits in _DIGITS:
            within = Fraction(spread) / 10**digits
            yield tuple(hull((simplest_rational(x, within), simplest_rational(y, within)) for x, y in corners))


def _distance(candidate: Sequence[Point], floats: Floats) -> float:
    """How far some vertex of `floats` is from the nearest of the candidate, in floats."""
    corners = [(float(x), float(y)) for x, y in candidate]
    return (
        max((min(math.dist(corner, one) for corner in corners) for one in floats), default=0.0) if corners else math.inf
    )


def _cleaned(floats: Floats, near: float) -> list[tuple[float, float]]:
    """The floats without those that are near another, or near the hull of the rest."""
    corners: list[tuple[float, float]] = []
    for one in floats:
        if all(math.dist(one, other) >= near for other in corners):
            corners.append(one)
    corners = hull(corners)
    index = 0
    while len(corners) > 2 and index < len(corners):
        if _height(corners[index - 1], corners[index], corners[(index + 1) % len(corners)]) < near:
            corners.pop(index)
        else:
            index += 1
    return corners


def _height(before: tuple[float, float], here: tuple[float, float], after: tuple[float, float]) -> float:
    """How far a corner is from the segment between its neighbours."""
    across, up = after[0] - before[0], after[1] - before[1]
    share = ((here[0] - before[0]) * across + (here[1] - before[1]) * up) / (across * across + up * up)
    share = min(max(share, 0.0), 1.0)
    return math.dist(here, (before[0] + share * across, before[1] + share * up))


def _shrunken(plane: PlaneGame, floats: Floats, spread: float) -> Iterator[tuple[Point, ...]]:
    """Polygons that generate themselves, near that of the floats: fixed points of generating and shrinking a little.

    Where generation is a contraction, so is its composition with a homothety, whose fixed point lies strictly inside
    of what it generates. Vertices that look rational are held fast at first.
    """
    corners = _cleaned(floats, _MERGED[0] * spread)
    if len(corners) < 3:
        return  # points and segments are rational: their thresholds bind on a line through payoffs of the stage game
    digits, largest = _PINNED
    within = Fraction(spread) / 10**digits
    simple = [tuple(simplest_rational(number, within) for number in corner) for corner in corners]
    pinned = [(x, y) for x, y in simple if max(x.denominator, y.denominator) <= largest]
    for held in [pinned, []] if pinned else [[]]:
        points, scale = whole_points(held, plane.denominator)
        bits = max(0, _GRID_BITS - math.frexp(spread * plane.denominator)[1])
        fine, fixed = plane.over(scale << bits), [(x << bits, y << bits) for x, y in points]
        start = [(round(Fraction(x) * fine.denominator), round(Fraction(y) * fine.denominator)) for x, y in corners]
        near = round(Fraction(spread * _MERGED[0]) * fine.denominator)
        for shrinking in _SHRINKING_BITS:
            found = _settled(fine, hull(_held(start, fixed, near)), shrinking, (fixed, near))
            if found:
                yield tuple((Fraction(x, fine.denominator), Fraction(y, fine.denominator)) for x, y in found)


def _settled(plane: PlaneGame, polygon: list[Whole], bits: int, pins: tuple[list[Whole], int]) -> list[Whole]:
    """The first polygon that generates itself of those made by generating, shrinking and pinning again and again."""
    for _ in range(_STEPS):
        if not polygon:
            break
        ratios = list(generated(plane, polygon, lowest(plane, polygon)))
        if all(in_hull(ratios, corner) for corner in polygon):
            return polygon
        polygon = hull(((2 * x + w) // (2 * w), (2 * y + w) // (2 * w)) for x, y, w in ratios)
        polygon = hull(_held(_drawn_in(polygon, bits), *pins))
    return []


def _drawn_in(polygon: Sequence[Whole], bits: int) -> Iterator[Whole]:
    """The polygon made smaller around the mean of its vertices by the part 2^-bits."""
    if polygon:
        middle = [sum(numbers) // len(polygon) for numbers in zip(*polygon, strict=True)]
        yield from ((x - ((x - middle[0]) >> bits), y - ((y - middle[1]) >> bits)) for x, y in polygon)


def _held(polygon: Iterable[Whole], pins: Sequence[Whole], near: int) -> Iterator[Whole]:
    """The vertices, those that are near a pin at the pin."""
    for x, y in polygon:
        yield next((pin for pin in pins if abs(x - pin[0]) <= near and abs(y - pin[1]) <= near), (x, y))

"""From floats near the set of subgame-perfect payoffs to a rational polygon that generates itself, so lies in the set.

Floats decide where to look. A vertex is most often a short fraction, found by its continued fraction; one that is
irrational is approached from inside.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from policygames.games.self_generation.generation import Point, plainly_generated, ungenerated
from policygames.games.self_generation.planes import PlaneGame, plane_of
from policygames.games.self_generation.shrinking import Pins, shrunken
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
_PINNED_DIGITS, _PINNED_DENOMINATOR = 11, 2**13
"""Coordinates are held where so many decimals show a fraction with no larger denominator: by chance in one of 1,000."""
_SHORT = 1000
_SHRINKING_BITS = (42, 36, 30)
"""Polygons are shrunk by the parts 2^-bits of their size each time."""
_GRID_BITS = 64
"""Bits, relative to the spread, of the vertices of shrunken polygons."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """A coordinate of the payoffs: its least value, its spread (not 0), and the unit in which fractions are simple."""

    least: Fraction
    spread: Fraction
    unit: Fraction
    floats: tuple[float, float]
    """`least` and `unit`."""

    @classmethod
    def of(cls, values: Sequence[int], denominator: int) -> _Axis:
        spread = Fraction(max(values) - min(values) or 1, denominator)
        least, short = Fraction(min(values), denominator), spread * denominator <= _SHORT
        unit = Fraction(1, denominator) if short else spread
        return cls(least, spread, unit, (float(least), float(unit)))

    def simple(self, value: float, digits: int) -> Fraction:
        """The simplest fraction of the unit that has so many decimals of the spread in common with `value`."""
        least, unit = self.floats
        if not unit:  # the spread is less than any float: floats tell no values apart
            return self.least
        units = (value - least) / unit
        return self.least + self.unit * simplest_rational(units, self.units / 10**digits)

    @property
    def units(self) -> Fraction:
        """The spread in units."""
        return self.spread / self.unit

    def pins(self, values: Sequence[float]) -> set[Fraction]:
        """The values that look like short fractions, as such."""
        found = {self.simple(value, _PINNED_DIGITS) for value in values}
        return {one for one in found if ((one - self.least) / self.unit).denominator <= _PINNED_DENOMINATOR}


def inner_polygon(game: RepeatedGame, floats: Floats) -> tuple[Point, ...]:
    """A polygon that generates itself exactly, near the one that `floats` are the vertices of; () if none was found.

    The work is bounded, and the same for the same floats.
    """
    *_, best = polygons_within(plane_of(game), floats)
    return best


def polygons_within(plane: PlaneGame, floats: Floats) -> Iterator[tuple[Point, ...]]:
    """The same in the coordinates of a plane: the best one so far, after each step of the search."""
    if not all(map(math.isfinite, (number for point in floats for number in point))):
        yield ()
        return
    axes = [_Axis.of(values, plane.denominator) for values in zip(*plane.payoffs, strict=True)]
    spread = float(max(axis.spread for axis in axes))
    cleaned = [_cleaned(floats, merged * spread) for merged in _MERGED]
    candidates: list[tuple[Point, ...]] = []
    for candidate in _simple(axes, cleaned):
        if candidate in candidates:
            continue
        if _distance(candidate, cleaned[0]) <= _CLOSE * spread and plainly_generated(plane, candidate):
            yield candidate
            return
        candidates.append(candidate)
    others = [candidate for candidate in candidates if candidate and ungenerated(plane, candidate) is None]
    best = min(others, key=lambda one: _distance(one, cleaned[0]), default=())
    yield best
    for candidate in _shrunken(plane, axes, cleaned[0]):
        best = min(best, candidate, key=lambda one: _distance(one, cleaned[0]))
        yield best
        if _distance(candidate, cleaned[0]) <= _MERGED[0] * spread:
            return


def _simple(axes: Sequence[_Axis], cleaned: Sequence[Floats]) -> Iterator[tuple[Point, ...]]:
    """Polygons of simple fractions near the floats."""
    for corners in cleaned:
        for digits in _DIGITS:
            yield _rational_hull([(axes[0].simple(x, digits), axes[1].simple(y, digits)) for x, y in corners])


def _rational_hull(points: Sequence[Point]) -> tuple[Point, ...]:
    whole, scale = whole_points(points)
    return tuple((Fraction(x, scale), Fraction(y, scale)) for x, y in hull(whole))


def _shrunken(plane: PlaneGame, axes: Sequence[_Axis], corners: Floats) -> Iterator[tuple[Point, ...]]:
    """Polygons found by shrinking, a little and then more, coordinates that look rational held or not; () for a step.

    Points and segments are rational: their thresholds bind on a line through payoffs of the stage game.
    """
    if len(corners) < 3:
        return
    spread, free = max(axis.spread for axis in axes), [set[Fraction](), set[Fraction]()]
    held = [axis.pins([corner[index] for corner in corners]) for index, axis in enumerate(axes)]
    for bits, pins in product(_SHRINKING_BITS, (held, free)):
        scale = math.lcm(plane.denominator, *(pin.denominator for one in pins for pin in one))
        fine = plane.over(scale << max(0, _GRID_BITS - int(spread * plane.denominator).bit_length()))
        start = [(round(Fraction(x) * fine.denominator), round(Fraction(y) * fine.denominator)) for x, y in corners]
        near = round(spread * Fraction(_MERGED[0]) * fine.denominator)
        columns, rows = (tuple(int(pin * fine.denominator) for pin in sorted(one)) for one in pins)
        yield from shrunken(fine, start, bits, Pins(columns, rows, near))


def _distance(candidate: Sequence[Point], floats: Floats) -> float:
    """How far some corner of `floats` is from the nearest of the candidate, in floats."""
    corners = [(float(x), float(y)) for x, y in candidate]
    off = (min(math.dist(corner, one) for corner in corners) for one in floats)
    return max(off, default=0.0) if corners else math.inf


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

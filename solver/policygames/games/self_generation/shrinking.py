"""Polygons that generate themselves next to a set with irrational vertices: generating and shrinking by turns.

Where generation draws what is near to the set of subgame-perfect payoffs, so does its composition with a homothety that
shrinks by a tiny part: its fixed point lies strictly within what it generates, and so do polygons in short numbers that
are near to it. Only what is found to generate itself is given out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.games.self_generation.generation import Point, Whole, generated, in_hull, lowest
from policygames.games.self_generation.planes import PlaneGame
from policygames.numerics.polygons import hull

_STEPS = 32
"""How often a polygon is shrunk at most."""


@dataclass(frozen=True, slots=True)
class Pins:
    """Values at which coordinates are held when they are nearer than `near`, whole numbers of a game's units."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    near: int

    def held(self, points: Iterable[Whole]) -> Iterator[Whole]:
        """The points, each coordinate at a pin that is near."""
        return ((_at(self.columns, x, self.near), _at(self.rows, y, self.near)) for x, y in points)


def _at(pins: Sequence[int], number: int, near: int) -> int:
    return next((pin for pin in pins if abs(pin - number) <= near), number)


def shrunken(plane: PlaneGame, corners: Sequence[Whole], bits: int, pins: Pins) -> Iterator[tuple[Point, ...]]:
    """A polygon near `corners` that generates itself, in units of the game, at last; () for each step before, or alone.

    Generated, shrunk by the part 2^-bits, and pinned again and again.
    """
    polygon = hull(pins.held(corners))
    for _ in range(_STEPS):
        if not polygon:
            break
        ratios = list(generated(plane, polygon, lowest(plane, polygon)))
        if all(in_hull(ratios, corner) for corner in polygon):
            yield tuple((Fraction(x, plane.denominator), Fraction(y, plane.denominator)) for x, y in polygon)
            return
        yield ()
        whole = hull(((2 * x + w) // (2 * w), (2 * y + w) // (2 * w)) for x, y, w in ratios)
        polygon = hull(pins.held(_drawn_in(whole, bits)))


def _drawn_in(polygon: Sequence[Whole], bits: int) -> Iterator[Whole]:
    """The polygon made smaller around the mean of its vertices by the part 2^-bits."""
    if polygon:
        middle = [sum(numbers) // len(polygon) for numbers in zip(*polygon, strict=True)]
        yield from ((x - ((x - middle[0]) >> bits), y - ((y - middle[1]) >> bits)) for x, y in polygon)

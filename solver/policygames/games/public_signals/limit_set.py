"""The payoffs of two very patient players under a public signal: an intersection of half-planes, refined to be exact.

Within an orthant the score of each profile is concave in the direction. So a vertex of the polygon cut out so far is a
vertex of the whole intersection where, between the directions of the facets that meet there, one profile after another
reaches far enough at both ends of a range of directions. Where none does, a direction between cuts the vertex off, or
the range is divided.

Source: Fudenberg and Levine, Journal of Economic Theory 62 (1994) 103-135, theorem 3.1.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from typing import TypeAlias

from policygames.games.public_signals.directions import Direction, Payoffs, Polygon, box, primitive
from policygames.games.public_signals.incentives import Incentives, incentives, pure_incentives
from policygames.games.public_signals.scores import Score, mixed_minmax, score
from policygames.games.repeated import RepeatedGame
from policygames.numerics.polygons import clip, facets, hull

Level: TypeAlias = Generator[None, None, Fraction | None]
Doubt: TypeAlias = tuple[Direction | None, bool]
MOST_DIRECTIONS = 200
_DEPTH = 8
_AXES: tuple[Direction, ...] = ((1, 0), (0, 1), (-1, 0), (0, -1))


class LimitSet:
    """Half-planes that bound the payoffs of patient players, and what is known about their intersection.

    Scores are over pure profiles; with `mixed`, downwards along an axis, over the player's mixed minmax profile too.
    Equilibrium payoffs by pure actions lie in all of the half-planes at any common discount factor.
    """

    def __init__(self, game: RepeatedGame, *, mixed: bool) -> None:
        cells = list(product(*map(range, game.stage_game.shape)))
        self.profiles = [pure_incentives(game, cell) for cell in cells]
        self.punishments: dict[tuple[int, ...], list[Incentives]] = {}
        for player, way in enumerate(((-1, 0), (0, -1))) if mixed and len(game.players) == 2 else ():
            self.punishments[way] = [incentives(game, mixed_minmax(game.stage_game, player))]
        self.levels: dict[tuple[int, ...], Fraction | None] = {}
        self._scores: dict[tuple[int, Direction, tuple[int, ...]], Score | None] = {}

    @cached_property
    def payoffs(self) -> Polygon:
        """The feasible payoffs of two players."""
        return hull((one.payoffs[0], one.payoffs[1]) for one in self.profiles)

    def level(self, direction: Sequence[int]) -> Level:
        """The best score in a direction of whole numbers; None where no profile can be held at all."""
        way = tuple(direction)
        if way not in self.levels:
            best: Fraction | None = None
            for one in [*self.profiles, *self.punishments.get(way, ())]:
                found = score(one, way)
                yield None
                if found is not None and (best is None or found.value > best):
                    best = found.value
            self.levels[way] = best
        return self.levels[way]

    def polygon(self) -> Generator[None, None, tuple[Polygon, bool]]:
        """The vertices of the intersection of all half-planes, and whether that is proven to be all of them.

        Else it contains the intersection.
        """
        ways: list[Direction] = list(dict.fromkeys([*_AXES, *map(primitive, facets(self.payoffs))]))
        while len(ways) < MOST_DIRECTIONS:
            found = yield from self._cut(ways)
            fresh, whole = yield from self._doubtful(found)
            if not fresh:
                return found, whole
            ways.append(fresh)
        return (yield from self._cut(ways)), False

    def _cut(self, ways: Sequence[Direction]) -> Generator[None, None, Polygon]:
        found: Polygon = box(self.payoffs, 1)
        for a, b in ways:
            level = yield from self.level((a, b))
            if level is None:
                return []
            found = [(Fraction(x), Fraction(y)) for x, y in clip(found, (-a, -b, -level))]
        return hull(found)

    def _doubtful(self, polygon: Polygon) -> Generator[None, None, Doubt]:
        """A direction that cuts off a vertex; else None and whether no direction does."""
        sides, whole = [primitive(facet) for facet in facets(polygon)], True
        for vertex, start, end in _cones(polygon, sides):
            for first, second in pairwise(sorted_between(start, end)):
                cut, covered = yield from self._covered(vertex, first, second, _DEPTH)
                if cut:
                    return cut, False
                whole = whole and covered
        return None, whole

    def _covered(
        self, vertex: Payoffs, first: Direction, second: Direction, depth: int
    ) -> Generator[None, None, Doubt]:
        """A direction in a range within an orthant that cuts off the vertex; else whether profiles keep it in all."""
        side = (_sign(first[0]) or _sign(second[0]), _sign(first[1]) or _sign(second[1]))
        near, far = (yield from self._keeping(vertex, first, side)), (yield from self._keeping(vertex, second, side))
        if near.keys() & far.keys():
            return None, True  # scores are concave in between
        between = _between(first, second, near.values(), far.values())
        for way in (first, second, *between):
            level = yield from self.level(way)
            if level is None or level < _dot(way, vertex):
                return way, False
        if not depth:
            return None, False
        whole = True
        for start, end in pairwise((first, between[0], second)):
            cut, covered = yield from self._covered(vertex, start, end, depth - 1)
            if cut:
                return cut, False
            whole = whole and covered
        return None, whole

    def _keeping(
        self, vertex: Payoffs, way: Direction, side: tuple[int, ...]
    ) -> Generator[None, None, dict[int, Score]]:
        """The profiles whose scores in a direction, from within an orthant, reach a vertex."""
        kept: dict[int, Score] = {}
        for index, one in enumerate(self.profiles):
            key = (index, way, side)
            if key not in self._scores:
                self._scores[key] = score(one, way, side)
                yield None
            found = self._scores[key]
            if found is not None and found.value >= _dot(way, vertex):
                kept[index] = found
        return kept


def _between(first: Direction, second: Direction, near: Iterable[Score], far: Iterable[Score]) -> list[Direction]:
    """Directions strictly between two in which profiles of either end score alike, then the middle one."""
    found = [
        way
        for one, other in product(near, far)
        for way in _across(one.point, other.point)
        if _turn(first, way) > 0 and _turn(way, second) > 0
    ]
    a, b = _size(second), _size(first)
    return [*dict.fromkeys(found[:8]), primitive([first[0] * a + second[0] * b, first[1] * a + second[1] * b])]


def _cones(polygon: Polygon, sides: Sequence[Direction]) -> list[tuple[Payoffs, Direction, Direction]]:
    """Each vertex with the directions of the facets before and after it, counterclockwise."""
    if len(polygon) == 1:
        return [(polygon[0], _AXES[k], _AXES[(k + 1) % 4]) for k in range(4)]
    if len(polygon) == 2:
        right, ahead, left, back = sides
        first, second = polygon
        return [(second, right, ahead), (second, ahead, left), (first, left, back), (first, back, right)]
    return [(vertex, sides[index - 1], sides[index]) for index, vertex in enumerate(polygon)]


def sorted_between(start: Direction, end: Direction) -> list[Direction]:
    """The directions from `start` counterclockwise to `end`, at less than half a turn, with the axes between."""
    inside = [axis for axis in _AXES if _turn(start, axis) > 0 and _turn(axis, end) > 0]
    if len(inside) == 2 and _turn(inside[0], inside[1]) < 0:
        inside.reverse()
    return [start, *inside, end]


def _across(one: Sequence[Fraction], other: Sequence[Fraction]) -> list[Direction]:
    """The two directions in which both points lie equally far out."""
    x, y = one[0] - other[0], one[1] - other[1]
    return [primitive((-y, x)), primitive((y, -x))] if x or y else []


def _turn(one: Direction, other: Direction) -> int:
    return one[0] * other[1] - one[1] * other[0]


def _dot(way: Direction, point: Payoffs) -> Fraction:
    return way[0] * point[0] + way[1] * point[1]


def _size(way: Direction) -> int:
    return max(abs(way[0]), abs(way[1]))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)

"""Whether a polygon of payoffs generates itself: exactly, in whole numbers.

B(P) is the hull, over profiles a, of (1 - d) g(a) + d w, w in P with w_i >= min P_i + (1 - d) / d h_i(a), h the best
deviation gain. A polygon inside its own B(P) lies in the set of subgame-perfect payoffs: Abreu, Pearce and Stacchetti,
Econometrica 58 (1990), theorem 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from policygames.games.self_generation.planes import PlaneGame, plane_of
from policygames.numerics.polygons import Facet, facets, hull, whole_points

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame

Point: TypeAlias = tuple[Fraction, Fraction]
Whole: TypeAlias = tuple[int, int]
Ratio: TypeAlias = tuple[int, int, int]
"""(x, y, w) with w > 0: the point (x / w, y / w), without the cost of lowest terms."""


def self_generating(game: RepeatedGame, vertices: Sequence[Point]) -> bool:
    """Whether the hull of `vertices`, not empty, lies in what it generates, so that all of it is subgame perfect."""
    return bool(vertices) and ungenerated(plane_of(game), vertices) is None


def ungenerated(plane: PlaneGame, vertices: Sequence[Point]) -> Point | None:
    """The first of `vertices` that lies outside of what their hull generates, None where there is none."""
    fine, polygon, doubtful = _doubtful(plane, vertices)
    if not doubtful:
        return None
    reached = list(generated(fine, polygon, lowest(fine, polygon)))
    missed = next((point for point in doubtful if not in_hull(reached, point)), None)
    return missed and (Fraction(missed[0], fine.denominator), Fraction(missed[1], fine.denominator))


def plainly_generated(plane: PlaneGame, vertices: Sequence[Point]) -> bool:
    """Whether some profile alone generates each vertex of the hull: so it is where that is all there is."""
    return not _doubtful(plane, vertices)[2]


def _doubtful(plane: PlaneGame, vertices: Sequence[Point]) -> tuple[PlaneGame, list[Whole], list[Whole]]:
    """The game and the hull over one denominator, and the vertices that no profile alone generates."""
    points, scale = whole_points(vertices, plane.denominator)
    fine, polygon = plane.over(scale), hull(points)
    single = _Single(fine, polygon, lowest(fine, polygon))
    return fine, polygon, [point for point in polygon if not single.generates(point)]


def lowest(plane: PlaneGame, polygon: Sequence[Whole]) -> tuple[int, ...]:
    """The least payoff of each player in a polygon that is not empty."""
    return tuple(min(a * x + b * y for x, y in polygon) for a, b in plane.players)


class _Single:
    """Whether one profile alone generates a point: true of every vertex of a polygon that equals what it generates.

    v = (1 - d) g(a) + d w holds for one w only; with d = kept / whole, w times kept is whole v - (whole - kept) g(a).
    """

    def __init__(self, plane: PlaneGame, polygon: Sequence[Whole], threats: Sequence[int]) -> None:
        whole = plane.whole
        self.whole, self.plane = whole, plane
        self.sides = _kept(plane, polygon)
        self.now = [now_of(plane, index) for index in range(len(plane.payoffs))]
        each = list(zip(plane.patience, threats, strict=True))
        self.floors = [
            tuple((whole - own) * best + own * threat for best, (own, threat) in zip(row, each, strict=True))
            for row in plane.temptations
        ]

    def generates(self, point: Whole) -> bool:
        x, y = self.whole * point[0], self.whole * point[1]
        worth = [a * x + b * y for a, b in self.plane.players]
        for (now_x, now_y), floors in zip(self.now, self.floors, strict=True):
            if all(map(int.__ge__, worth, floors)):
                left, below = x - now_x, y - now_y
                if all(a * left + b * below <= c for a, b, c in self.sides):
                    return True
        return False


def _kept(plane: PlaneGame, polygon: Sequence[Whole]) -> list[Facet]:
    """The facets of what a polygon becomes when each coordinate is multiplied by its `kept`, which may be 0."""
    across, up = plane.kept
    if not across or not up:
        columns, rows = zip(*polygon, strict=True)
        low, high = (across * min(columns), up * min(rows)), (across * max(columns), up * max(rows))
        return [(-1, 0, -low[0]), (0, -1, -low[1]), (1, 0, high[0]), (0, 1, high[1])]
    shared = math.gcd(across, up)
    sides = facets(polygon)
    return [(a * (up // shared), b * (across // shared), c * (across * up // shared)) for a, b, c in sides]


def generated(plane: PlaneGame, polygon: Sequence[Whole], threats: Sequence[int]) -> Iterator[Ratio]:
    """Points whose hull is what a polygon generates when deviations are answered by the payoffs `threats`."""
    ratios = [(x, y, 1) for x, y in polygon]
    for index in range(len(plane.payoffs)):
        for corner in enforcing(plane, thresholds(plane, index, threats), ratios):
            yield discounted(plane, index, corner)


def discounted(plane: PlaneGame, index: int, later: Ratio) -> Ratio:
    """What the profile with this index is worth when `later` follows."""
    (across, up), (here, there), (x, y, weight) = plane.kept, now_of(plane, index), later
    return here * weight + across * x, there * weight + up * y, plane.whole * weight


def now_of(plane: PlaneGame, index: int) -> Whole:
    """What the profile with this index pays at once: (whole - kept) times its payoffs."""
    (across, up), (x, y) = plane.kept, plane.payoffs[index]
    return (plane.whole - across) * x, (plane.whole - up) * y


def thresholds(plane: PlaneGame, index: int, threats: Sequence[int]) -> tuple[int, ...]:
    """The least `patience` times continuation payoff for which each player keeps to the profile with this index."""
    x, y = plane.payoffs[index]
    everybody = zip(plane.players, plane.patience, plane.temptations[index], threats, strict=True)
    return tuple(own * threat + (plane.whole - own) * (best - a * x - b * y) for (a, b), own, best, threat in everybody)


def enforcing(plane: PlaneGame, floors: Sequence[int], polygon: Iterable[Ratio]) -> list[Ratio]:
    """The corners of the continuation payoffs in a polygon with which all thresholds `floors` are met."""
    left = list(polygon)
    for (a, b), own, floor in zip(plane.players, plane.patience, floors, strict=True):
        left = cut(left, own * a, own * b, floor)
    return left


def cut(polygon: list[Ratio], a: int, b: int, c: int) -> list[Ratio]:
    """The part of a polygon with a x + b y >= c, in ratios; a segment may repeat its new end."""
    above = [a * x + b * y - c * weight for x, y, weight in polygon]
    if all(height >= 0 for height in above):
        return polygon
    kept: list[Ratio] = []
    for index, (here, height) in enumerate(zip(polygon, above, strict=True)):
        before, depth = polygon[index - 1], above[index - 1]
        if (height > 0 > depth) or (height < 0 < depth):
            kept.append(_between(here, height, before, depth))
        if height >= 0:
            kept.append(here)
    return kept


def _between(here: Ratio, height: int, there: Ratio, depth: int) -> Ratio:
    """The point between two points of opposite heights at which the height is 0."""
    up, down = abs(depth), abs(height)
    x, y, weight = (up * one + down * other for one, other in zip(here, there, strict=True))
    shared = math.gcd(x, y, weight)
    return x // shared, y // shared, weight // shared


def in_hull(points: Iterable[Ratio], point: Whole) -> bool:
    """Whether a point lies in the hull of others: whether their directions from it leave no open half-plane free.

    `right` and `left` bound the cone, narrower than a half-turn, of the directions so far.
    """
    directions = ((x - point[0] * weight, y - point[1] * weight) for x, y, weight in points)
    right = left = next(directions, None)
    if right is None or left is None or right == (0, 0):
        return right is not None
    for x, y in directions:
        beyond, before = left[0] * y - left[1] * x, right[0] * y - right[1] * x
        if beyond <= 0 <= before:
            if (x, y) == (0, 0) or (not beyond and not before and x * right[0] + y * right[1] < 0):
                return True
        elif beyond >= 0 >= before:
            return True
        elif beyond > 0:
            left = (x, y)
        else:
            right = (x, y)
    return False

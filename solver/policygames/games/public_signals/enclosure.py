"""Proofs that a polygon contains all equilibrium payoffs, without iterating towards it.

A set V* of equilibrium payoffs with V* in A lies in a smaller polygon B as well, where each polygon between them, each
Minkowski combination (1 - s) B + s A with 0 < s <= 1, generates only payoffs in its interior: were s the least with V*
in it, V* = B(V*) would lie inside a smaller one. What a profile can be worth in a direction has an upper bound that is
linear in s, by weak duality, so that both ends decide; where both ends are equally far out in a direction nothing needs
to shrink. The polygons are cut out by the directions of the facets of A and B.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction

from policygames.games.public_signals.decomposition import Corners, Decomposition, upper_bound
from policygames.games.public_signals.directions import Direction, Payoffs, Polygon, primitive
from policygames.games.public_signals.operator import PublicGame, image
from policygames.games.public_signals.rounding import shortened
from policygames.numerics.polygons import facets, hull, includes

HALVINGS = 40
"""Steps of a chain between two polygons, each half the rest of the way."""


def enclosing(
    game: PublicGame, start: Polygon, target: Sequence[Payoffs], halvings: int = HALVINGS
) -> Generator[None, None, Polygon]:
    """The smallest polygon on the way from `start` to `target` that was proven to contain all equilibrium payoffs.

    `start` is known to contain them. It is `target` itself where the proof went through: from `start`, or from the
    enlarged target that contains it, which has the target's own directions.
    """
    if not includes(start, target) or not target:
        return start
    if len(target) > 2:
        reached = yield from _chained(game, _enlarged(target, start), target, halvings)
        if reached == list(target):
            return reached
    return (yield from _chained(game, start, target, halvings))


def _chained(
    game: PublicGame, start: Polygon, target: Sequence[Payoffs], halvings: int
) -> Generator[None, None, Polygon]:
    reached, share = start, Fraction(1, 2)
    for _ in range(halvings):
        if (yield from _shrinks(game, reached, list(target))):
            return list(target)
        halfway = _between(target, start, share)
        if not (yield from _shrinks(game, reached, halfway)):
            return reached
        reached, share = halfway, share / 2
    return reached


def _enlarged(target: Sequence[Payoffs], start: Polygon) -> Polygon:
    """The target, which is no segment, blown up around the mean of its vertices until it contains `start`."""
    x, y = (sum(side, Fraction(0)) / len(target) for side in zip(*target, strict=True))
    reach = Corners(start)
    more = max((reach.support((a, b)) - c) / (c - a * x - b * y) for a, b, c in facets(target))
    factor = 1 + max(more, Fraction(0))
    return hull((x + factor * (across - x), y + factor * (up - y)) for across, up in target)


def _between(target: Sequence[Payoffs], start: Polygon, share: Fraction) -> Polygon:
    return hull(((1 - share) * x + share * far, (1 - share) * y + share * off) for x, y in target for far, off in start)


def _shrinks(game: PublicGame, outer: Polygon, inner: Polygon) -> Generator[None, None, bool]:
    """Whether V* in `outer` is proven to imply V* in `inner`."""
    corners = Corners(inner), Corners(outer)
    directions = dict.fromkeys(primitive(facet) for facet in (*facets(inner), *facets(outer)))
    for profile in game.profiles:
        ends = [Decomposition(profile, game.discount, polygon) for polygon in (inner, outer)]
        if not (yield from ends[1].feasible()):
            continue  # not within any smaller polygon either
        able = [ends[1], ends[0]] if (yield from ends[0].feasible()) else [ends[1]]
        for direction in directions:
            if not (yield from _bounded(game, able, direction, corners)):
                return False
    return True


def _bounded(
    game: PublicGame, able: Sequence[Decomposition], direction: Direction, ends: tuple[Corners, Corners]
) -> Generator[None, None, bool]:
    """Whether some multipliers bound the profile by both ends in a direction, below the outer one where they differ.

    Those tried are none, and the best ones of either end.
    """
    inner, outer = (polygon.support(direction) for polygon in ends)
    profile = able[0].incentives
    for one in (None, *reversed(able)):
        prices = [Fraction(0)] * len(profile.temptations)
        if one is not None:
            yield from one.reach(direction)
            prices = one.multipliers(direction)
        low, high = (upper_bound(profile, game.discount, polygon, direction, prices) for polygon in ends)
        if low <= inner and (high < outer or high <= outer == inner):
            return True
    return False


ROUNDS, MOST_ROUNDS = 24, 80
"""Polygons generated in checking that all equilibrium payoffs lie in another; the most where all depends on it."""
_COARSE, _FINE, _MANY = Fraction(1, 2**9), Fraction(1, 2**24), 40


def contained(game: PublicGame, target: Sequence[Payoffs], rounds: int = ROUNDS) -> Generator[None, None, bool]:
    """Whether all equilibrium payoffs are proven to lie in `target`: directly, or from polygons generated on the way.

    Nothing is said by False. An empty target says that there are none.
    """
    outer, share = (yield from game.start()), _COARSE
    for number in range(rounds):
        if not outer or includes(target, outer):
            return True
        if number % 4 == 0:
            outer = yield from enclosing(game, outer, target or _half(outer))
        found = yield from image(game, outer)
        if found == outer:
            return includes(target, outer)
        outer = shortened(found, share * game.scale) if found else []
        share = max(share / 2, _FINE) if len(outer) < _MANY else share * 2
    return not outer or includes(target, outer)


def _half(polygon: Polygon) -> Polygon:
    """The polygon at half its size around the mean of its vertices."""
    x, y = (sum(side, Fraction(0)) / len(polygon) for side in zip(*polygon, strict=True))
    return hull(((across + x) / 2, (up + y) / 2) for across, up in polygon)

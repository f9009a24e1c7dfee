"""When a polygon is all there is: proof by contraction that no payoff outside of it is subgame perfect.

Let P = {w: n_f·w <= b_f}, the least payoffs of the players among its facets (also where they only touch it), and for
growths s_f > 0 let P_e = {w: n_f·w <= b_f + e s_f}. In P_e player i gets at least u_i - e s_i. The greatest n_f·v over
v = (1 - d) g(a) + d w, w in P_e with w_i >= u_i - e s_i + (1 - d) / d h_i(a), is by weak duality at most
(1 - d) n_f·g(a) + d y·(right-hand sides), for any y >= 0 that combines the normals of these constraints to n_f: a
function A + e S. Suppose that for a polygon O around V, the set of all subgame-perfect payoffs, O lies in P_t; that for
every profile a no w is left at e = t, or for every facet some y has A <= b_f and A + t S < b_f + t s_f. Then some
r < 1 has A + e S <= b_f + r e s_f for all e in (0, t], all a and f (both sides are linear in e), so B(P_e) lies in
P_re, where B is generation with the threats of P_e. Take the least e with V in P_e: V = B(V) lies in B(P_e), hence in
P_re, hence e = 0 and V lies in P. If P generates itself, V = P.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from policygames.games.self_generation.generation import (
    Point,
    Ratio,
    Whole,
    cut,
    enforcing,
    lowest,
    now_of,
    thresholds,
)
from policygames.games.self_generation.growth import Row, growths
from policygames.games.self_generation.planes import PlaneGame
from policygames.numerics.polygons import Facet, facets, hull, whole_points

Normal: TypeAlias = tuple[int, int]
Dual: TypeAlias = tuple[int, tuple[tuple[int, int], ...]]
"""(scale, ((constraint, weight), …)): scale times a normal is the sum of weights times those of constraints."""


@dataclass(frozen=True)
class Enclosure:
    """The facets of a polygon and all ways to bound what it generates by them and by the players' thresholds.

    `plane` has the denominator of the polygon. The last facets are the players': no less than the least in the polygon.
    Constraints are on kept * w, as many as there are facets, and then one for the threshold of each player.
    """

    plane: PlaneGame
    polygon: list[Whole]
    facets: list[tuple[int, int, int]]

    @classmethod
    def of(cls, plane: PlaneGame, vertices: Sequence[Point]) -> Enclosure:
        """Of the hull of `vertices`, which is not empty."""
        points, scale = whole_points(vertices, plane.denominator)
        fine, polygon = plane.over(scale), hull(points)
        least = zip(fine.players, lowest(fine, polygon), strict=True)
        floors = [(-a, -b, -threat) for (a, b), threat in least]
        shortest = {_shortest(facet) for facet in floors}
        sides = [side for side in map(_shortest, facets(polygon)) if side not in shortest]
        return cls(fine, polygon, [*sides, *floors])

    @cached_property
    def normals(self) -> list[Normal]:
        """Those of the constraints."""
        (across, up), shared = self.plane.kept, math.gcd(*self.plane.kept)
        sides = [(a * (up // shared), b * (across // shared)) for a, b, _ in self.facets]
        return [*sides, *((-a, -b) for a, b in self.plane.players)]

    @cached_property
    def scales(self) -> list[int]:
        """By how much the right-hand side of each constraint grows with that of its facet."""
        across, up = self.plane.kept
        return [across * up // math.gcd(across, up)] * len(self.facets) + list(self.plane.patience)

    def facet_of(self, constraint: int) -> int:
        """The facet whose growth makes this constraint grow: for a threshold that of the player's least payoff."""
        count = len(self.facets)
        return constraint if constraint < count else constraint - len(self.plane.players)

    @cached_property
    def duals(self) -> list[list[Dual]]:
        """For each facet the combinations of one or two constraints that bound its direction."""
        return [list(self._duals(a, b)) for a, b, _ in self.facets]

    def _duals(self, a: int, b: int) -> Iterator[Dual]:
        for index, (c, d) in enumerate(self.normals):
            if a * d == b * c and a * c + b * d > 0:
                yield c * c + d * d, ((index, a * c + b * d),)
        for (first, (c, d)), (second, (e, f)) in combinations(enumerate(self.normals), 2):
            if second < len(self.facets) and self.plane.is_even:
                continue  # of two facets none bounds a third that is one itself
            turn = c * f - d * e
            left, right = (a * f - b * e), (c * b - d * a)
            sign = 1 if turn > 0 else -1
            if turn and left * sign > 0 and right * sign > 0:
                yield turn * sign, ((first, left * sign), (second, right * sign))

    def limits(self, index: int) -> list[int]:
        """The right-hand sides of the constraints for the profile with this index."""
        fixed = [c * scale for (_, _, c), scale in zip(self.facets, self.scales, strict=False)]
        floors = thresholds(self.plane, index, [-c for _, _, c in self.facets[-len(self.plane.players) :]])
        return [*fixed, *(-floor for floor in floors)]

    def rooms(self, index: int, limits: Sequence[int]) -> Iterator[list[tuple[int, Dual]]]:
        """For each facet, by what its bounds on what this profile generates stay below it, and how they are made.

        In units of the bound's scale times `whole`; bounds that do not suffice are left out.
        """
        x, y = now_of(self.plane, index)
        for (a, b, c), duals in zip(self.facets, self.duals, strict=True):
            room = self.plane.whole * c - a * x - b * y
            bounds = ((scale * room - sum(weight * limits[k] for k, weight in used), used) for scale, used in duals)
            yield [(left, dual) for (left, _), dual in zip(bounds, duals, strict=True) if left >= 0]


def _shortest(facet: Facet) -> tuple[int, int, int]:
    a, b, c = map(int, facet)
    shared = math.gcd(a, b)
    return a // shared, b // shared, c // shared


@dataclass(frozen=True)
class Contraction:
    """Growths of the facets of a polygon under which all that is near it is drawn to it."""

    enclosure: Enclosure
    growths: list[int]

    def covers(self, outer: Sequence[Point]) -> bool:
        """Whether `outer`, known to contain all subgame-perfect payoffs, proves that none lies outside of the polygon.

        It is decided in exact arithmetic; False says nothing.
        """
        reach = max(map(self._distance, outer), default=Fraction(0))
        if reach <= 0:
            return True
        return all(self._holds(index, reach) for index in self._within_reach(reach))

    def _distance(self, point: Point) -> Fraction:
        x, y = (number * self.enclosure.plane.denominator for number in point)
        sides = zip(self.enclosure.facets, self.growths, strict=True)
        return max(Fraction(a * x + b * y - c) / growth for (a, b, c), growth in sides)

    def _grown(self, reach: Fraction) -> list[Ratio]:
        """The polygon with facets moved by `reach` times their growths, in units finer by the denominator of that."""
        sides = [
            (-a, -b, -c * reach.denominator - growth * reach.numerator)
            for (a, b, c), growth in zip(self.enclosure.facets, self.growths, strict=True)
        ]
        steepest = max(abs(number) for a, b, _ in sides for number in (a, b))
        far = (
            2 * steepest * max(abs(c) for _, _, c in sides) + 1
        )  # Cramer's rule: where two lines of whole normals meet
        region: list[Ratio] = [(-far, -far, 1), (far, -far, 1), (far, far, 1), (-far, far, 1)]
        for side in sides:
            region = cut(region, *side)
        return region

    def _within_reach(self, reach: Fraction) -> Iterator[int]:
        """The profiles that can be enforced by the polygon when it has grown by `reach`."""
        plane, region, scale = self.enclosure.plane, self._grown(reach), reach.denominator
        fine, count = plane.over(plane.denominator * scale), len(plane.players)
        lows = zip(self.enclosure.facets[-count:], self.growths[-count:], strict=True)
        threats = [-c * scale - growth * reach.numerator for (_, _, c), growth in lows]
        for index in range(len(plane.payoffs)):
            if enforcing(fine, thresholds(fine, index, threats), region):
                yield index

    def _holds(self, index: int, reach: Fraction) -> bool:
        return all(
            any(self._shrinks(facet, left, dual, reach) for left, dual in rooms)
            for facet, rooms in enumerate(self.enclosure.rooms(index, self.enclosure.limits(index)))
        )

    def _shrinks(self, facet: int, left: int, dual: Dual, reach: Fraction) -> bool:
        """Whether a bound with so much room stays strictly below the facet when the polygon has grown by `reach`."""
        scale, used = dual
        of, scales = self.enclosure.facet_of, self.enclosure.scales
        growth = sum(weight * scales[k] * self.growths[of(k)] for k, weight in used)
        gained = growth - scale * self.enclosure.plane.whole * self.growths[facet]
        return gained * reach.numerator < left * reach.denominator


def contraction_to(plane: PlaneGame, vertices: Sequence[Point]) -> Contraction | None:
    """How what is near the hull of `vertices`, not empty, is drawn to it; None where that was not found."""
    if not all(plane.kept):
        return None
    enclosure = Enclosure.of(plane, vertices)
    start, players = [(x, y, 1) for x, y in enclosure.polygon], len(plane.players)
    options: list[set[frozenset[Row]]] = [set() for _ in enclosure.facets]
    for index in range(len(plane.payoffs)):
        limits = enclosure.limits(index)
        if not enforcing(enclosure.plane, [-limit for limit in limits[-players:]], start):
            continue
        for facet, rooms in enumerate(enclosure.rooms(index, limits)):
            if not rooms:
                return None
            if not any(left for left, _ in rooms):
                options[facet].add(frozenset(_row(enclosure, dual) for _, dual in rooms))
    lengths = [max(abs(a), abs(b)) for a, b, _ in enclosure.facets]
    found = growths(options, lengths)
    return None if found is None else Contraction(enclosure, found)


def _row(enclosure: Enclosure, dual: Dual) -> Row:
    """How much of the growth of each facet enters a bound."""
    scale, used = dual
    total = scale * enclosure.plane.whole
    return tuple((enclosure.facet_of(k), weight * enclosure.scales[k] / total) for k, weight in used)

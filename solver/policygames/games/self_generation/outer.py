"""Polygons that contain the set V of all subgame-perfect payoffs: a decreasing operator, in exact or rounded numbers.

Abreu and Sannikov (Theoretical Economics 9 (2014) 313-338) generate less than all of B: with threats u and the
thresholds c(a) = u + (1 - d) / d h(a), R(W, u) is the hull, over profiles a, of g(a) where g(a) >= c(a), and else of
(1 - d) g(a) + d w for the corners w of Q(a) = W ∩ {w >= c(a)} at which some player's threshold binds.

Why every iterate of W' = any polygon around R(W, u), u' = max(u, any lower bounds of W') contains V when W is at first
the hull of all g(a), and u the pure minmax. Let v* be the least payoffs in V, and Q*(a) the w in V with
w >= v* + (1 - d) / d h(a), so that V is the hull of (1 - d) g(a) + d Q*(a). By induction V lies in W, u <= v*, and
(*) for w in Q*(a), the part of the segment from w to g(a) on which the thresholds c(a) hold lies in W.
Take w in Q*(a). If g(a) >= c(a), then z = g(a) is in W'. Else the segment leaves {>= c(a)} in a point e of W where a
threshold binds: e is on a face of Q(a) whose corners were all taken, so z = (1 - d) g(a) + d e is in W'. For a
direction l let v = (1 - d) g(a) + d w maximise l over V; then l·g(a) >= l·v >= l·w, as w is in V, so l grows along the
segment and l·z >= l·v. Hence V lies in W', u' <= v*, and the segment from w to z lies in W'. As thresholds never fall,
what they leave of the segment from w to g(a) ends before z: (*) holds again. The proof holds for any number of players.

With unequal discount factors (1 - d) g + d w is not on that segment: there B is iterated, from the box of all payoffs
between the least and the greatest. B grows with W and falls in u, so that V = B(V) lies in B(W, u).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from policygames.games.self_generation.generation import (
    Point,
    Ratio,
    Whole,
    discounted,
    enforcing,
    generated,
    lowest,
    thresholds,
)
from policygames.games.self_generation.planes import PlaneGame
from policygames.numerics.polygons import hull, includes, whole_points

_EXACT_BITS, _EXACT_TIMES = 64, 6
"""The most bits by which an exact iterate's denominator exceeds the game's, and on top how many times a payoff's."""


@dataclass(frozen=True, slots=True)
class Iterate:
    """A polygon around V in whole numbers over the denominator of `plane`, and lower bounds of the players' payoffs."""

    plane: PlaneGame
    polygon: list[Whole]
    threats: tuple[int, ...]

    @property
    def vertices(self) -> tuple[Point, ...]:
        """The polygon, counterclockwise; empty where V is proven empty."""
        denominator = self.plane.denominator
        return tuple((Fraction(x, denominator), Fraction(y, denominator)) for x, y in self.polygon)

    def lies_in(self, points: Sequence[Point]) -> bool:
        """Whether it lies in the hull of `points`: in whole numbers, a fraction of the time of fractions."""
        whole, scale = whole_points(points, self.plane.denominator)
        times = scale // self.plane.denominator
        return includes(hull(whole), ((x * times, y * times) for x, y in self.polygon))


def iterates(plane: PlaneGame, bits: int) -> Iterator[Iterate]:
    """Polygons around V: in exact arithmetic while numbers stay short, then rounded outward to 2^-bits of a unit of it.

    They end where V is proven empty, an exact iterate comes again, or a rounded one is no better than that before it.
    """
    now = _first(plane)
    longest = max(abs(number) for point in plane.payoffs for number in point).bit_length()
    most = plane.denominator.bit_length() + _EXACT_BITS + _EXACT_TIMES * longest
    yield now
    while now.polygon:
        before, now = now, _exact_step(now, plane)
        if now == before:
            return
        if now.plane.denominator.bit_length() > most:
            break
        yield now
    else:
        return
    yield from _rounded_iterates(before, bits)


def _first(plane: PlaneGame) -> Iterate:
    """Around all payoffs of the stage game, with the pure minmax as threats."""
    across, up = zip(*plane.payoffs, strict=True)
    box = product((min(across), max(across)), (min(up), max(up)))
    return Iterate(plane, hull(plane.payoffs if plane.is_even else box), plane.minmax)


def _exact_step(now: Iterate, game: PlaneGame) -> Iterate:
    ratios = list(_points(now))
    weight = math.lcm(*(own for _, _, own in ratios))
    polygon = hull((x * (weight // own), y * (weight // own)) for x, y, own in ratios)
    denominator, threats = now.plane.denominator * weight, [threat * weight for threat in now.threats]
    shared = math.gcd(denominator // game.denominator, *(number for point in polygon for number in point), *threats)
    shorter = [(x // shared, y // shared) for x, y in polygon]
    plane = game.over(denominator // shared)
    return _raised(Iterate(plane, shorter, tuple(threat // shared for threat in threats)))


def _rounded_iterates(start: Iterate, bits: int) -> Iterator[Iterate]:
    """The iterates after `start`, on the grid 2^bits times as fine as its denominator: nothing of it is rounded."""
    fine = 1 << bits
    polygon = [(x * fine, y * fine) for x, y in start.polygon]
    threats = tuple(threat * fine for threat in start.threats)
    now = Iterate(start.plane.over(start.plane.denominator * fine), polygon, threats)
    while now.polygon:
        corners = (corner for ratio in _points(now) for corner in _cell(*ratio))
        before, now = now, _raised(Iterate(now.plane, hull(corners), now.threats))
        if now.polygon and now.threats == before.threats and includes(now.polygon, before.polygon):
            return
        yield now


def _cell(x: int, y: int, weight: int) -> Iterable[Whole]:
    """The corners of the cell of whole numbers around a point: two on a line of the grid, one where it is a corner."""
    columns, rows = {x // weight, -(-x // weight)}, {y // weight, -(-y // weight)}
    return product(columns, rows)


def _raised(iterate: Iterate) -> Iterate:
    """The iterate with threats no lower than its own least payoffs."""
    if not iterate.polygon:
        return iterate
    least = lowest(iterate.plane, iterate.polygon)
    return Iterate(iterate.plane, iterate.polygon, tuple(map(max, iterate.threats, least)))


def _points(now: Iterate) -> Iterator[Ratio]:
    """Points whose hull is what the operator makes of the polygon: R, or B where the discount factors differ."""
    if not now.plane.is_even:
        yield from generated(now.plane, now.polygon, now.threats)
        return
    for index in range(len(now.plane.payoffs)):
        yield from _contribution(now, index)


def _contribution(now: Iterate, index: int) -> Iterator[Ratio]:
    """What R takes of one profile: itself where it can be played for ever, else what binding thresholds allow."""
    plane, (x, y) = now.plane, now.plane.payoffs[index]
    kept = plane.kept[0]
    floors = thresholds(plane, index, now.threats)
    worth = [(kept * a, kept * b, floor) for (a, b), floor in zip(plane.players, floors, strict=True)]
    if all(a * x + b * y >= floor for a, b, floor in worth):
        yield x, y, 1
        return
    polygon = ((column, row, 1) for column, row in now.polygon)
    for corner in enforcing(plane, floors, polygon):
        if any(a * corner[0] + b * corner[1] == floor * corner[2] for a, b, floor in worth):
            yield discounted(plane, index, corner)

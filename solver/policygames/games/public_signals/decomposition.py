"""What one profile and continuation payoffs from a polygon can be worth: an exact linear program per profile.

A payoff v is decomposed by a profile a and continuations w(y), one in the polygon W after each public signal y, where
v = (1 - d) g(a) + d sum_y pi(y | a) w(y) and no player gains by deviating from a once. Patience may be unequal.

Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063; Mailath and Samuelson, Repeated Games and
Reputations (2006), chapter 7.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

from policygames.games.public_signals.directions import Direction, Payoffs
from policygames.games.public_signals.incentives import Incentives
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.programs import Program

Number = TypeVar("Number", int, Fraction)
Feasible: TypeAlias = Generator[None, None, bool]


class Decomposition:
    """The payoffs that one profile and continuations in the hull of `vertices` decompose, sought by directions."""

    def __init__(
        self, incentives: Incentives, discount: Sequence[Fraction], vertices: Sequence[tuple[Fraction, ...]]
    ) -> None:
        self.incentives, self.discount, self._vertices = incentives, tuple(discount), vertices
        self._now = tuple((1 - d) * g for d, g in zip(discount, incentives.payoffs, strict=True))
        later = [[d * x for d, x in zip(discount, vertex, strict=True)] for vertex in vertices]
        self._unit = common_denominator(number for point in later for number in point)
        self._later = [over(point, self._unit) for point in later]
        self._chance_unit = common_denominator(incentives.chances)
        self._chances = over(incentives.chances, self._chance_unit)
        self._program, self._scales = self._set_up()

    def _set_up(self) -> tuple[Program, list[int]]:
        signals, corners = range(len(self._chances)), len(self._vertices)
        width, many = len(signals) * corners, len(self.incentives.temptations)
        rows = [[int(column // corners == y) for column in range(width)] + [0] * many for y in signals]
        right, scales = [1] * len(signals), []
        for index, one in enumerate(self.incentives.temptations):
            fine = common_denominator(one.shift) * self._unit
            needed = (1 - self.discount[one.player]) * one.gain
            scale = common_denominator([needed, Fraction(1, fine)])
            factor = scale // self._unit
            row = [int(-shift * factor * point[one.player]) for shift in one.shift for point in self._later]
            rows.append(row + [-int(other == index) for other in range(many)])
            right.append(int(needed * scale))
            scales.append(scale)
        return Program(rows, right), scales

    def feasible(self) -> Feasible:
        """Whether any continuations hold the profile; to be asked first."""
        return self._program.feasible()

    def most(self, direction: Direction) -> Fraction:
        """A quick upper bound on direction · v: deviations left aside."""
        best = max(_dot(direction, point) for point in self._later)
        return _dot(direction, self._now) + Fraction(best, self._unit)

    def reach(self, direction: Direction) -> Generator[None, None, Payoffs]:
        """A decomposed payoff that is largest in a direction."""
        yield from self._program.maximized(self._costs(direction))
        corners, sums = len(self._vertices), [0, 0]
        weights, whole = self._program.positive()
        for variable, weight in weights.items():
            if variable < corners * len(self._chances) and (chance := self._chances[variable // corners]):
                point = self._later[variable % corners]
                sums[0] += chance * weight * point[0]
                sums[1] += chance * weight * point[1]
        scale = whole * self._chance_unit * self._unit
        return self._now[0] + Fraction(sums[0], scale), self._now[1] + Fraction(sums[1], scale)

    def weights(self) -> list[list[Fraction]]:
        """The continuations at present: per signal the weights of the vertices, which sum to 1."""
        flat, corners = self._program.solution(), len(self._vertices)
        return [flat[start : start + corners] for start in range(0, len(self._chances) * corners, corners)]

    def multipliers(self, direction: Direction, *, anew: bool = False) -> list[Fraction]:
        """What each temptation costs in a direction at present: how much less direction · v where it gains one more.

        With `anew` the direction may be another than the last one asked for.
        """
        width = len(self._chances) * len(self._vertices)
        slacks = range(width, width + len(self._scales))
        reduced = self._program.reduced(slacks, self._costs(direction) if anew else None)
        unit = self._unit * self._chance_unit
        return [cost * scale / unit for cost, scale in zip(reduced, self._scales, strict=True)]

    def _costs(self, direction: Direction) -> list[int]:
        heights = [_dot(direction, point) for point in self._later]
        return [chance * height for chance in self._chances for height in heights] + [0] * len(self._scales)


def _dot(direction: Direction, point: Sequence[Number]) -> Number:
    return direction[0] * point[0] + direction[1] * point[1]


class Corners:
    """The vertices of a polygon in whole numbers, for asking how far it reaches in many directions."""

    def __init__(self, polygon: Sequence[Payoffs]) -> None:
        self._unit = common_denominator(number for point in polygon for number in point)
        self._points = [over(point, self._unit) for point in polygon]

    def support(self, direction: Sequence[Fraction | int]) -> Fraction:
        """The largest direction · w over the polygon."""
        pair = [Fraction(direction[0]), Fraction(direction[1])]
        unit = common_denominator(pair)
        a, b = over(pair, unit)
        return Fraction(max(a * x + b * y for x, y in self._points), unit * self._unit)


def upper_bound(
    incentives: Incentives,
    discount: Sequence[Fraction],
    polygon: Corners,
    direction: Direction,
    multipliers: Sequence[Fraction],
) -> Fraction:
    """What direction · v is at most where v is decomposed by a profile and continuations in `polygon`.

    It holds for any multipliers of at least 0, one per temptation (weak duality), and is linear in the polygon: that of
    a Minkowski combination of two polygons is the combination of their bounds.
    """
    total = Fraction(0)
    for player, weight in enumerate(direction):
        total += weight * (1 - discount[player]) * incentives.payoffs[player]
    pulls = [[chance * weight for weight in direction] for chance in incentives.chances]
    for one, price in zip(incentives.temptations, multipliers, strict=True):
        if price:
            total -= price * (1 - discount[one.player]) * one.gain
            for pull, shift in zip(pulls, one.shift, strict=True):
                pull[one.player] -= price * shift
    scaled = ([pull * d for pull, d in zip(both, discount, strict=True)] for both in pulls)
    return total + sum(map(polygon.support, scaled), Fraction(0))

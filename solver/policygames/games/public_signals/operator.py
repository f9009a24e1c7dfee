"""The payoffs that a polygon of continuation payoffs generates, exactly, and whether it generates itself."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product

from policygames.games.public_signals.decomposition import Decomposition
from policygames.games.public_signals.directions import Direction, Payoffs, Polygon, box, primitive
from policygames.games.public_signals.incentives import Incentives, pure_incentives
from policygames.games.public_signals.limit_set import LimitSet
from policygames.games.repeated import RepeatedGame
from policygames.numerics.polygons import facets, hull, includes

Noted = Callable[[Payoffs, Decomposition], None]
"""Told of each payoff that is reached, while its decomposition is at hand."""


class PublicGame:
    """A repeated game of two players with a public signal, its pure profiles made ready for decomposing payoffs."""

    def __init__(self, game: RepeatedGame) -> None:
        self.game, self.discount = game, game.discount
        profiles = product(*map(range, game.stage_game.shape))
        found = (pure_incentives(game, profile) for profile in profiles)
        self.profiles: list[Incentives] = [one for one in found if one.enforceable]

    @cached_property
    def largest(self) -> Fraction:
        """The largest absolute payoff."""
        return max(abs(number) for point in self.limits.payoffs for number in point)

    @cached_property
    def scale(self) -> Fraction:
        """A power of 2 above the ranges of payoffs, by a factor of at most 4: lengths are measured in it."""
        return _power_above(max(max(side) - min(side) for side in zip(*self.limits.payoffs, strict=True)))

    @cached_property
    def limits(self) -> LimitSet:
        """What bounds the equilibrium payoffs of players who are equally patient, however patient."""
        return LimitSet(self.game, mixed=False)

    def start(self) -> Generator[None, None, Polygon]:
        """A polygon that contains all equilibrium payoffs: of players equally patient, those possible in the limit.

        Others may trade over time and leave it (Lehrer and Pauzner 1999): of them it is the box around all payoffs.
        """
        if self.discount[0] == self.discount[1]:
            return (yield from self.limits.polygon())[0]
        return box(self.limits.payoffs)


def _power_above(value: Fraction) -> Fraction:
    exponent = value.numerator.bit_length() - value.denominator.bit_length() + 1
    return Fraction(2) ** exponent if value else Fraction(1)


def image(game: PublicGame, polygon: Sequence[Payoffs], noted: Noted | None = None) -> Generator[None, None, Polygon]:
    """The hull of all payoffs that some pure profile and continuations in `polygon` decompose: B(W) of the sources.

    Directions are the facets of what was reached, until none of them gains.
    """
    ready: list[Decomposition] = []
    for profile in game.profiles if polygon else ():
        one = Decomposition(profile, game.discount, polygon)
        if (yield from one.feasible()):
            ready.append(one)
    if not ready:
        return []
    points, asked = {(yield from _reached(ready, (1, 0), noted))}, {(1, 0)}
    while True:
        found = hull(points)
        fresh = [way for way in dict.fromkeys(map(primitive, facets(found))) if way not in asked]
        if not fresh:
            return found
        for way in fresh:
            points.add((yield from _reached(ready, way, noted)))
        asked.update(fresh)


def _reached(
    ready: Sequence[Decomposition], direction: Direction, noted: Noted | None
) -> Generator[None, None, Payoffs]:
    """The payoff largest in a direction that one of the profiles decomposes."""
    best: Payoffs | None = None
    level = Fraction(0)
    for one in sorted(ready, key=lambda each: each.most(direction), reverse=True):
        if best is not None and one.most(direction) <= level:
            break
        point = yield from one.reach(direction)
        height = direction[0] * point[0] + direction[1] * point[1]
        if best is None or height > level:
            best, level = point, height
            if noted:
                noted(point, one)
    if best is None:
        raise AssertionError("there is a profile to decompose payoffs by")
    return best


def self_generating(game: PublicGame, polygon: Sequence[Payoffs]) -> Generator[None, None, bool]:
    """Whether all of a polygon is decomposed with continuations in it: it then consists of equilibrium payoffs.

    Source: Abreu, Pearce and Stacchetti (1990), theorem 1 (self-generation); the public coin makes hulls of such sets.
    """
    found = yield from image(game, polygon)
    return includes(found, polygon)

"""Repeated games with side payments: what patience makes enforceable, from the definition, in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from policygames.errors import CertificateError
from policygames.games.normal_form import NormalFormGame
from policygames.games.payoff_polytope import Point
from policygames.games.repeated import RepeatedGame
from policygames.games.tensors import Integers

SOURCE = "Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758"
_ROOM = 2**60
"""Sums and differences of a few numbers below this fit into int64."""


@dataclass(frozen=True, eq=False)
class SidePayments:
    """What matters of a stage game where players can pay one another: whole numbers over one `scale` for all players.

    `joint` holds the sum of the payoffs of each profile, `replies`, per player, what a best reply to the others pays
    there, both of the game's shape: int64, or Python ints where sums might not fit.
    """

    scale: int
    joint: Integers
    replies: tuple[Integers, ...]

    @classmethod
    def of(cls, game: NormalFormGame) -> SidePayments:
        """Those of `game`."""
        scale = math.lcm(*game.denominators)
        payoffs = _over(game, scale)
        best = [one.max(axis=player, keepdims=True) for player, one in enumerate(payoffs)]
        joint = sum(payoffs[1:], start=payoffs[0])
        return cls(scale, joint, tuple(np.broadcast_to(one, game.shape) for one in best))

    @cached_property
    def liquidity(self) -> Integers:
        """L: by how much the best deviations from a profile, one by each player, pay more than the profile; >= 0."""
        needed: Integers = sum(self.replies[1:], start=self.replies[0]) - self.joint
        return needed

    def payoff(self, value: int) -> Fraction:
        """A whole number over `scale` as a payoff."""
        return Fraction(value, self.scale)

    def within(self, limit: int | None) -> Sustained | None:
        """What the set of all profiles of liquidity up to `limit` (None: no limit) sustains; None if it is empty."""
        chosen = np.ones(self.joint.shape, dtype=np.bool_) if limit is None else self.liquidity <= limit
        if not chosen.any():
            return None
        worst = tuple(int(one[chosen].min()) for one in self.replies)
        return Sustained(limit, int(np.count_nonzero(chosen)), int(self.joint[chosen].max()), worst)

    def sustained(
        self, discount: Fraction, *, just_below: bool = False, within: Sustained | None = None
    ) -> Sustained | None:
        """What the greatest set of profiles sustains that is enforceable by its own payoffs; None if it is empty.

        With `just_below` at all discount factors in some interval that ends before `discount`, which then may be 1.
        `within` says where to begin: what the same question has for answer at a greater discount factor.

        A profile is enforceable where (1 - d) L <= d (U - v_1 - … - v_n), U and v_i being the greatest joint payoff and
        the least best reply of i among the profiles of the set; what is not is taken out until all are.

        Source: Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758, section 4.
        """
        known = self.within(within.limit if within else None)
        while known is not None:
            fewer = self.within(_limit(known.spread, discount, just_below))
            if fewer is not None and fewer.count == known.count:
                return known
            known = fewer
        return None


@dataclass(frozen=True, slots=True)
class Sustained:
    """What the profiles of liquidity up to `limit` sustain: the greatest joint payoff and each least best reply."""

    limit: int | None = field(compare=False)
    count: int = field(compare=False)
    joint_maximum: int
    punishments: tuple[int, ...]

    @property
    def spread(self) -> int:
        """What all together lose at most when a punishment follows: the joint maximum less all punishments."""
        return self.joint_maximum - sum(self.punishments)

    def payoffs(self, scale: int) -> tuple[Fraction, Point]:
        """Joint maximum and punishments as payoffs: what stands for them over `scale`."""
        return Fraction(self.joint_maximum, scale), tuple(Fraction(one, scale) for one in self.punishments)


def _over(game: NormalFormGame, scale: int) -> list[Integers]:
    """Each player's payoffs over `scale`, in a type in which sums over all players fit."""
    factors = [scale // denominator for denominator in game.denominators]
    sizes = [max(abs(int(one.max())), abs(int(one.min()))) for one in game.numerators]
    narrow = sum(map(math.prod, zip(sizes, factors, strict=True))) < _ROOM and max(factors) < _ROOM
    kind: Any = np.int64 if narrow else object
    return [one.astype(kind) * factor for one, factor in zip(game.numerators, factors, strict=True)]


def _limit(spread: int, discount: Fraction, just_below: bool) -> int | None:  # noqa: FBT001 - private
    """The greatest liquidity that is enforceable where punishments cost `spread` per period; None where all are.

    Profiles of liquidity 0 always are: each of them alone makes the spread at least 0.
    """
    if discount == 1:
        return None if spread > 0 else 0
    patience, rest = discount.numerator, discount.denominator - discount.numerator
    return max(0, -(-patience * spread // rest) - 1 if just_below else patience * spread // rest)


def payoff_simplex(joint_maximum: Fraction, punishments: Sequence[Fraction]) -> tuple[Point, ...]:
    """The vertices of {x: x_i >= punishments[i], sum <= joint_maximum}, counterclockwise in the plane, else sorted.

    Whoever can pay others and burn money can get all of that and nothing else.
    """
    surplus = joint_maximum - sum(punishments)
    if not surplus:
        return (tuple(punishments),)
    corners = [(*punishments[:i], value + surplus, *punishments[i + 1 :]) for i, value in enumerate(punishments)]
    return (tuple(punishments), *(corners if len(corners) == 2 else sorted(corners)))


def check_simplex(game: RepeatedGame, inner: Sequence[Point], outer: Sequence[Point]) -> str:
    """Empty: both are proven again to be the set of equilibrium payoffs of a game with transfers.

    Raises CertificateError where one is not, or where nothing is known of such games.
    """
    if problem := unsuited(game):
        raise CertificateError(problem, path="payoff_set")
    found = simplex_of(game)
    for name, points in (("inner", inner), ("outer", outer)):
        if set(points) != set(found) or len(points) != len(found):
            raise CertificateError(f"these are not the vertices of the {name} set", path=f"payoff_set.{name}")
    return ""


def simplex_of(game: RepeatedGame) -> tuple[Point, ...]:
    """The vertices of the set of equilibrium payoffs of a game with transfers, by the definition; () if it is empty."""
    payments = SidePayments.of(game.stage_game)
    found = payments.sustained(game.discount[0])
    return () if found is None else payoff_simplex(*found.payoffs(payments.scale))


def unsuited(game: RepeatedGame) -> str:
    """Why nothing is known of equilibria with side payments here, in words; empty where something is."""
    if game.monitoring is not None:
        return "side payments are offered with perfect monitoring"
    if game.periods is not None:
        return "side payments are offered in endless games"
    if len(set(game.discount)) > 1:
        return "side payments are offered for one common discount factor"
    return ""


def unsustained(game: RepeatedGame, points: Sequence[Point]) -> str:
    """Why not all of `points` are equilibrium payoffs of a game with transfers, in words; empty where they are."""
    if problem := unsuited(game):
        return problem
    simplex = simplex_of(game)
    if not simplex or not points:
        return "with side payments there is no equilibrium in pure actions" if points else "the set holds no payoffs"
    least, most = simplex[0], max(map(sum, simplex))
    for point in points:
        if len(point) != len(least):
            return "a point of the set does not hold one payoff per player"
        short = [name for name, paid, low in zip(game.players, point, least, strict=True) if paid < low]
        if short or sum(point) > most:
            return f"{short[0]} gets less than the worst punishment" if short else "payoffs sum to more than can be had"
    return ""

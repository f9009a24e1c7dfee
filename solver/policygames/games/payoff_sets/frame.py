"""A repeated game with perfect monitoring in the affine hull of its payoffs, every payoff scaled to [0, 1]."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from policygames.games.payoff_polytope import Point
from policygames.numerics.exact import common_denominator
from policygames.numerics.linear import solved
from policygames.numerics.polygons import hull
from policygames.numerics.polyhedra.polytope import Coordinates, Whole, coordinates

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame
    from policygames.games.repeated import RepeatedGame

_ZERO = Fraction(0)
_LONGEST_UNIT = 2**12


@dataclass(frozen=True, slots=True)
class Play:
    """What a pure profile pays, in coordinates, and each player's best gain from a deviation, scaled."""

    payoffs: Coordinates
    gains: tuple[Fraction, ...]


@dataclass(frozen=True)
class Frame:
    """Payoff vectors w as y = (w_i scaled) over the players i in `free`; the others' payoffs are affine functions of y.

    Player i's payoff is lows[i] + widths[i] x_i with x_i = shares[i][0] + shares[i][1:] · y, between 0 and 1 in the
    stage game. `free` determine all payoffs, of a mere affine hull where all discount alike, since continuation payoffs
    stay in it; else all players whose payoffs vary are free. `plays` holds each pair of payoffs and gains once.

    Source of the affine hull: Judd, Yeltekin and Conklin (Econometrica 71 (2003) 1239-1254) sample directions in the
    space of all payoffs, which misses flat sets.
    """

    free: tuple[int, ...]
    lows: tuple[Fraction, ...]
    widths: tuple[Fraction, ...]
    shares: tuple[tuple[Fraction, ...], ...]
    plays: tuple[Play, ...]
    discount: tuple[Fraction, ...]

    @property
    def is_even(self) -> bool:
        """Whether all players discount alike."""
        return len(set(self.discount)) == 1

    @property
    def rank(self) -> int:
        """How many coordinates there are."""
        return len(self.free)

    @property
    def players(self) -> range:
        """The players' indices."""
        return range(len(self.lows))

    @cached_property
    def patience(self) -> tuple[Fraction, ...]:
        """The discount factor of each coordinate."""
        return tuple(self.discount[player] for player in self.free)

    @cached_property
    def units(self) -> tuple[int, ...]:
        """Per coordinate what makes the stage payoffs whole, scaled ones times it; 1 where that is long."""
        columns = zip(*(play.payoffs for play in self.plays), strict=True)
        shared = (common_denominator(column) for column in columns)
        return tuple(unit if unit <= _LONGEST_UNIT else 1 for unit in shared)

    @cached_property
    def minmax(self) -> tuple[Fraction, ...]:
        """Each player's pure minmax, scaled: the least best-reply payoff, whatever the others do."""
        return tuple(
            min(self.scaled(player, play.payoffs) + play.gains[player] for play in self.plays)
            for player in self.players
        )

    def scaled(self, player: int, point: Coordinates) -> Fraction:
        """What a point pays to a player, scaled."""
        share = self.shares[player]
        return share[0] + sum(map(_times, share[1:], point), _ZERO)

    def payoffs(self, point: Whole) -> Point:
        """The payoff of each player at a homogeneous point, in units of the game."""
        y = coordinates(point)
        return tuple(self.lows[i] + self.widths[i] * self.scaled(i, y) for i in self.players)

    def listed(self, points: Iterable[Whole]) -> tuple[Point, ...]:
        """What the points pay, each once: for two players the hull counterclockwise, else sorted."""
        payoffs = set(map(self.payoffs, points))
        if len(self.lows) == 2:
            return tuple((x, y) for x, y in hull((point[0], point[1]) for point in payoffs))
        return tuple(sorted(payoffs))

    def place(self, payoffs: Sequence[Fraction]) -> Coordinates | None:
        """The coordinates of a payoff vector, None where it lies outside of the affine hull."""
        if len(payoffs) != len(self.lows):
            return None
        y = tuple((payoffs[i] - self.lows[i]) / self.widths[i] for i in self.free)
        fits = all(self.lows[i] + self.widths[i] * self.scaled(i, y) == payoffs[i] for i in self.players)
        return y if fits else None


def _times(one: Fraction, other: Fraction) -> Fraction:
    return one * other


def frame_of(game: RepeatedGame) -> Frame:
    """The frame of a repeated game; where it ends, payoffs and gains are those of one period."""
    stage = game.stage_game
    ends = [_ends(stage, player) for player in range(len(stage.players))]
    lows = tuple(low for low, _ in ends)
    widths = tuple(high - low for low, high in ends)
    cells = _cells(stage, lows, widths)
    varying = [player for player, width in enumerate(widths) if width]
    even = len(set(game.discount)) == 1
    free, shares = _determined([cell[0] for cell in cells], varying) if even else _separate(len(lows), varying)
    plays = (Play(tuple(payoffs[i] for i in free), gains) for payoffs, gains in cells)
    return Frame(free, lows, widths, shares, tuple(dict.fromkeys(plays)), game.discount)


def _ends(stage: NormalFormGame, player: int) -> tuple[Fraction, Fraction]:
    values, denominator = stage.numerators[player], stage.denominators[player]
    return Fraction(int(values.min()), denominator), Fraction(int(values.max()), denominator)


def _cells(
    stage: NormalFormGame, lows: Sequence[Fraction], widths: Sequence[Fraction]
) -> list[tuple[Coordinates, tuple[Fraction, ...]]]:
    """Every profile's payoffs and best gains, scaled."""
    columns = [_column(stage, player, lows[player], widths[player]) for player in range(len(lows))]
    payoffs = zip(*(values for values, _ in columns), strict=True)
    gains = zip(*(gains for _, gains in columns), strict=True)
    return list(dict.fromkeys(zip(payoffs, gains, strict=True)))


def _column(
    stage: NormalFormGame, player: int, low: Fraction, width: Fraction
) -> tuple[list[Fraction], list[Fraction]]:
    if not width:
        count = int(np.prod(stage.shape))
        return [_ZERO] * count, [_ZERO] * count
    numerators: NDArray[Any] = stage.numerators[player].astype(object)
    gains = numerators.max(axis=player, keepdims=True) - numerators
    base, span = low * stage.denominators[player], width * stage.denominators[player]
    values = [(value - base) / span for value in numerators.ravel().tolist()]
    return values, [gain / span for gain in gains.ravel().tolist()]


def _separate(count: int, varying: Sequence[int]) -> tuple[tuple[int, ...], tuple[tuple[Fraction, ...], ...]]:
    """Every varying payoff is a coordinate of its own."""
    shares = ((_ZERO, *(Fraction(player == one) for one in varying)) for player in range(count))
    return tuple(varying), tuple(shares)


def _determined(
    points: Sequence[Coordinates], varying: Sequence[int]
) -> tuple[tuple[int, ...], tuple[tuple[Fraction, ...], ...]]:
    """The first players whose payoffs determine all others', and every payoff as an affine function of theirs."""
    base = [_spread(points, player) for player in range(len(points[0]))]
    free: list[int] = []
    reduced: dict[int, tuple[list[Fraction], int]] = {}
    for player in varying:
        rest = _without(base[player], reduced)
        pivot = next((index for index, value in enumerate(rest) if value), None)
        if pivot is not None:
            free.append(player)
            reduced[player] = ([value / rest[pivot] for value in rest], pivot)
    return tuple(free), tuple(_share(base, player, free, points[0]) for player in range(len(base)))


def _spread(points: Sequence[Coordinates], player: int) -> list[Fraction]:
    return [point[player] - points[0][player] for point in points]


def _without(row: list[Fraction], reduced: dict[int, tuple[list[Fraction], int]]) -> list[Fraction]:
    for one, pivot in reduced.values():
        if factor := row[pivot]:
            row = [value - factor * other for value, other in zip(row, one, strict=True)]
    return row


def _share(
    base: Sequence[list[Fraction]], player: int, free: Sequence[int], origin: Coordinates
) -> tuple[Fraction, ...]:
    if player in free:
        return (_ZERO, *(Fraction(player == one) for one in free))
    weights = _weights([base[one] for one in free], base[player])
    constant = origin[player] - sum((w * origin[one] for w, one in zip(weights, free, strict=True)), _ZERO)
    return (constant, *weights)


def _weights(rows: Sequence[list[Fraction]], target: list[Fraction]) -> list[Fraction]:
    """The only weights with which the rows, independent of one another, add up to `target`."""
    return solved(list(zip(*rows, strict=True)), target) if rows else []

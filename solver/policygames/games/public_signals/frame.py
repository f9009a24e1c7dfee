"""Payoffs in other units, near 1 whatever they were given in: guesses are made in floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from policygames.games.normal_form import NormalFormGame
from policygames.games.payoff_polytope import Point
from policygames.games.repeated import RepeatedGame

_NEAR = 16  # bits that payoffs may be larger or smaller than 1, or lie away from 0 in units of their range


@dataclass(frozen=True, slots=True)
class Frame:
    """Per player what is taken from payoffs, and the power of 2 that is then their unit.

    Equilibria stay the same, and payoffs of equilibria move alike.
    """

    shifts: tuple[Fraction, ...]
    units: tuple[Fraction, ...]

    @classmethod
    def of(cls, game: RepeatedGame) -> Frame:
        """The frame of a game: payoffs near 1 are left as they are, so that their simple fractions stay simple."""
        stage = game.stage_game
        cells = list(product(*map(range, stage.shape)))
        found = [_fitted([stage.payoff(player, cell) for cell in cells]) for player in range(len(stage.players))]
        return cls(tuple(shift for shift, _ in found), tuple(unit for _, unit in found))

    def framed(self, game: RepeatedGame) -> RepeatedGame:
        """The game with its payoffs in these units."""
        payoffs = [
            (own - shift) / unit
            for own, shift, unit in zip(game.stage_game.payoffs, self.shifts, self.units, strict=True)
        ]
        return RepeatedGame(NormalFormGame([one.tolist() for one in payoffs]), game.discount, game.monitoring)

    def moved(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Payoffs of the game in these units."""
        return tuple(
            tuple((number - shift) / unit for number, unit, shift in zip(point, self.units, self.shifts, strict=True))
            for point in points
        )

    def restored(self, points: Sequence[Point]) -> tuple[Point, ...]:
        """Payoffs in the units of the game."""
        return tuple(
            tuple(number * unit + shift for number, unit, shift in zip(point, self.units, self.shifts, strict=True))
            for point in points
        )


def _fitted(payoffs: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    low, span = min(payoffs), max(payoffs) - min(payoffs)
    exponent = _magnitude(span) if span else 0
    unit = Fraction(2) ** exponent if abs(exponent) > _NEAR else Fraction(1)
    far = unit != 1 or max(map(abs, payoffs)) > (span or 1) * 2**_NEAR
    return (low if far else Fraction(0)), unit


def _magnitude(value: Fraction) -> int:
    return value.numerator.bit_length() - value.denominator.bit_length()

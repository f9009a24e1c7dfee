"""Many mixed profiles of a two-player game at once, as pairs of strategies in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from policygames.games.profiles import Strategy

Weights: TypeAlias = tuple[int, ...]
"""A strategy up to a positive factor: whole numbers from 0, one per action, in lowest terms."""


@dataclass(frozen=True, slots=True, eq=False)
class ProfileBlock:
    """The profiles (weights[0][i], weights[1][j]) for all (i, j) in `pairs`; nobody has checked any of it."""

    weights: tuple[Sequence[Weights], Sequence[Weights]]
    pairs: Sequence[tuple[int, int]]

    def key(self, pair: tuple[int, int]) -> tuple[Weights, Weights]:
        """What a profile is known by: the same for the same profile only."""
        return self.weights[0][pair[0]], self.weights[1][pair[1]]


def strategy_of(weights: Weights) -> Strategy:
    """The probabilities: the weights over their sum."""
    return strategies_of([weights])[0]


def strategies_of(many: Iterable[Weights]) -> list[Strategy]:
    """The same for many; equal fractions are made once."""
    known: dict[tuple[int, int], Fraction] = {}
    return [
        tuple([_chance(weight, total, known) for weight in weights]) for weights in many for total in (sum(weights),)
    ]


def _chance(weight: int, total: int, known: dict[tuple[int, int], Fraction]) -> Fraction:
    if not weight:
        return _ZERO
    chance = known.get((weight, total))
    if chance is None:
        chance = known[weight, total] = Fraction(weight, total)
    return chance


_ZERO = Fraction(0)

"""Many mixed profiles of a two-player game at once, as pairs of strategies in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
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
    by_total: dict[int, dict[int, Fraction]] = {}
    strategies = []
    for weights in many:
        total = sum(weights)
        if 0 < total <= _SMALL:
            strategies.append(tuple(map(_shares(total).__getitem__, weights)))
            continue
        chances = by_total.setdefault(total, {0: _ZERO})
        for weight in {*weights}.difference(chances):
            chances[weight] = Fraction(weight, total)
        strategies.append(tuple([chances[weight] for weight in weights]))
    return strategies


_ZERO = Fraction(0)
_SMALL = 64
"""Totals up to this are those of most strategies in games that people write: their fractions are kept."""


@cache
def _shares(total: int) -> tuple[Fraction, ...]:
    """0, 1, … and all of `total` parts."""
    return tuple(Fraction(weight, total) for weight in range(total + 1))

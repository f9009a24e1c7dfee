"""The equations that make all actions in use tie, for any number of players: values, derivatives, and bounds of both.

Unknown are the probabilities of all actions in use but each player's last, which has the rest: as many unknowns as
equations. An equation says that an action pays what the player's last one in use pays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.exact import common_denominator, over
from policygames.numerics.krawczyk import Interval

Supports: TypeAlias = tuple[tuple[int, ...], ...]
"""Per player the actions in use, ascending."""
Bounds: TypeAlias = Sequence[Sequence[Interval]]
"""Per player an interval for the probability of each action."""


def unknowns(supports: Supports) -> list[tuple[int, int]]:
    """Player and action of each unknown, and of each equation."""
    return [(player, action) for player, used in enumerate(supports) for action in used[:-1]]


@dataclass(frozen=True)
class Ties:
    """The equations of a game with these payoffs, an array of whole numbers of shape (m0, m1, …) per player."""

    numerators: tuple[NDArray[Any], ...]
    supports: Supports

    def values(self, profile: Sequence[Sequence[Fraction]]) -> list[Fraction]:
        """By how much each equation fails at an exact profile."""
        bounds = [[(chance, chance) for chance in strategy] for strategy in profile]
        return [low for low, _ in self._rows(bounds)]

    def _rows(self, bounds: Bounds) -> list[Interval]:
        return [
            gain_between(self.numerators[player], player, (action, self.supports[player][-1]), bounds)
            for player, action in unknowns(self.supports)
        ]

    def slopes(self, bounds: Bounds) -> list[list[Interval]]:
        """Bounds of the derivatives of each equation (a row) by each unknown (a column)."""
        free = unknowns(self.supports)
        return [[self._slope(row, column, bounds) for column in free] for row in free]

    def _slope(self, row: tuple[int, int], column: tuple[int, int], bounds: Bounds) -> Interval:
        (player, action), (other, changed) = row, column
        if player == other:
            return Fraction(0), Fraction(0)
        gains = _differences(self.numerators[player], player, (action, self.supports[player][-1]))
        steps = _differences(gains, other, (changed, self.supports[other][-1]))
        return averaged(steps, [index for index in range(len(bounds)) if index not in (player, other)], bounds)


def gain_between(payoffs: NDArray[Any], player: int, actions: tuple[int, int], bounds: Bounds) -> Interval:
    """Bounds of what the first of two actions pays a player more than the second, the others being within `bounds`."""
    return averaged(
        _differences(payoffs, player, actions), [one for one in range(len(bounds)) if one != player], bounds
    )


def _differences(payoffs: NDArray[Any], axis: int, actions: tuple[int, int]) -> NDArray[Any]:
    """The payoffs at one index of an axis less those at another; the axis stays, with length 1."""
    first, second = (payoffs.take([action], axis=axis).astype(object) for action in actions)
    return np.asarray(first - second)


def averaged(table: NDArray[Any], axes: Sequence[int], bounds: Bounds) -> Interval:
    """Bounds of the mean of `table`, which has length 1 along all other axes, with probabilities within `bounds`.

    The table is shifted to its values above the first one: probabilities sum to 1, and what is equal stays exact.
    """
    base = table.item(0)
    low = high = table - base
    divisor = 1
    for axis in axes:
        scale = common_denominator([end for interval in bounds[axis] for end in interval])
        least, most = (_along(axis, low.ndim, over([one[side] for one in bounds[axis]], scale)) for side in (0, 1))
        low, high = _products(low, high, least, most)
        low, high = low.sum(axis=axis, keepdims=True), high.sum(axis=axis, keepdims=True)
        divisor *= scale
    return Fraction(int(base * divisor + low.item(0)), divisor), Fraction(int(base * divisor + high.item(0)), divisor)


def _products(
    low: NDArray[Any], high: NDArray[Any], least: NDArray[Any], most: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Both ends of the products of two intervals, of any signs."""
    if (least == most).all() and (low == high).all():
        return low * least, low * least
    ends = (low * least, low * most, high * least, high * most)
    return reduce(np.minimum, ends), reduce(np.maximum, ends)  # stacked they would have an axis more than numpy has


def _along(axis: int, dimensions: int, values: Sequence[int]) -> NDArray[Any]:
    shape = [1] * dimensions
    shape[axis] = len(values)
    return np.array(values, dtype=object).reshape(shape)


def precision(bits: int, value: Fraction) -> Fraction:
    """The multiple of 2^-bits nearest to a number."""
    return Fraction(math.floor(value * (1 << bits) + Fraction(1, 2)), 1 << bits)

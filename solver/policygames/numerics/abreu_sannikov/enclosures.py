"""Sets of equilibrium payoffs at given discount factors: floats to show, and polygons that contain the sets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.abreu_sannikov.grid import Reals, Words
from policygames.numerics.abreu_sannikov.iteration import Status
from policygames.numerics.abreu_sannikov.kernels import advance, corners_of, settled, start, swept
from policygames.numerics.abreu_sannikov.operator import Terms
from policygames.numerics.abreu_sannikov.stages import Point, ScaledGame

NEAREST_ONE = 1 - 2.0**-17
"""At larger discount factors corners err by more than 1e-10 of the range of payoffs: by some 1e-15 / (1 - d)."""
Factor: TypeAlias = Fraction | float
Columns: TypeAlias = tuple[Words, Reals, Words, NDArray[np.bool_]]
"""Offsets (N + 1,), corners (offsets[-1], 2), Statuses and what is blurred (N,): rows offsets[i] : offsets[i + 1] are
those of i."""
_WORK = 1 << 16  # profiles looked at in one slice of an iteration: some milliseconds
_MOST_STEPS, _LEAST_STEPS, _MOST_WORK = 1 << 16, 1 << 14, 1 << 20
_HEAVIEST = 1e300  # stands for larger weights, and lies below them
_THREADS = min(2, os.cpu_count() or 1)
_BLOCKS = 8
_FEW = 1 << 10  # profiles times factors that one thread does as soon as two would begin


class Enclosure:
    """The iteration at one discount factor in [0, 1), under way: at any time its polygon contains the set."""

    def __init__(self, game: ScaledGame, discount: Fraction) -> None:
        self._game, self._terms, self._state = game, terms(discount), start(game.arrays)
        self._left = most_steps(game)
        self._slice = max(1, _WORK // game.profiles)

    def advance(self) -> Status | None:
        """A slice of the iteration, and how it ended; None where it is to go on."""
        most = min(self._slice, self._left)
        status = Status(advance(self._game.arrays, self._terms, self._state, most))
        self._left -= most
        return None if status is Status.MOVING and self._left else status

    def polygon(self) -> list[Point]:
        """The corners of a polygon that contains the set, exact, counterclockwise from the lowest of the leftmost."""
        _, region, marks, _ = self._state
        return [self._game.point(corner) for corner in region[: marks[4]].tolist()]

    def corners(self) -> list[tuple[float, float]]:
        """Its corners in floats without what rounding added to them."""
        return [(first, second) for first, second in corners_of(self._game.arrays, self._state).tolist()]


def most_steps(game: ScaledGame) -> int:
    """Applications of R after which a set that still moves is left as it is.

    Where d is at a value at which the set changes abruptly, steps can shrink like 1 / n^2, and come to rest, far from
    the set, only after millions.
    """
    return min(_MOST_STEPS, max(_LEAST_STEPS, _MOST_WORK // game.profiles))


def terms(discount: Factor) -> Terms:
    """The factor d and the weight (1 - d) / d as nearest floats; weights beyond all floats become a large one."""
    numerator, denominator = discount.as_integer_ratio()
    try:
        return numerator / denominator, min((denominator - numerator) / numerator, _HEAVIEST)
    except (OverflowError, ZeroDivisionError):
        return numerator / denominator, _HEAVIEST


def shown(game: ScaledGame, discount: Factor) -> tuple[Reals, int, bool]:
    """The corners in floats, counterclockwise, shape (k, 2), in payoffs of the game; a Status; whether all is blurred.

    EMPTY is a proof that there is no equilibrium in pure actions. AT_REST the corners are those of the set, up to some
    1e-10 of the range of payoffs unless blurred: d beyond NEAREST_ONE. MOVING the set lies within them, perhaps far.
    """
    factor, weight = terms(discount)
    corners, status = settled(game.arrays, factor, weight, most_steps(game))
    return corners, status, factor > NEAREST_ONE


def sweep(game: ScaledGame, discounts: Sequence[Factor]) -> Columns:
    """What `shown` gives for each of the discount factors, in their order: each goes on from the next larger one."""
    table = np.array([terms(discount) for discount in discounts]).reshape(-1, 2)
    order = np.argsort(-table[:, 0], kind="stable")
    count = _BLOCKS if _THREADS > 1 and len(table) * game.profiles > _FEW else 1
    blocks = [np.ascontiguousarray(block) for block in np.array_split(table[order], count) if len(block)]
    with ThreadPoolExecutor(_THREADS) as threads:
        run = threads.map if len(blocks) > 1 else map
        found = list(run(lambda block: swept(game.arrays, block, most_steps(game)), blocks))
    return (*_in_order(found, order), table[:, 0] > NEAREST_ONE)


def _in_order(found: Sequence[tuple[Words, Reals, Words]], order: Words) -> tuple[Words, Reals, Words]:
    """The columns of all blocks, one after another, brought back into the caller's order."""
    sizes = np.concatenate([np.empty(0, np.int64), *(np.diff(offsets) for offsets, _, _ in found)])
    starts, place = np.cumsum(sizes) - sizes, np.argsort(order)
    offsets = np.concatenate([[0], np.cumsum(sizes[place])])
    rows = np.repeat(starts[place] - offsets[:-1], sizes[place]) + np.arange(offsets[-1])
    corners = np.concatenate([np.empty((0, 2)), *(corners for _, corners, _ in found)])[rows]
    return offsets, corners, np.concatenate([np.empty(0, np.int64), *(statuses for _, _, statuses in found)])[place]

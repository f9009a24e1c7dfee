"""Guesses at the polygon that generates itself, by Newton's method on its vertices; exact arithmetic judges them.

As long as each vertex is decomposed by the same profile with the same continuation vertices and binding incentives, the
polygon generated is a smooth function of the vertices. Its fixed point is found in a few steps at any patience, where
iteration alone would take some 1 / (1 - d) steps for each digit.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.games.public_signals.decomposition import Decomposition
from policygames.games.public_signals.directions import Payoffs, Polygon
from policygames.games.public_signals.operator import PublicGame, image
from policygames.games.public_signals.rounding import lean, on_grid

Reals = NDArray[np.float64]
MOST = 24
"""Vertices of a guess: some sets have infinitely many, most of them hardly off a line."""
_STEPS, _UNLIKE = 10, 4  # in all, and with another number of vertices than before
_SETTLED, _NEAR, _BITS = 1e-13, 1e-7, 50  # shares of the scale of payoffs, and bits below it


def refined(game: PublicGame, start: Polygon, scale: Fraction, most: int = MOST) -> Generator[None, None, Polygon]:
    """Vertices near a self-generating polygon, `most` at most, found from `start`; empty where the steps lead nowhere.

    `scale` is the unit of payoffs: a power of 2 not far from their range.
    """
    within, grid = float(scale) * _NEAR, int(2**_BITS / scale) or 1
    polygon, unlike = on_grid(lean(start, within, most), grid), _UNLIKE
    for _ in range(_STEPS):
        slopes: dict[Payoffs, Reals] = {}
        exact = yield from image(game, polygon, lambda point, one: slopes.update({point: _slope(one)}))  # noqa: B023
        found = lean(exact, within, most)
        if len(found) != len(polygon):
            polygon, unlike = on_grid(found, grid), unlike - 1
            if not unlike:
                break
            continue
        moved = _newton(polygon, found, slopes) if found else None
        if moved is None or not np.abs(moved).max() < float(game.largest) + float(scale):
            return []
        step = np.abs(moved - np.array(polygon, dtype=float)).max()
        polygon = on_grid(lean(on_grid(moved.tolist(), grid), within, most), grid)
        if step <= _SETTLED * float(scale):
            return polygon
    return []


def _slope(one: Decomposition) -> Reals:
    """How the payoff reached moves with the vertices of the continuations: shape (2, vertices, 2)."""
    weights = np.array(one.weights(), dtype=float)
    chances = np.array(one.incentives.chances, dtype=float)
    discount = np.array(one.discount, dtype=float)
    slope = np.zeros((2, weights.shape[1], 2))
    for axis in (0, 1):
        slope[axis, :, axis] = discount[axis] * (chances @ weights)
        prices = one.multipliers((int(axis == 0), int(axis == 1)), anew=True)
        for temptation, price in zip(one.incentives.temptations, prices, strict=True):
            shift = np.array(temptation.shift, dtype=float) @ weights
            slope[axis, :, temptation.player] -= float(price) * discount[temptation.player] * shift
    return slope


def _newton(polygon: Sequence[Payoffs], found: Sequence[Payoffs], slopes: dict[Payoffs, Reals]) -> Reals | None:
    """Where the vertices would be unmoved, were the polygon found a linear function of them."""
    now, after = np.array(polygon, dtype=float), np.array(found, dtype=float)
    count = len(now)
    turn = min(range(count), key=lambda shift: float(np.abs(np.roll(after, -shift, axis=0) - now).sum()))
    order = [(place + turn) % count for place in range(count)]
    rows = np.concatenate([slopes[found[index]].reshape(2, -1) for index in order])
    left = np.eye(2 * count) - rows
    right = (after[order] - now).ravel()
    try:
        return now + np.linalg.solve(left, right).reshape(count, 2)
    except np.linalg.LinAlgError:
        return None

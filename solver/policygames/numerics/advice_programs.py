"""Incentives to follow a mediator's advice in whole numbers: the conditions of a linear program, and their checks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from operator import add

import numpy as np

from policygames.numerics.whole_arrays import Whole, roomy


def obedience(payoffs: Whole, player: int) -> Whole:
    """What following advice gains over each other action: shape (m (m - 1), profiles), by advised and other action.

    `payoffs` of shape (m0, m1, …) are those of `player`. The gain counts where the action is advised.
    """
    own = _first(roomy(payoffs, 2), player)
    count = len(own)
    gains = np.zeros((count, count, *own.shape), dtype=own.dtype)
    each = np.arange(count)
    gains[each, :, each] = own[:, None] - own[None, :]
    return _flat(gains[~np.eye(count, dtype=np.bool_)], player)


def participation(payoffs: Whole, player: int) -> Whole:
    """What following all advice unseen gains over playing each action whatever is advised: shape (m, profiles)."""
    own = _first(roomy(payoffs, 2), player)
    return _flat(own[None, :] - own[:, None], player)


def _first(payoffs: Whole, player: int) -> Whole:
    return np.moveaxis(payoffs, player, 0)


def _flat(rows: Whole, player: int) -> Whole:
    """Rows whose own action comes first as rows over all profiles."""
    return np.moveaxis(rows, 1, player + 1).reshape(len(rows), math.prod(rows.shape[1:]))


def reduced(rows: Whole) -> tuple[Whole, int]:
    """Rows divided by the greatest common divisor of all their entries, and the divisor, at least 1."""
    divisor = int(np.gcd.reduce(rows.ravel())) if rows.dtype != object else math.gcd(*rows.ravel().tolist())
    return (rows // divisor, divisor) if divisor > 1 else (rows, 1)


def losses(payoffs: Whole, weights: Whole, player: int) -> Whole:
    """What `player` loses by each change of action after each advice, shape (m, m): by advised and by other action.

    `weights`, of the game's shape, are whole numbers: how often each profile is advised.
    """
    total = int(weights.sum())
    own = _first(roomy(payoffs, 2 * total), player)
    own = own.reshape(len(own), -1)
    advised = _first(weights, player).reshape(own.shape).astype(own.dtype)
    paid: Whole = advised @ own.T
    lost: Whole = paid.diagonal()[:, None] - paid
    return lost


def priced(payoffs: Whole, prices: Whole, player: int) -> Whole:
    """The sum over all deviations of their price times what following gains over them, in every profile.

    `prices`, shape (m, m), are whole numbers: by advised and by other action.
    """
    total = prices.sum(axis=1)
    own = _first(roomy(payoffs, 2 * int(total.max())), player)
    flat = own.reshape(len(own), -1)
    worth = total.astype(flat.dtype)[:, None] * flat - prices.astype(flat.dtype) @ flat
    return np.moveaxis(worth.reshape(own.shape), 0, player)


def weighted(parts: Sequence[tuple[int, Whole]]) -> Whole:
    """The sum of one or more arrays times whole numbers."""
    room = sum(abs(weight) for weight, _ in parts) or 1
    first, *others = (weight * roomy(array, room) for weight, array in parts)
    return reduce(add, others, first)

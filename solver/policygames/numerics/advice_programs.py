"""Incentives to follow a mediator's advice in whole numbers: the conditions of a linear program, and their checks.

Payoffs of one player have shape (m0, m1, …); `player` says whose they are, so which axis holds the own actions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from operator import add

import numpy as np

from policygames.numerics.whole_arrays import Whole, roomy


def obedience(payoffs: Whole, player: int) -> Whole:
    """What following advice gains over each other action: shape (m (m - 1), profiles), by advised and other action.

    The gain counts in the profiles in which the action is advised. No payoff may exceed 2^61 in int64.
    """
    own = _parted(payoffs, player).transpose(1, 0, 2)
    count, before, after = own.shape
    gains = np.zeros((count, count, before, count, after), dtype=own.dtype)
    each = np.arange(count)
    gains[each, :, :, each] = own[:, None] - own
    rows: Whole = gains[each[:, None] != each].reshape(count * (count - 1), payoffs.size)
    return rows


def participation(payoffs: Whole, player: int) -> Whole:
    """What following all advice unseen gains over playing each action whatever is advised: shape (m, profiles)."""
    own = _parted(payoffs, player)
    return (own[None, :] - own.transpose(1, 0, 2)[:, :, None]).reshape(own.shape[1], payoffs.size)


def _parted(table: Whole, player: int) -> Whole:
    """A table over profiles with three axes: what others before do, what the player does, what others after do."""
    shape = table.shape
    return table.reshape(math.prod(shape[:player]), shape[player], math.prod(shape[player + 1 :]))


def by_action(table: Whole, player: int) -> Whole:
    """A table over profiles with a row per action of the player, a column per profile of the others."""
    return _parted(table, player).transpose(1, 0, 2).reshape(table.shape[player], -1)


def reduced(rows: Whole) -> tuple[Whole, int]:
    """Rows divided by the greatest common divisor of all their entries, and the divisor, at least 1."""
    divisor = int(np.gcd.reduce(rows.ravel())) if rows.dtype != object else math.gcd(*rows.ravel().tolist())
    return (rows // divisor, divisor) if divisor > 1 else (rows, 1)


def losses(payoffs: Whole, weights: Whole, player: int) -> Whole:
    """What `player` loses by each change of action after each advice, shape (m, m): by advised and by other action.

    `weights`, of the game's shape, are whole numbers: how often each profile is advised. In int64 no payoff times twice
    their sum may exceed 2^62.
    """
    paid: Whole = by_action(weights, player).astype(payoffs.dtype) @ by_action(payoffs, player).T
    lost: Whole = paid.diagonal()[:, None] - paid
    return lost


def priced(payoffs: Whole, prices: Whole, player: int) -> Whole:
    """The sum over all deviations of their price times what following gains over them, in every profile.

    `prices`, shape (m, m), are whole numbers: by advised and by other action. In int64 no payoff times twice their sum
    may exceed 2^62.
    """
    total = prices.sum(axis=1)
    flat = by_action(payoffs, player)
    worth = total[:, None] * flat - prices @ flat
    count, before, after = _parted(payoffs, player).transpose(1, 0, 2).shape
    summed: Whole = worth.reshape(count, before, after).transpose(1, 0, 2).reshape(payoffs.shape)
    return summed


def weighted(parts: Sequence[tuple[int, Whole]]) -> Whole:
    """The sum of one or more arrays times whole numbers, in Python ints where it could pass int64."""
    room = sum(abs(weight) for weight, _ in parts)
    first, *others = (array if weight == 1 == room else weight * roomy(array, room) for weight, array in parts)
    return reduce(add, others, first)

"""Equilibria of many games checked by the definition, on the payoffs as they are, compiled.

It shares nothing with what found them: no gauge, no labels, no minors. Sums are exact: numbers of 128 bits are kept as
three limbs, a signed one above two of 32 bits.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numba import types
from numpy.typing import NDArray

from policygames.numerics.compiling import compiled_for, inlined

Integers: TypeAlias = NDArray[np.int64]
Limbs: TypeAlias = tuple[int, int, int]
_LIMB = 0xFFFFFFFF
_SHORT = 2.0**62  # sums of magnitudes below it are words


def equilibria(payoffs: Integers, games: Integers, numerators: Integers) -> NDArray[np.bool_]:
    """Whether each row (E, m + n) of whole weights is an equilibrium of its game, in payoffs (G, 2, m, n).

    `games` (E,) numbers the game of each row; payoffs lie within ±2^61, weights within 2^62.
    """
    holds = np.empty(len(games), dtype=np.bool_)
    largest = max(float(payoffs.max()), -float(payoffs.min())) if payoffs.size else 0.0
    _check(payoffs, games, numerators, largest, holds)
    return holds


@inlined
def _product(one: int, other: int) -> Limbs:
    """The product of two words of up to 63 bits (Warren, Hacker's Delight (2013), section 8-2)."""
    low, high, other_low, other_high = one & _LIMB, one >> 32, other & _LIMB, other >> 32
    bottom = low * other_low
    middle = high * other_low + ((bottom >> 32) & _LIMB)
    carried = low * other_high + (middle & _LIMB)
    return high * other_high + (middle >> 32) + (carried >> 32), carried & _LIMB, bottom & _LIMB


@inlined
def _value(payoffs: Integers, game: int, player: int, reply: int, weights: Integers, row: int) -> Limbs:
    """What a reply pays against the opponent's weights."""
    rows, columns = payoffs.shape[2], payoffs.shape[3]
    top, middle, bottom = 0, 0, 0
    for other in range(columns if player == 0 else rows):
        payoff = payoffs[game, player, reply, other] if player == 0 else payoffs[game, player, other, reply]
        limbs = _product(payoff, weights[row, rows + other] if player == 0 else weights[row, other])
        top, middle, bottom = top + limbs[0], middle + limbs[1], bottom + limbs[2]
    middle += bottom >> 32
    return top + (middle >> 32), middle & _LIMB, bottom & _LIMB


@inlined
def _plays_best(payoffs: Integers, game: int, player: int, weights: Integers, row: int) -> bool:
    """Whether a player, who plays something, plays nothing but best replies."""
    start, count = (0, payoffs.shape[2]) if player == 0 else (payoffs.shape[2], payoffs.shape[3])
    played = 0
    for reply in range(count):
        played = reply if weights[row, start + reply] > 0 else played
    best = _value(payoffs, game, player, played, weights, row)
    for reply in range(count):
        value = _value(payoffs, game, player, reply, weights, row)
        if value > best or (value < best and weights[row, start + reply] > 0):
            return False
    return True


@inlined
def _is_profile(weights: Integers, row: int, rows: int, columns: int) -> bool:
    """Whether both players play something, and nothing less than never."""
    signs, first, second = 0, 0, 0
    for action in range(rows):
        signs, first = signs | weights[row, action], first | weights[row, action]
    for action in range(rows, rows + columns):
        signs, second = signs | weights[row, action], second | weights[row, action]
    return (signs >= 0) & (first > 0) & (second > 0)


@inlined
def _short_holds(payoffs: Integers, game: int, weights: Integers, row: int, rows: int, columns: int) -> bool:
    """Whether all play nothing but best replies, sums being words. Where sizes are constants, loops are unrolled."""
    strays = 0
    for player in range(2):
        start, count, others = (0, rows, columns) if player == 0 else (rows, columns, rows)
        best = -(1 << 62)
        for again in range(2):
            for reply in range(count):
                value = 0
                for other in range(others):
                    payoff = payoffs[game, 0, reply, other] if player == 0 else payoffs[game, 1, other, reply]
                    value += payoff * weights[row, rows - start + other]
                strays += int((again == 1) & (value < best) & (weights[row, start + reply] > 0))
                best = max(best, value)
    return strays == 0


_PAYOFFS = types.Array(types.int64, 4, "C", readonly=True)
_GAMES, _ROWS = types.Array(types.int64, 1, "C", readonly=True), types.Array(types.int64, 2, "C", readonly=True)


@compiled_for(types.void(_PAYOFFS, _GAMES, _ROWS, types.float64, types.boolean[::1]), counted=False)
def _check(payoffs: Integers, games: Integers, numerators: Integers, largest: float, holds: NDArray[np.bool_]) -> None:
    """Fills `holds`; no payoff is larger than `largest`."""
    rows, columns = payoffs.shape[2], payoffs.shape[3]
    square = rows if rows == columns else 0
    for row in range(len(games)):
        game, total = games[row], 0.0
        for action in range(rows + columns):
            total += float(numerators[row, action])
        if not _is_profile(numerators, row, rows, columns):
            holds[row] = False
        elif not total * largest < _SHORT:
            first = _plays_best(payoffs, game, 0, numerators, row)
            holds[row] = first and _plays_best(payoffs, game, 1, numerators, row)
        elif square == 2:
            holds[row] = _short_holds(payoffs, game, numerators, row, 2, 2)
        elif square == 3:
            holds[row] = _short_holds(payoffs, game, numerators, row, 3, 3)
        elif square == 4:
            holds[row] = _short_holds(payoffs, game, numerators, row, 4, 4)
        else:
            holds[row] = _short_holds(payoffs, game, numerators, row, rows, columns)

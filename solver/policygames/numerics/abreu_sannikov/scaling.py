"""Whole payoffs of one player, scaled by a power of two into [0, 1]."""

from __future__ import annotations

import numpy as np

from policygames.numerics.abreu_sannikov.grid import BITS, Reals, Words
from policygames.numerics.compiling import compiled

WIDE = 64
"""Bits that stand for a range of too many."""
_NARROW = 2.0 ** (BITS - 1)


@compiled
def scale(own: Words, player: int, payoffs: Reals, gains: Reals, minmax: Reals, rows: Words) -> None:
    """One player's columns; `own` has the player's actions in its rows."""
    least, largest = own.min(), own.max()
    rows[player, 0], rows[player, 1] = least, WIDE
    if float(largest) - float(least) >= _NARROW:
        return
    span, bits = largest - least, 0
    while (1 << bits) < span:
        bits += 1
    rows[player, 1], unit = bits, 2.0**-bits
    minmax[player] = np.inf
    for column in range(own.shape[1]):
        best = own[:, column].max()
        minmax[player] = min(minmax[player], (best - least) * unit)
        for row in range(own.shape[0]):
            profile = row * own.shape[1] + column if player == 0 else column * own.shape[0] + row
            payoffs[profile, player] = (own[row, column] - least) * unit
            gains[profile, player] = (best - own[row, column]) * unit

"""Pairs of vertices that together have all labels: equilibria."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiling import compiled

Integers = NDArray[np.int64]


@cache
def supersets(bits: int) -> Integers:
    """Row `need`: the bitmap of all label sets that hold `need`, shape (2^bits, words)."""
    every = np.arange(1 << bits)
    holds = (every[:, None] & every[None, :]) == every[:, None]
    padded = np.zeros((len(every), max(64, len(every))), dtype=np.uint64)
    padded[:, : len(every)] = holds
    words = padded.reshape(len(every), -1, 64) << np.arange(64, dtype=np.uint64)
    bitmaps: Integers = np.bitwise_or.reduce(words, axis=2).view(np.int64)
    return bitmaps


_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, dtype=np.int64)
for _bit in range(64):
    _PLACES[(0x03F79D71B4CB0A89 << _bit) % 2**64 >> 58] = _bit


@compiled
def _lowest_bit(bits: int) -> int:
    """The place of the lowest 1 (Leiserson, Prokop and Randall, Using de Bruijn sequences to index a 1, 1998)."""
    return int(_PLACES[(np.uint64(bits & -bits) * _DE_BRUIJN) >> np.uint64(58)])


@compiled
def write_pairs(
    sets: tuple[Integers, Integers], lane: int, shape: tuple[int, int], supersets: Integers, labels: Integers, end: int
) -> int:
    """Appends the pairs of vertices of a lane that have all labels from row `end`; gives the row after the last.

    `sets` are both players' bitmaps of label sets, shape (words, LANES), labels numbered from their own actions on.
    Beyond the room of `labels` pairs are only counted.
    """
    first, second = sets
    rows, columns = shape
    every = (1 << (rows + columns)) - 1
    for upper in range(len(first)):
        mine = first[upper, lane]
        while mine != 0:
            one = 64 * upper + _lowest_bit(mine)
            mine &= mine - 1
            missing = every & ~one
            need = (missing >> rows) | ((missing & ((1 << rows) - 1)) << columns)
            for word in range(len(second)):
                theirs = second[word, lane] & supersets[need, word]
                while theirs != 0:
                    if end < len(labels):
                        labels[end, 0], labels[end, 1] = one, 64 * word + _lowest_bit(theirs)
                    end += 1
                    theirs &= theirs - 1
    return end

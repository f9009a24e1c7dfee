"""Payoffs of many two-player games side by side, as those of replies, small and at least 0, equilibria unchanged."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.bulk.points import greatest_common_divisor
from policygames.numerics.compiling import compiled

Integers = NDArray[np.int64]


@compiled
def gauge(payoffs: Integers, game: int, limit: int, lane: int, to_first: Integers, to_second: Integers) -> bool:
    """Writes the payoffs of one game of (G, 2, m, n) into its lane; False where one is above `limit`.

    to_first[j, i, lane] is what reply j pays the second player against action i of the first, to_second[i, j, lane]
    what reply i pays the first. For each action of the opponent the least payoff is subtracted, and where the rest
    passes the limit it is divided by its common factor: best responses stay the same, so do the equilibria.
    """
    rows, columns = payoffs.shape[2], payoffs.shape[3]
    largest_first, largest_second = 0, 0
    for i in range(rows):
        least = payoffs[game, 1, i, 0]
        for j in range(1, columns):
            least = min(least, payoffs[game, 1, i, j])
        for j in range(columns):
            to_first[j, i, lane] = payoffs[game, 1, i, j] - least
            largest_first = max(largest_first, to_first[j, i, lane])
    for j in range(columns):
        least = payoffs[game, 0, 0, j]
        for i in range(1, rows):
            least = min(least, payoffs[game, 0, i, j])
        for i in range(rows):
            to_second[i, j, lane] = payoffs[game, 0, i, j] - least
            largest_second = max(largest_second, to_second[i, j, lane])
    if largest_first > limit:
        largest_first = _reduced(to_first, lane, largest_first)
    if largest_second > limit:
        largest_second = _reduced(to_second, lane, largest_second)
    return max(largest_first, largest_second) <= limit


@compiled
def _reduced(replies: Integers, lane: int, largest: int) -> int:
    """Divides the payoffs by their common factor; gives the largest one then."""
    divisor = 0
    for j in range(replies.shape[0]):
        for i in range(replies.shape[1]):
            divisor = greatest_common_divisor(divisor, replies[j, i, lane])
    for j in range(replies.shape[0]):
        for i in range(replies.shape[1]):
            replies[j, i, lane] //= divisor
    return largest // divisor

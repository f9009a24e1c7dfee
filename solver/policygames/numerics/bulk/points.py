"""The strategy with given labels, as whole numbers in lowest terms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.bulk.minors import orthogonal_to_three, orthogonal_to_two
from policygames.numerics.compiling import compiled

Integers = NDArray[np.int64]


@compiled
def write_point(replies: Integers, lane: int, labels: int, work: Integers, out: Integers, first: int) -> None:
    """Writes the strategy of the vertex with these labels into `out` from `first`: numerators over their sum.

    `replies` has shape (n, m, LANES) and payoffs within 0 … MOST[min(m, n)]; `work` (2, 4) is for the support and the
    best replies.
    """
    count, size = replies.shape[0], replies.shape[1]
    played, tight = work[0], work[1]
    k, best = 0, 0
    for i in range(size):
        out[first + i] = 0
        if not labels >> i & 1:
            played[k] = i
            k += 1
    if k == 1:
        out[first + played[0]] = 1
        return
    for j in range(count):
        if labels >> (size + j) & 1:
            tight[best] = j
            best += 1
    strategy = out[first : first + size]
    if k == 2:
        _write_two(replies, lane, played, tight, best, strategy)
    elif k == 3:
        _write_three(replies, lane, played, tight, best, strategy)
    else:
        _write_four(replies, lane, strategy)
    _reduce(strategy)


@compiled
def _write_two(replies: Integers, lane: int, played: Integers, tight: Integers, best: int, out: Integers) -> None:
    i, k, j = played[0], played[1], tight[0]
    for t in range(1, best):
        step = replies[tight[t], k, lane] - replies[j, k, lane]
        if step != 0:  # the labels determine the strategy: some reply tells the two actions apart
            out[i] = abs(step)
            out[k] = abs(replies[tight[t], i, lane] - replies[j, i, lane])
            return


@compiled
def _write_three(replies: Integers, lane: int, played: Integers, tight: Integers, best: int, out: Integers) -> None:
    i, k, h, j = played[0], played[1], played[2], tight[0]
    z0, z1, z2 = replies[j, i, lane], replies[j, k, lane], replies[j, h, lane]
    for s in range(1, best):
        for t in range(s + 1, best):
            b, c = replies[tight[s], :, lane], replies[tight[t], :, lane]
            x, y, z = orthogonal_to_two(b[i] - z0, b[k] - z1, b[h] - z2, c[i] - z0, c[k] - z1, c[h] - z2)
            if x != 0:
                out[i], out[k], out[h] = abs(x), abs(y), abs(z)
                return


@compiled
def _write_four(replies: Integers, lane: int, out: Integers) -> None:
    a, b, c, d = replies[0, :, lane], replies[1, :, lane], replies[2, :, lane], replies[3, :, lane]
    x, y, z, w = orthogonal_to_three(
        (b[0] - a[0], b[1] - a[1], b[2] - a[2], b[3] - a[3]),
        (c[0] - a[0], c[1] - a[1], c[2] - a[2], c[3] - a[3]),
        (d[0] - a[0], d[1] - a[1], d[2] - a[2], d[3] - a[3]),
    )
    out[0], out[1], out[2], out[3] = abs(x), abs(y), abs(z), abs(w)


@compiled
def _reduce(out: Integers) -> None:
    divisor = 0
    for i in range(len(out)):
        divisor = greatest_common_divisor(divisor, out[i])
    if divisor > 1:
        for i in range(len(out)):
            out[i] //= divisor


@compiled
def greatest_common_divisor(first: int, second: int) -> int:
    """That of two whole numbers of at least 0; 0 for two zeros."""
    while second != 0:
        first, second = second, first % second
    return first

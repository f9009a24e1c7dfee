"""The label sets of all vertices of many small best-response polyhedra at once, in whole numbers.

LANES polyhedra of one shape are worked on side by side: the innermost loops run over them and hold no branch, so that
a processor takes several games at a time. replies[j, i, lane] is what the opponent's reply j pays the opponent against
action i; the polyhedron is {(x, v): x a strategy, sum_i x_i replies[j, i] <= v for all j}. A vertex is known by its
labels: bit i says x_i = 0, bit m + j that reply j is best (pays v). The vertices of a lane are a bitmap over labels.

Why none is missed and none is wrong. Let (x, v) be a vertex with support I of k actions and best replies T. Its tight
inequalities determine it, so the rows (replies[j, I], -1), j in T, have rank at least k. Choose k independent ones, J:
their k - 1 differences from the first are independent, and orthogonal to x_I; hence x_I is, up to a factor, the vector
of their signed minors. All pairs (I, J) of equal size are tried, so every vertex is met through its own support.
Conversely, minors of one strict sign are the only strategy on I that makes J indifferent; where no other reply pays
more, x with that payoff is a vertex, and its labels are read off exactly. Equal vertices have equal labels.

Source: von Stengel, Handbook of Game Theory 3 (2002), chapter 45, section 2; Avis, Rosenberg, Savani and von Stengel,
Economic Theory 42 (2010) 9-37, section 2.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.bulk.minors import orthogonal_to_row, orthogonal_to_three, orthogonal_to_two
from policygames.numerics.compiling import compiled

LANES = 64
"""Games worked on side by side: their payoffs stay in the first-level cache."""
MOST_ACTIONS = 4
"""The most actions per player for which there are closed forms here."""
Integers = NDArray[np.int64]


@cache
def mixtures(actions: int, replies: int) -> Integers:
    """All pairs of a support and as many replies, 2 or more: a row (k, support, padding, replies, padding) of 9."""
    rows = [
        (k, *played, *[0] * (MOST_ACTIONS - k), *tight, *[0] * (MOST_ACTIONS - k))
        for k in range(2, min(actions, replies) + 1)
        for played in combinations(range(actions), k)
        for tight in combinations(range(replies), k)
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 1 + 2 * MOST_ACTIONS)


@compiled
def enter_vertices(replies: Integers, table: Integers, points: Integers, scratch: Integers, sets: Integers) -> None:
    """Writes the label sets of all vertices into `sets`, shape (words, LANES).

    `table` is mixtures(m, n), `points` (4, LANES) and `scratch` (4, LANES) are for work. In lanes whose payoffs lie
    within 0 … MOST[min(m, n)] nothing overflows.
    """
    sets[:] = 0
    valid, value, pay, labels = scratch[0], scratch[1], scratch[2], scratch[3]
    enter_pure(replies, valid, value, labels, sets)
    for row in range(len(table)):
        pair = table[row]
        if pair[0] == 2:
            _mix_two(replies, pair, points)
        elif pair[0] == 3:
            _mix_three(replies, pair, points)
        else:
            _mix_four(replies, points)
        _orient(points, pair[0], valid, pay)
        _weigh(replies, pair, points, pair[5], value)
        labels[:] = shared_labels(pair, replies.shape[1])
        for j in range(len(replies)):
            if not labels_reply(pair, j):
                _weigh(replies, pair, points, j, pay)
                _compare(valid, value, pay, labels, replies.shape[1] + j)
        enter(labels, valid, sets)


@compiled
def enter_pure(replies: Integers, valid: Integers, value: Integers, labels: Integers, sets: Integers) -> None:
    """Enters the vertices of one action: v is what the best reply pays."""
    count, size = replies.shape[0], replies.shape[1]
    valid[:] = 1
    for i in range(size):
        value[:] = replies[0, i]
        for j in range(1, count):
            pay = replies[j, i]
            for lane in range(LANES):
                value[lane] = max(value[lane], pay[lane])
        labels[:] = ((1 << size) - 1) ^ (1 << i)
        for j in range(count):
            pay = replies[j, i]
            for lane in range(LANES):
                labels[lane] |= np.int64(pay[lane] == value[lane]) << (size + j)
        enter(labels, valid, sets)


@compiled
def enter(labels: Integers, valid: Integers, sets: Integers) -> None:
    """Enters the labels of each lane with valid = 1 into its bitmap: 64 label sets a word."""
    for word in range(len(sets)):
        bits = sets[word]
        for lane in range(LANES):
            bits[lane] |= (valid[lane] & np.int64(labels[lane] >> 6 == word)) << (labels[lane] & 63)


@compiled
def shared_labels(pair: Integers, size: int) -> int:
    """The labels that hold by construction: actions outside the support, replies made indifferent."""
    labels = (1 << size) - 1
    for t in range(pair[0]):
        labels ^= 1 << pair[1 + t]
        labels |= 1 << (size + pair[5 + t])
    return labels


@compiled
def labels_reply(pair: Integers, reply: int) -> bool:
    """Whether `reply` is one of those made indifferent."""
    found = False
    for t in range(pair[0]):
        found |= pair[5 + t] == reply
    return found


@compiled
def _mix_two(replies: Integers, pair: Integers, points: Integers) -> None:
    a0, a1 = replies[pair[5], pair[1]], replies[pair[5], pair[2]]
    b0, b1 = replies[pair[6], pair[1]], replies[pair[6], pair[2]]
    for lane in range(LANES):
        points[0, lane], points[1, lane] = orthogonal_to_row(b0[lane] - a0[lane], b1[lane] - a1[lane])


@compiled
def _mix_three(replies: Integers, pair: Integers, points: Integers) -> None:
    a0, a1, a2 = replies[pair[5], pair[1]], replies[pair[5], pair[2]], replies[pair[5], pair[3]]
    b0, b1, b2 = replies[pair[6], pair[1]], replies[pair[6], pair[2]], replies[pair[6], pair[3]]
    c0, c1, c2 = replies[pair[7], pair[1]], replies[pair[7], pair[2]], replies[pair[7], pair[3]]
    for lane in range(LANES):
        z0, z1, z2 = a0[lane], a1[lane], a2[lane]
        points[0, lane], points[1, lane], points[2, lane] = orthogonal_to_two(
            b0[lane] - z0, b1[lane] - z1, b2[lane] - z2, c0[lane] - z0, c1[lane] - z1, c2[lane] - z2
        )


@compiled
def _mix_four(replies: Integers, points: Integers) -> None:
    a, b, c, d = replies[0], replies[1], replies[2], replies[3]
    for lane in range(LANES):
        z0, z1, z2, z3 = a[0, lane], a[1, lane], a[2, lane], a[3, lane]
        points[0, lane], points[1, lane], points[2, lane], points[3, lane] = orthogonal_to_three(
            (b[0, lane] - z0, b[1, lane] - z1, b[2, lane] - z2, b[3, lane] - z3),
            (c[0, lane] - z0, c[1, lane] - z1, c[2, lane] - z2, c[3, lane] - z3),
            (d[0, lane] - z0, d[1, lane] - z1, d[2, lane] - z2, d[3, lane] - z3),
        )


@compiled
def _orient(points: Integers, size: int, valid: Integers, sign: Integers) -> None:
    """Makes the first coordinate positive; valid = 1 where all are."""
    for lane in range(LANES):
        sign[lane] = np.int64(points[0, lane] > 0) - np.int64(points[0, lane] < 0)
        valid[lane] = 1
    for t in range(size):
        coordinate = points[t]
        for lane in range(LANES):
            coordinate[lane] *= sign[lane]
            valid[lane] &= np.int64(coordinate[lane] > 0)


@compiled
def _weigh(replies: Integers, pair: Integers, points: Integers, reply: int, pay: Integers) -> None:
    """What `reply` pays against the points, in their scale."""
    a, b, x, y = replies[reply, pair[1]], replies[reply, pair[2]], points[0], points[1]
    if pair[0] == 2:
        for lane in range(LANES):
            pay[lane] = x[lane] * a[lane] + y[lane] * b[lane]
        return
    c, z = replies[reply, pair[3]], points[2]
    if pair[0] == 3:
        for lane in range(LANES):
            pay[lane] = x[lane] * a[lane] + y[lane] * b[lane] + z[lane] * c[lane]
        return
    d, w = replies[reply, pair[4]], points[3]
    for lane in range(LANES):
        pay[lane] = x[lane] * a[lane] + y[lane] * b[lane] + z[lane] * c[lane] + w[lane] * d[lane]


@compiled
def _compare(valid: Integers, value: Integers, pay: Integers, labels: Integers, bit: int) -> None:
    """No vertex where the reply pays more than v; its label `bit` where it pays v."""
    for lane in range(LANES):
        valid[lane] &= np.int64(pay[lane] <= value[lane])
        labels[lane] |= np.int64(pay[lane] == value[lane]) << bit

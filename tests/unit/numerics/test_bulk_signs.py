"""Signs of long minors, against Python's whole numbers."""

from itertools import permutations

import numpy as np
import pytest
from policygames.numerics.bulk.signs import ERROR, UNKNOWN, lead, mix, sign

LEVELS = {
    "small": [0, 1, 2, 3],
    "long": [0, 1, 2**61, 2**61 - 1, 2**60 + 1],
    "near": [2**52, 2**52 + 1, 2**52 - 1, 2**53],
    "ties": [0, 3 * 2**50, 6 * 2**50, 9 * 2**50],
}


def determinant(rows):
    """By Leibniz' formula."""
    size, total = len(rows), 0
    for order in permutations(range(size)):
        inversions = sum(order[a] > order[b] for a in range(size) for b in range(a + 1, size))
        total += (-1) ** inversions * np.prod([rows[row][order[row]] for row in range(size)], dtype=object)
    return total


def exact_minors(replies, size):
    """The signed minors of the differences of the first `size` replies, and every reply's lead over the first."""
    steps = [[replies[j][t] - replies[0][t] for t in range(size)] for j in range(1, size)]
    minors = [(-1) ** t * determinant([row[:t] + row[t + 1 :] for row in steps]) for t in range(size)]
    leads = [sum(x * (row[t] - replies[0][t]) for t, x in enumerate(minors)) for row in replies]
    return minors, leads


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("size", [2, 3, 4])
def test_signs_are_right_or_unknown(levels, size):
    random, unknown = np.random.default_rng([size, len(levels)]), 0
    pair = np.array([size, *range(size), *[0] * (4 - size), *range(size), *[0] * (4 - size)])
    for _ in range(300):
        replies = random.choice(LEVELS[levels], (4, 4, 1))
        steps, whole, values = np.zeros((3, 4), dtype=np.int64), np.zeros(4, dtype=np.int64), np.zeros((2, 4))
        mix(replies, pair, steps, whole, values)
        minors, leads = exact_minors(replies[:, :, 0].tolist(), size)
        for t, minor in enumerate(minors):
            assert (int(whole[t]) - minor) % 2**64 == 0
            assert abs(int(values[0, t]) - minor) <= ERROR * values[1, t]
            found = sign(whole[t], values[0, t], values[1, t])
            assert found in (UNKNOWN, (minor > 0) - (minor < 0))
        for reply, exact in enumerate(leads):
            found = lead(replies, pair, reply, whole, values)
            assert found in (UNKNOWN, (exact > 0) - (exact < 0))
            unknown += found == UNKNOWN
    assert unknown == 0 or levels == "long" or (levels != "small" and size > 2)


@pytest.mark.parametrize(
    ("whole", "near", "size", "expected"),
    [
        (1, 1.0, 1.0, 1),
        (-1, -1.0, 1.0, -1),
        (0, 0.0, 0.0, 0),
        (5, -3.0, 2.0**100, 1),  # floats cannot tell, the residue can
        (-5, 3.0, 2.0**100, -1),
        (0, 2.0**50, 2.0**100, 0),
        (7, 0.0, 2.0**109, UNKNOWN),  # neither can
        (7, -(2.0**62), 2.0**109, -1),
    ],
)
def test_where_a_sign_comes_from(whole, near, size, expected):
    assert sign(whole, near, size) == expected

"""Incentives to follow advice, each entry by its definition, in int64 and beyond it."""

from itertools import product

import numpy as np
import pytest
from policygames.numerics.advice_programs import losses, obedience, participation, priced, reduced, weighted

SHAPE = (2, 3, 2)
CELLS = list(product(*map(range, SHAPE)))
random = np.random.default_rng(6)
TABLES = {"short": random.integers(-9, 10, SHAPE), "long": random.integers(-9, 10, SHAPE).astype(object) * 10**30}


def switched(cell, player, action):
    return (*cell[:player], action, *cell[player + 1 :])


@pytest.mark.parametrize("player", range(3))
@pytest.mark.parametrize("payoffs", TABLES.values(), ids=TABLES)
def test_rows_are_what_following_gains(payoffs, player):
    count = SHAPE[player]
    changes = [(told, other) for told, other in product(range(count), repeat=2) if told != other]
    after = [
        [payoffs[cell] - payoffs[switched(cell, player, other)] if cell[player] == told else 0 for cell in CELLS]
        for told, other in changes
    ]
    before = [[payoffs[cell] - payoffs[switched(cell, player, other)] for cell in CELLS] for other in range(count)]
    assert obedience(payoffs, player).tolist() == after
    assert participation(payoffs, player).tolist() == before


@pytest.mark.parametrize("player", range(3))
@pytest.mark.parametrize("payoffs", TABLES.values(), ids=TABLES)
def test_losses_and_priced_gains_are_sums_of_such_rows(payoffs, player):
    count = SHAPE[player]
    weights, prices = random.integers(0, 5, SHAPE), random.integers(0, 5, (count, count))
    lost = [
        [
            sum(
                int(weights[c]) * (payoffs[c] - payoffs[switched(c, player, other)]) for c in CELLS if c[player] == told
            )
            for other in range(count)
        ]
        for told in range(count)
    ]
    assert losses(payoffs, weights, player).tolist() == lost
    worth = priced(payoffs, prices.astype(payoffs.dtype), player)
    for cell in CELLS:
        gains = (payoffs[cell] - payoffs[switched(cell, player, other)] for other in range(count))
        assert worth[cell] == sum(int(p) * gain for p, gain in zip(prices[cell[player]], gains, strict=True))


def test_common_factors_are_divided_out():
    rows, divisor = reduced(np.array([[6, -9], [0, 3]]))
    assert (rows.tolist(), divisor) == ([[2, -3], [0, 1]], 3)
    long, divisor = reduced(np.array([[6 * 10**30, 0]], dtype=object))
    assert (long.tolist(), divisor) == ([[1, 0]], 6 * 10**30)
    assert reduced(np.zeros((0, 4), dtype=np.int64))[1] == reduced(np.zeros((1, 4), dtype=np.int64))[1] == 1


def test_sums_beyond_int64_are_exact():
    table = np.array([2**40, -(2**40), 0])
    assert weighted([(2**30, table), (1, table)]).tolist() == [2**70 + 2**40, -(2**70) - 2**40, 0]
    assert weighted([(10**40, np.zeros(3, dtype=np.int64))]).tolist() == [0, 0, 0]

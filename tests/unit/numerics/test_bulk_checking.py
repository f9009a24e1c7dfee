"""The check of bulk equilibria against Python's whole numbers, on right ones, wrong ones and the longest ones."""

import random

import numpy as np
import pytest

pytest.importorskip("numba")
from policygames.numerics.bulk.checking import equilibria


def by_definition(payoffs, first, second):
    """Whether both play something, and only what pays most."""
    paid = [sum(x * y for x, y in zip(row, second, strict=True)) for row in payoffs[0]]
    other_paid = [sum(x * y for x, y in zip(column, first, strict=True)) for column in zip(*payoffs[1], strict=True)]
    sides = ((first, paid), (second, other_paid))
    return all(any(own) and all(v == max(pays) for w, v in zip(own, pays, strict=True) if w) for own, pays in sides)


@pytest.mark.parametrize(("payoff", "weight"), [(1, 2), (10**6, 2**31), (2**31, 2**31), (2**61, 2**62 - 1), (2**61, 3)])
def test_what_is_an_equilibrium_is_decided_by_the_definition(payoff, weight):
    source = random.Random(weight)
    held = 0
    for _ in range(600):
        rows, columns = source.randint(1, 4), source.randint(1, 4)
        entry = source.choice([lambda: source.choice([0, payoff, -payoff]), lambda: source.randint(-payoff, payoff)])
        game = np.array([[[entry() for _ in range(columns)] for _ in range(rows)] for _ in "12"])
        game[0] = game[0][:1] if source.random() < 0.6 else game[0]  # all rows pay the same: an equilibrium more often
        game[1] = game[1][:, :1] if source.random() < 0.6 else game[1]
        game[0, -1, -1] += source.choice([0, 0, 0, 1, -1]) if payoff < 2**61 else 0
        weights = [source.choice([0, weight, source.randint(0, weight)]) for _ in range(rows + columns)]
        expected = by_definition(game.tolist(), weights[:rows], weights[rows:])
        found = equilibria(game[np.newaxis].copy(), np.zeros(1, np.int64), np.array([weights]))
        assert found.tolist() == [expected]
        held += expected
    assert 50 < held < 550


def test_near_ties_of_a_hundred_bits_are_told_apart():
    payoffs = np.array([[[2**61, -(2**61)], [2**61 - 1, -(2**61)]], [[0, 0], [0, 0]]])[np.newaxis]
    rows = np.array([[1, 0, 2**62 - 1, 2**62 - 2], [0, 1, 2**62 - 1, 2**62 - 2], [1, 1, 0, 1]])
    assert equilibria(payoffs, np.zeros(3, np.int64), rows).tolist() == [True, False, True]


@pytest.mark.parametrize("weights", [[0, 0, 1, 0], [1, 0, 0, 0], [2, -1, 1, 0], [1, 0, -1, 2]])
def test_what_is_no_strategy_is_no_equilibrium(weights):
    assert not equilibria(np.zeros((1, 2, 2, 2), np.int64), np.zeros(1, np.int64), np.array([weights])).any()

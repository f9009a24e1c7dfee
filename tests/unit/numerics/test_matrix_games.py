"""Exact optimal strategies of matrix games: both bounds meet, in every family, by every way of solving."""

from fractions import Fraction

import numpy as np
import pytest
from policygames.numerics import matrix_games
from policygames.numerics.dense.payoffs import scaled_floats
from policygames.numerics.matrix_games import optimal_pair, saddle
from policygames.numerics.stepwise import finished
from scipy.optimize import linprog

FAMILIES = {
    "ties": lambda random, shape: random.integers(0, 3, shape),
    "generic": lambda random, shape: random.permutation(shape[0] * shape[1]).reshape(shape),
    "negative": lambda random, shape: random.integers(-1000, 0, shape),
    "huge": lambda random, shape: random.integers(-9, 9, shape).astype(object) * 10**30 + random.integers(0, 9, shape),
    "edge": lambda random, shape: random.choice([-(2**63) + 1, 2**63 - 1, 0], shape),
}
SHAPES = [(1, 1), (1, 4), (5, 1), (2, 2), (3, 5), (6, 3), (8, 8), (3, 40)]


def value(payoffs, pair):
    """What both strategies guarantee, which is the same for optimal ones."""
    row, column = (np.array(one, dtype=object) for one in pair)
    whole = payoffs.astype(object)
    least, most = min(row @ whole), max(whole @ column)
    assert sum(row) == sum(column) == 1 and min(row) >= 0 and min(column) >= 0
    assert least == most
    return least


def by_linprog(payoffs):
    """The value by HiGHS: the most v with x · column >= v for every column."""
    rows, columns = payoffs.shape
    system = np.hstack([-payoffs.T, np.ones((columns, 1))])
    bounds = [(0, None)] * rows + [(None, None)]
    goal = np.append(np.zeros(rows), -1.0)
    found = linprog(goal, system, np.zeros(columns), np.append(np.ones((1, rows)), [[0.0]], axis=1), [1.0], bounds)
    return -found.fun


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("shape", SHAPES)
def test_both_strategies_guarantee_the_value(family, shape):
    payoffs = FAMILIES[family](np.random.default_rng(sum(shape)), shape)
    found = value(payoffs, optimal_pair(payoffs))
    scale = max(1, int(abs(payoffs).max()))
    assert float(Fraction(found) / scale) == pytest.approx(by_linprog((payoffs / scale).astype(float)), abs=1e-9)


@pytest.mark.parametrize("family", ["ties", "generic"])
def test_large_games_are_solved_by_floats_and_made_exact(family):
    payoffs = FAMILIES[family](np.random.default_rng(1), (45, 50))
    value(payoffs, optimal_pair(payoffs))


def test_where_floats_prove_nothing_whole_numbers_decide(monkeypatch):
    payoffs = FAMILIES["generic"](np.random.default_rng(2), (30, 20))
    assert value(payoffs, finished(matrix_games.by_simplex(payoffs, scaled_floats(payoffs)))) is not None
    monkeypatch.setattr(matrix_games, "at_supports", lambda *asked: (yield))
    value(payoffs, optimal_pair(payoffs))


def test_a_saddle_is_found_where_there_is_one():
    assert saddle(np.array([[3, 1], [4, 2]])) == (1, 1)
    assert saddle(np.array([[1, -1], [-1, 1]])) is None

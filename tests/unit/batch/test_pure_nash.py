"""Pure equilibria in bulk, against the same games solved one by one."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from one_by_one import proposals, rows_of
from textbook import pure_equilibria_by_definition

SHAPES = [(1, 1), (2, 2), (3, 5), (6, 1), (2, 2, 2), (3, 2, 4), (1, 3, 2), (2, 2, 2, 2)]


def draws(random, shape, games=150):
    """Games with many ties, and floats with near ties."""
    ties = random.integers(0, 3, (games, len(shape), *shape))
    return ties, ties + random.integers(0, 2, ties.shape) * 2.0**-50


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_batch_equals_one_by_one(shape):
    for payoffs in draws(np.random.default_rng(shape), shape):
        solutions = pg.solve_many(payoffs, "pure_nash")
        assert solutions.route_counts == {"compared": len(payoffs)}
        for index, game in enumerate(solutions.games):
            rows = rows_of(solutions, index)
            assert rows == proposals(game, "pure_enumeration")
            assert solutions.coverage[index] == ("ALL" if rows else "NONE_EXIST")


def test_solutions_of_games_with_and_without_one():
    pennies = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
    solutions = pg.solve_many([pennies, np.zeros((2, 2, 2), dtype=int)], "pure_nash")
    assert [len(solution.equilibria) for solution in solutions] == [0, 4]
    for solution in solutions:
        solution.verify()
        exact = {equilibrium.exact for equilibrium in solution.equilibria}
        assert exact == pure_equilibria_by_definition(solution.game)


def test_fractions_and_texts_are_compared_exactly():
    close = [[["1/3", 0], [Fraction(1, 3) + Fraction(1, 10**30), 0]], [[0, 0], [0, "0.1"]]]
    solutions = pg.solve_many([close], "pure_nash")
    assert rows_of(solutions, 0) == proposals(pg.NormalFormGame(close), "pure_enumeration")
    assert [0, 1] in solutions.numerators[0].tolist()

"""One equilibrium of many players, wherever it is."""

import numpy as np
import policygames as pg
import pytest
from many_players import IRRATIONAL
from policygames.certificates import Kind, Reason
from policygames.numerics.multilinear.cells import Face
from policygames.numerics.multilinear.newton import stable_zero
from policygames.numerics.multilinear.payoffs import gauged_tensors, unit_floats


@pytest.mark.parametrize("shape", [(2, 2, 2), (3, 3, 3), (2, 3, 4), (2,) * 5])
def test_one_is_found_and_proven(shape):
    for seed in range(4):
        game = pg.NormalFormGame(np.random.default_rng([seed, *shape]).random((len(shape), *shape)))
        solution = pg.solve(game, "nash", max_equilibria=1, deadline=20)
        assert solution.method == "logit_limit"
        assert len(solution.equilibria) == 1
        assert solution.termination.reason is Reason.LIMIT
        solution.verify()


def test_the_only_one_is_found_where_it_is_irrational():
    solution = pg.solve(pg.NormalFormGame(IRRATIONAL), "nash", max_equilibria=1)
    assert solution.equilibria[0].certificate.kind is Kind.INTERVAL


def test_points_that_are_no_equilibrium_are_not_worth_a_proof():
    game = pg.NormalFormGame(IRRATIONAL)
    face = Face(unit_floats(gauged_tensors(game.numerators)), ((0, 1), (0, 1), (0, 1)))
    assert stable_zero(face, [np.array([0.5, 0.5])] * 3) is not None
    alone = Face(face.floats, ((0, 1), (0, 1), (0,)))
    assert stable_zero(alone, [np.array([0.5, 0.5])] * 2 + [np.array([1.0])]) is None

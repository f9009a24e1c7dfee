"""The cross-check by nashpy: warnings of the library reach the claim, and nobody else's are caught."""

import warnings

import numpy as np
import policygames as pg
import pytest
from policygames import registry
from policygames.budget import Budget

METHOD = registry.method("nashpy_vertex_enumeration")
SAME = pg.NormalFormGame.from_bimatrix([[1, 0], [0, 1]], [[1, 0], [0, 1]])


def test_warnings_of_the_caller_are_not_caught_while_it_waits():
    proposals = METHOD.propose(SAME, Budget())
    next(proposals)
    with pytest.raises(UserWarning, match="mine"):
        warnings.warn("mine", stacklevel=1)


@pytest.mark.parametrize(
    "payoffs", [np.zeros((2, 2, 2)), np.full((2, 3, 2), -5), np.arange(8).reshape(2, 2, 2) + 10**9]
)
def test_games_that_break_nashpy_when_given_as_they_are_do_not(payoffs):
    # as in nashpy's issues 66 and 222: payoffs of 0 and below, equal ones, and large offsets
    game = pg.NormalFormGame(payoffs)
    exact = {equilibrium.exact for equilibrium in pg.solve(game).equilibria}
    assert {equilibrium.exact for equilibrium in pg.solve(game, method=METHOD.id).equilibria} == exact


def test_it_takes_only_games_that_qhull_can_finish():
    assert METHOD.accepts(pg.NormalFormGame(np.zeros((2, 1, 3))))
    assert METHOD.accepts(pg.NormalFormGame(np.zeros((2, 9, 9))))
    assert METHOD.accepts(pg.NormalFormGame(np.zeros((3, 2, 2, 2))))
    assert METHOD.accepts(SAME) == ""

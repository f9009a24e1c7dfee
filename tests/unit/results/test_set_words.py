"""What is said of repeated games in which nothing is sustained, or never."""

import policygames as pg
import pytest

PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], actions=(("C", "D"),) * 2)


@pytest.mark.parametrize("options", [{}, {"transfers": True}, {"periods": 3}, {"public_randomization": False}], ids=str)
def test_an_empty_set_is_one_of_pure_actions(options):
    told = pg.solve(pg.RepeatedGame(PENNIES, "3/4", **options), "subgame_perfect").explain()
    assert "there is no pure-action equilibrium; with mixed actions one always exists" in told


def test_what_no_patience_sustains_is_not_said_to_need_more():
    told = pg.critical_discount(PD, ("C", "D")).explain()
    assert "however patient all are, no equilibrium holds player 0 below 1" in told
    assert "at less patience" not in told

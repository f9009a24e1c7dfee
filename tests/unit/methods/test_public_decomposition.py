"""The search for perfect public equilibrium payoffs: what it leaves where it is stopped."""

from types import SimpleNamespace

import policygames as pg


def test_what_is_known_stands_where_the_search_is_stopped():
    """Three quarters of patience under noise: neither polygon is final after some steps, and both hold."""
    noise = pg.PublicMonitoring(("good", "bad"), [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["1/5", "4/5"]]])
    game = pg.RepeatedGame(pg.NormalFormGame([[[2, -1], [3, 0]], [[2, 3], [-1, 0]]]), "3/4", noise)
    looks = iter([False] * 400 + [True] * 10)
    stopped = SimpleNamespace(is_set=lambda: next(looks))
    solution = pg.solve(game, "public_perfect", cancelled=stopped)
    assert solution.termination.reason == "CANCELLED"
    assert solution.coverage is pg.Coverage.SOME
    assert solution.payoff_set.outer_exact
    assert solution.payoff_set.contains((0, 0)) is not False  # the stage equilibrium
    assert solution.payoff_set.contains((3, 3)) is False  # not feasible

"""Grim automata answer the deviator of lowest index by the pure equilibrium that is worst for them."""

import policygames as pg
from hypothesis import given
from hypothesis import strategies as st
from policygames.games.grim import grim, worst_pure_equilibria
from strategies import games
from textbook import expected_payoff, pure_equilibria_by_definition

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])


def test_a_deviation_is_answered_for_ever():
    automaton = grim(PD, (0, 0), worst_pure_equilibria(PD))
    follow = {seen: target[0][0] for (state, seen), target in automaton.moves if state == automaton.start}
    assert follow == {(0, 0): "path", (1, 0): "punish 0", (0, 1): "punish 1", (1, 1): "punish 0"}
    assert all(target == ((state, 1),) for (state, _), target in automaton.moves if state != automaton.start)


@given(games(st.integers(2, 3)))
def test_the_worst_pure_equilibria_pay_least(game):
    all_pure, worst = pure_equilibria_by_definition(game), worst_pure_equilibria(game)
    assert (worst is None) is (not all_pure)
    for player, profile in enumerate(worst or ()):
        assert profile in all_pure
        assert expected_payoff(game.payoffs, player, profile) == min(
            expected_payoff(game.payoffs, player, one) for one in all_pure
        )

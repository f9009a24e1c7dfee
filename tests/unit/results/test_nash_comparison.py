"""The payoffs of Nash equilibria that other answers are compared with."""

import numpy as np
import policygames as pg
from hypothesis import given
from hypothesis import strategies as st
from policygames.results.nash_comparison import nash_payoffs
from strategies import games
from textbook import extreme_equilibria_by_definition, pure_equilibria_by_definition


@given(games(most=3))
def test_of_two_players_they_are_those_of_all_extreme_equilibria(game):
    payoffs, complete = nash_payoffs(game)
    assert complete
    assert set(payoffs) == {game.payoffs_of(profile) for profile in extreme_equilibria_by_definition(game)}


@given(games(st.just(3), most=2))
def test_of_more_they_are_those_of_the_pure_ones(game):
    payoffs, complete = nash_payoffs(game)
    assert not complete
    assert set(payoffs) == {game.payoffs_of(profile) for profile in pure_equilibria_by_definition(game)}


def test_of_large_games_only_some_pure_ones_are_looked_at():
    payoffs, complete = nash_payoffs(pg.NormalFormGame(np.zeros((2, 40, 40), dtype=int)))
    assert (len(payoffs), complete) == (1000, False)

"""Whether payoffs sum to the same number in every profile."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from policygames.games.sums import constant_sum
from strategies import HOSTILE, games, zero_sum_games


@given(st.fractions(-3, 3).flatmap(lambda c: st.tuples(st.just(c), zero_sum_games(entries=HOSTILE, constant=c))))
def test_the_constant_is_found_exactly(case):
    constant, game = case
    assert constant_sum(game) == constant


@given(games(st.integers(2, 3)))
def test_it_is_the_only_sum_of_the_definition(game):
    sums = {sum(game.payoffs[i].flat[k] for i in range(len(game.shape))) for k in range(game.payoffs[0].size)}
    assert constant_sum(game) == (Fraction(sums.pop()) if len(sums) == 1 else None)

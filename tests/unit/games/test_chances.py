"""Lotteries in whole numbers: those of the Fractions that they stand for."""

from fractions import Fraction
from math import gcd

from hypothesis import given
from hypothesis import strategies as st
from policygames.games.chances import Chances
from strategies import strategies_over

LOTTERIES = strategies_over(4).map(lambda chances: list(enumerate(chances)))


@given(LOTTERIES)
def test_probabilities_come_back_in_lowest_terms(lottery):
    chances = Chances.of_fractions(lottery)
    assert list(chances) == [(to, chance) for to, chance in lottery if chance]
    assert gcd(chances.scale, *(weight for _, weight in chances.weights)) == 1
    assert chances.certain == next((to for to, chance in lottery if chance == 1), None)


@given(
    st.lists(LOTTERIES, min_size=3, max_size=3),
    strategies_over(3),
    st.lists(st.integers(-9, 9), min_size=4, max_size=4),
)
def test_lotteries_over_lotteries_are_reduced(lotteries, outer, values):
    weights = [int(chance * 360360) for chance in outer]
    drawn = Chances.drawn(
        ((w, Chances.of_fractions(one)) for w, one in zip(weights, lotteries, strict=True) if w), 360360
    )
    wanted = {to: sum(p * dict(one)[to] for p, one in zip(outer, lotteries, strict=True)) for to in range(4)}
    assert dict(drawn) == {to: chance for to, chance in wanted.items() if chance}
    assert Fraction(drawn.expected(values), drawn.scale) == sum(p * values[to] for to, p in wanted.items())
    assert drawn == Chances.of_fractions(list(wanted.items()))

"""Weights become the fractions that they are of their sum, however long they are."""

import random
from fractions import Fraction

import pytest
from policygames.games.profile_block import strategies_of, strategy_of


@pytest.mark.parametrize("heaviest", [1, 3, 20, 64, 65, 1000, 2**70])
def test_chances_are_shares_of_the_sum(heaviest):
    source = random.Random(heaviest)
    many = [tuple(source.choice([0, 1, source.randint(0, heaviest)]) for _ in range(5)) for _ in range(200)]
    many = [weights for weights in many if any(weights)]
    assert strategies_of(many) == [tuple(Fraction(one, sum(weights)) for one in weights) for weights in many]
    assert all(sum(strategy) == 1 for strategy in strategies_of(many))


@pytest.mark.parametrize("total", [64, 65])
def test_totals_at_the_limit_of_what_is_kept(total):
    assert strategy_of((total - 1, 1)) == (Fraction(total - 1, total), Fraction(1, total))
    assert strategy_of((total, 0)) == (1, 0)

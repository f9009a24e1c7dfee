"""Profiles with long denominators are judged by the same numbers as short ones."""

import random
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.concepts.nash import certify
from textbook import expected_payoff, gains_by_definition


def long_strategy(source, count, bits):
    """A strategy whose probabilities have denominators of so many bits."""
    weights = [source.randrange(2**bits) for _ in range(count - 1)] + [0]
    return tuple(Fraction(weight, sum(weights)) for weight in weights)


@pytest.mark.parametrize("bits", [8, 60, 511, 513, 3000])
@pytest.mark.parametrize("largest", [3, 2**31, 2**62])
def test_payoffs_of_long_profiles(bits, largest):
    source = random.Random(bits)
    entries = [source.randint(-largest, largest) for _ in range(24)]
    game = pg.NormalFormGame(np.array(entries, dtype=np.int64).reshape(2, 3, 4))
    profile = long_strategy(source, 3, bits), long_strategy(source, 4, bits)
    gains = gains_by_definition(game, profile)
    for player in (0, 1):
        expected = expected_payoff(game.payoffs, player, profile)
        assert game.payoffs_of(profile)[player] == expected
        assert game.deviation_payoffs(player, profile) == tuple(
            expected + gains[player, action] for action in range(game.shape[player])
        )
    assert certify(game, profile).deviation.gain == max(gains.values())


def test_another_profile_is_no_longer_the_last_one():
    game = pg.NormalFormGame([[[1, 2]], [[3, 4]]])
    first, second = ((Fraction(1),), (Fraction(1), Fraction(0))), ((Fraction(1),), (Fraction(0), Fraction(1)))
    assert [game.deviation_payoffs(0, profile) for profile in (first, second, first)] == [(1,), (2,), (1,)]

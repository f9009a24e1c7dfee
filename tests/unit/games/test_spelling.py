"""The digest of a game is that of its plain data, whatever path led there; texts are in lowest terms."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.games.spelling import digest_of, spelled_rows
from strategies import games


@given(games(st.integers(2, 4)))
def test_the_digest_is_that_of_the_plain_data(game):
    assert game.digest == digest_of(game.to_dict())


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (3, 1, 2), (2, 2, 2, 1)])
def test_whole_payoffs_of_any_shape(shape):
    for kind in (np.int64, object):
        payoffs = np.arange(-5, len(shape) * np.prod(shape) - 5).reshape(len(shape), *shape).astype(kind)
        names = [[f'"payoffs":null {player} {action}' for action in range(n)] for player, n in enumerate(shape)]
        game = pg.NormalFormGame(payoffs * 10**20 if kind is object else payoffs, actions=names)
        assert game.digest == digest_of(game.to_dict())


@pytest.mark.parametrize("denominator", [1, 2, 6, 2**53, 2**62, 2**63, 2**70])
def test_payoffs_are_spelled_in_lowest_terms(denominator):
    numerators = np.array([[0, 1, -2], [6, -(2**62), 2**62 - 1]])
    wanted = [[Fraction(value, denominator) for value in row] for row in numerators.tolist()]
    for kind in (np.int64, object):
        spelled = spelled_rows(numerators.astype(kind), denominator)
        assert spelled == [[f"{value.numerator}/{value.denominator}" for value in row] for row in wanted]


@given(games())
def test_floats_are_the_nearest(game):
    exact = [[float(value) for value in own.ravel()] for own in game.payoffs]
    assert game.floats.reshape(2, -1).tolist() == exact


@pytest.mark.parametrize("most", [1, 9, 10, 9_999, 10_000, 10**8 - 1, 10**8, 2**62])
@pytest.mark.parametrize("shape", [(64, 64), (1, 4096), (4097, 1), (70, 61)], ids=str)
def test_large_tables_are_digested_like_any_other(shape, most):
    random = np.random.default_rng(most)
    payoffs = random.integers(-most, most, (2, *shape), endpoint=True)
    payoffs[0, 0, 0], payoffs[1, -1, -1], payoffs[0, -1, 0] = most, -most, 0
    game = pg.NormalFormGame(payoffs)
    assert game.digest == digest_of(game.to_dict())


def test_the_least_word_is_no_short_number():
    payoffs = np.zeros((2, 64, 64), dtype=np.int64)
    payoffs[0, 3, 5] = -(2**63)
    game = pg.NormalFormGame(payoffs)
    assert game.digest == digest_of(game.to_dict())


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (3, 1, 2), (2, 2, 2, 1)], ids=str)
@pytest.mark.parametrize("denominator", [2, 6, 2**52, 2**62 - 1, 2**63, 3**50])
def test_fractions_of_any_shape_and_length_are_digested_as_plain_data(shape, denominator):
    source = np.random.default_rng(1)
    values = source.integers(-9, 9, (len(shape), *shape)).astype(object)
    values[0] *= 10**15
    payoffs = [[Fraction(int(value), denominator) for value in own.ravel()] for own in values]
    names = [[f"%d {player} {action}" for action in range(n)] for player, n in enumerate(shape)]
    tables = [np.array(own, dtype=object).reshape(shape).tolist() for own in payoffs]
    game = pg.NormalFormGame(tables, actions=names)
    assert game.digest == digest_of(game.to_dict())

"""Payoffs brought to small positive whole numbers with the same best responses."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from policygames.numerics.gauge import gauged, scaled_floats, transposed

SMALL = arrays(np.int64, st.tuples(st.integers(1, 3), st.integers(1, 3)), elements=st.integers(-9, 9))


@given(SMALL, st.integers(1, 5), st.integers(-(2**62), 2**62))
def test_scale_and_a_function_of_the_opponents_action_vanish(payoffs, scale, shift):
    moved = payoffs.astype(object) * scale + np.arange(payoffs.shape[1]) * shift
    assert gauged(moved) == gauged(payoffs)


@given(SMALL)
def test_best_replies_to_each_action_stay_and_all_are_positive(payoffs):
    after = np.array(gauged(payoffs))
    assert after.min() == 1
    assert ((after == after.max(axis=0)) == (payoffs == payoffs.max(axis=0))).all()


def test_floats_lie_between_one_and_two():
    assert scaled_floats([[1, 3], [2, 1]]) == [[1.0, 2.0], [1.5, 1.0]]
    assert scaled_floats([[5]]) == [[1.0]]
    assert scaled_floats([[1, 10**400]]) == [[1.0, 2.0]]
    assert transposed([[1, 2], [3, 4]]) == [[1, 3], [2, 4]]


def test_short_and_long_numbers_are_gauged_alike():
    source = random.Random(3)
    for most in (2, 10**6, 2**60):
        for _ in range(30):
            rows, columns = source.randint(1, 5), source.randint(1, 5)
            payoffs = np.array([[source.randint(-most, most) for _ in range(columns)] for _ in range(rows)])
            assert gauged(payoffs) == gauged(payoffs.astype(object))


def test_gauged_numbers_at_the_ends_of_a_word():
    payoffs = np.array([[2**63 - 1, 0], [-(2**63), 1]])
    assert gauged(payoffs) == [[2**64, 1], [1, 2]]

"""The only distribution that makes replies tie, or None."""

import random
from fractions import Fraction

import pytest
from policygames.numerics import indifference
from policygames.numerics.indifference import making_indifferent


def test_matching_pennies_is_played_half_and_half():
    assert making_indifferent([[1, -1], [-1, 1]], [0, 1], [0, 1]) == (Fraction(1, 2), Fraction(1, 2))


def test_one_action_against_one_reply_is_certain():
    assert making_indifferent([[3, 7, 1]], [1], [0]) == (0, 1, 0)


def test_a_continuum_is_no_only_distribution():
    assert making_indifferent([[1, 1], [1, 1]], [0, 1], [0, 1]) is None
    assert making_indifferent([[1, 2]], [0, 1], [0]) is None


def test_negative_probabilities_and_contradictions_are_none():
    assert making_indifferent([[1, 2], [3, 5]], [0, 1], [0, 1]) is None
    assert making_indifferent([[1], [2]], [0], [0, 1]) is None


@pytest.mark.parametrize("extra", [0, 2])
def test_lifting_and_pivots_make_the_same_replies_tie(extra, monkeypatch):
    source = random.Random(extra)
    for _ in range(20):
        count = source.randint(2, 6)
        rows = [[source.randint(-9, 9) for _ in range(count)] for _ in range(count)]
        rows += [rows[0]] * extra
        found = []
        for few in (0, 99):
            monkeypatch.setattr(indifference, "FEW", few)
            found.append(making_indifferent(rows, range(count), range(len(rows))))
        assert found[0] == found[1]

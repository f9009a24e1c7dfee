"""The only distribution that makes replies tie, or None."""

from fractions import Fraction

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

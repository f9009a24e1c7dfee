"""Numbers in words are exact or say that they are about so much."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.results.wording import listed, number, ratio

NUMBERS = [
    (Fraction(306, 25), "12.24"),
    (Fraction(-1, 2), "-0.5"),
    (Fraction(7), "7"),
    (Fraction(332, 1237), "332/1237 (about 0.268)"),
    (Fraction(2**60 + 1, 2), "576460752303423488.5"),
    (Fraction(1, 10**6), "0.000001"),
    (Fraction(1, 10**7), "1/10000000 (about 1e-07)"),
    (Fraction(921902417098157, 140737488355328), "about 6.55"),
    (Fraction(10**30 + 1, 3 * 10**29), "about 3.33"),
    (Fraction(-(10**30) - 1, 3 * 10**29), "about -3.33"),
    (Fraction(10**400), "about 1.00e+400"),
    (Fraction(1, 3**9000), "about 8.10e-4295"),
]


@pytest.mark.parametrize(("value", "words"), NUMBERS, ids=range(len(NUMBERS)))
def test_numbers_are_written_as_people_write_them(value, words):
    assert number(value) == words


def test_probabilities_have_their_decimal_beside_them():
    assert ratio(Fraction(7, 16)) == "7/16 (0.4375)"
    assert ratio(Fraction(332, 1237)) == "332/1237 (about 0.268)"
    assert ratio(Fraction(1)) == "1"
    assert ratio(Fraction(140737488355328, 344734978099795)) == "about 0.408"
    assert ratio(Fraction(10**30 + 1, 3 * 10**30)) == "about 0.333"
    assert ratio(Fraction(1, 3**9000)) == "about 8.10e-4295"


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_decimals_are_in_full(digits, places):
    value = Fraction(digits, 10**places)
    assert Fraction(number(value)) == value


def test_words_are_joined_as_in_a_sentence():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"

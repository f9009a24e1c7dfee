"""Exact numbers as text: they come back as they were, however long, and text that is none is refused with its place."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import GameError
from policygames.wire.numbers import MAX_RESULT_BITS, number_text, read_number, read_numbers

WIDE = st.builds(lambda base, power, rest: base**power + rest, *map(st.integers, (2, 0, -9), (9, 9_000, 9)))
"""Whole numbers of up to 28,000 bits."""


@given(st.fractions())
def test_a_number_comes_back(value):
    assert read_number(number_text(value), "") == value


@given(WIDE, WIDE.filter(bool), st.sampled_from([1, -1]))
def test_a_number_longer_than_any_payoff_comes_back(numerator, denominator, sign):
    value = Fraction(sign * numerator, denominator)
    assert read_number(number_text(value), "") == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(7), "7"),
        (Fraction(-1, 3), "-1/3"),
        (Fraction(-(2**4096)), f"-0x1{'0' * 1024}/0x1"),
    ],
)
def test_texts_are_short_and_readable(value, text):
    assert number_text(value) == text


@pytest.mark.parametrize(("text", "value"), [("0.1", Fraction(1, 10)), ("2/6", Fraction(1, 3)), ("1e3", 1000)])
def test_other_spellings_are_read(text, value):
    assert read_number(text, "") == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "NOT_A_NUMBER"),
        ("one", "NOT_A_NUMBER"),
        ("1/0", "NOT_A_NUMBER"),
        ("0x1/0x0", "NOT_A_NUMBER"),
        ("0x1", "NOT_A_NUMBER"),
        ("nan", "NON_FINITE_PAYOFF"),
        ("-inf", "NON_FINITE_PAYOFF"),
        ("1e999999", "PAYOFF_RANGE"),
        ("9" * 100_000, "PAYOFF_RANGE"),
        (f"0x{'f' * (MAX_RESULT_BITS // 4 + 1)}/0x1", "PAYOFF_RANGE"),
        (f"0x1/0x{'f' * (MAX_RESULT_BITS // 4 + 1)}", "PAYOFF_RANGE"),
    ],
)
def test_text_that_is_no_number_is_refused(text, reason):
    with pytest.raises(GameError) as caught:
        read_numbers(["1", text], "payoffs")
    assert (caught.value.reason, caught.value.path) == (reason, "payoffs[1]")

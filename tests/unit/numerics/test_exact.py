"""What a caller writes is the rational number that it spells, or is refused with the right reason."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import GameError
from policygames.numerics.exact import MAX_BITS, exact, nearest_float, read_back, shown, simplest_between, spelled

HALVES = [
    "1/2",
    "0.5",
    ".5",
    "5e-1",
    " 1/2 ",
    "+2/4",
    0.5,
    Decimal("0.5"),
    Fraction(1, 2),
    np.float16(0.5),
    np.float32(0.5),
    np.longdouble(0.5),
]
LONGEST = 2**MAX_BITS - 1


@pytest.mark.parametrize("written", HALVES, ids=repr)
def test_one_half_is_one_half_however_it_is_written(written):
    assert exact(written) == Fraction(1, 2)


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64])
def test_numpy_integers_are_the_integers_they_are(kind):
    assert exact(np.iinfo(kind).max) == exact(kind(np.iinfo(kind).max)) == int(np.iinfo(kind).max)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_the_dyadic_number_that_it_is(value):
    assert exact(value) == Fraction(value) == exact(spelled(Fraction(value)))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=9))
def test_a_decimal_and_its_text_agree(value):
    assert exact(value) == exact(str(value)) == Fraction(value)


@pytest.mark.parametrize(
    "value", [LONGEST, -LONGEST, Fraction(1, LONGEST), f"{LONGEST}", f"1/{LONGEST}", f"{LONGEST}.000"]
)
def test_numbers_of_the_greatest_length_are_accepted(value):
    assert exact(value) == Fraction(value)


SMALLEST = Fraction(1, 2 ** (MAX_BITS - 1))


def test_the_longest_decimal_is_accepted():
    digits = str(5 ** (MAX_BITS - 1)).zfill(MAX_BITS - 1)
    assert exact(f"0.{digits}") == SMALLEST


TOO_LONG = [
    LONGEST + 1,
    -LONGEST - 1,
    Fraction(1, LONGEST + 1),
    str(LONGEST + 1),
    f"1/{LONGEST + 1}",
    "1" * 4301,
    "9" * 5000 + "/3",
    "1/" + "9" * 5000,
    "0." + "0" * 4500 + "1",
    "1" * 100_000,
    "1e1241",
    "1e-1241",
    "1e999999999",
    "-1E+99999999999999999999",
    Decimal("1e1241"),
    Decimal("1e-999999"),
    np.longdouble("1e4000"),
    np.longdouble("1e-4000"),
]


@pytest.mark.parametrize(
    "value",
    TOO_LONG,
    ids=lambda value: type(value).__name__ + str(value)[:12] if isinstance(value, str) else type(value).__name__,
)
def test_longer_numbers_are_refused_before_they_are_built(value):
    with pytest.raises(GameError, match="4096 bits") as refusal:
        exact(value, "here")
    assert (refusal.value.reason, refusal.value.path) == ("PAYOFF_RANGE", "here")


NOT_FINITE = [
    float("nan"),
    float("inf"),
    -float("inf"),
    "nan",
    "-Infinity",
    "inf",
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("-Infinity"),
    np.float32("nan"),
    np.longdouble("inf"),
]


@pytest.mark.parametrize("value", NOT_FINITE, ids=repr)
def test_what_is_not_finite_is_refused(value):
    with pytest.raises(GameError, match="not a finite number") as refusal:
        exact(value)
    assert refusal.value.reason == "NON_FINITE_PAYOFF"


NO_NUMBERS = [
    True,
    np.bool_(False),
    1j,
    np.complex64(1),
    None,
    [],
    [1],
    {},
    b"1",
    object(),
    "",
    " ",
    "one",
    "1/0",
    "1/-2",
    "1 / 2",
    "0x10",
    "1_000",
    "1,5",
    "\u0661",
    "½",
    "1/2/3",
    "0.5/2",
    "e5",
    "--1",
    "nan/2",
]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=lambda value: ascii(value)[:20])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(GameError) as refusal:
        exact(value, "payoffs[0][1]")
    assert (refusal.value.reason, refusal.value.path) == ("NOT_A_NUMBER", "payoffs[0][1]")


@pytest.mark.parametrize("value", [np.timedelta64(5, "D"), np.datetime64("2020-01-01")])
def test_dates_and_durations_are_no_numbers(value):
    with pytest.raises(GameError):
        exact(value)


@given(st.integers(1, 40_000), st.integers(1, 40_000))
def test_numbers_of_any_length_are_written_and_read_back(over_bits, under_bits):
    value = Fraction(-(3**over_bits), 2**under_bits)
    assert read_back(spelled(value), "") == value


@pytest.mark.parametrize(
    "text", ["1/0", "1/" + "3" * 2**18, "1" * 5000, "one", None, True, "1/-3", "nan"], ids=lambda text: ascii(text)[:8]
)
def test_what_is_read_back_is_bounded(text):
    with pytest.raises(GameError) as refusal:
        read_back(text, "there")
    assert refusal.value.path == "there"


def test_long_numbers_are_shown_in_short():
    assert shown(Fraction(-2, 3)) == "-2/3"
    assert shown(Fraction(5)) == "5"
    assert shown(Fraction(3**20_000)) == "about 2.66e+9542"
    assert shown(Fraction(-1, 3**20_000)) == "about -3.76e-9543"
    assert len(shown(Fraction(10**300 + 1, 10**299 + 7))) < 20


SMALL = st.fractions(min_value=-5, max_value=5, max_denominator=60)


@given(SMALL, SMALL)
def test_the_simplest_fraction_between_two_has_the_least_denominator(one, other):
    low, high = sorted([one, other])
    simplest = simplest_between(low, high)
    assert low <= simplest <= high
    assert not any(
        -(-low.numerator * d // low.denominator) <= high.numerator * d // high.denominator
        for d in range(1, simplest.denominator)
    )


def test_the_nearest_float_of_a_huge_number_is_infinite():
    assert nearest_float(Fraction(-(10**400))) == -float("inf")
    assert nearest_float(Fraction(1, 10**400)) == 0.0

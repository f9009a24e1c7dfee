"""exp, log and sqrt: right to 30 digits by published constants, marked where used, refused where undefined."""

from __future__ import annotations

from fractions import Fraction

import pytest
from drawn_formulas import scenario_of
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import ScenarioError, UnsupportedError
from policygames.scenarios import parsed
from policygames.scenarios.expressions import Situation, evaluate, parse

F = Fraction
LAST = F(1, 2 * 10**29)
"""Half a unit in the last of 30 digits of a number between 1 and 10."""


def value(text: str) -> Fraction:
    return evaluate(parse(text), Situation({}))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("exp(1)", "2.71828182845904523536028747135266249775724709369995"),  # OEIS A001113
        ("log(2) * 10", "6.93147180559945309417232121458176568075500134360255"),  # OEIS A002162
        ("sqrt(2)", "1.41421356237309504880168872420969807856967187537694"),  # OEIS A002193
        ("sqrt(3)", "1.73205080756887729352744634150587236694280525381038"),  # OEIS A002194
        ("log(10)", "2.30258509299404568401799145468436420760110148862877"),  # OEIS A002392
    ],
)
def test_published_constants(text, digits):
    assert abs(value(text) - F(digits)) <= LAST


@pytest.mark.parametrize(("text", "exact"), [("sqrt(9 / 4)", F(3, 2)), ("sqrt(0)", 0), ("exp(0)", 1), ("log(1)", 0)])
def test_what_is_rational_is_exact(text, exact):
    assert value(text) == exact


@given(st.fractions(F(1, 1000), 1000, max_denominator=10**6))
def test_they_undo_each_other(number):
    assert abs(value(f"exp(log({number}))") - number) <= number * F(1, 10**27)
    assert abs(value(f"sqrt({number}) ** 2") - number) <= number * F(1, 10**28)


@given(st.fractions(-300, 300, max_denominator=1000), st.fractions(-300, 300, max_denominator=1000))
def test_exp_turns_sums_into_products(one, other):
    both, apart = value(f"exp({one} + {other})"), value(f"exp({one}) * exp({other})")
    assert abs(both - apart) <= both * F(1, 10**28)


def test_log_next_to_one_keeps_its_digits():
    tiny = F(1, 10**40)
    assert abs(value(f"log(1 + 1 / {10**40})") - (tiny - tiny**2 / 2)) <= tiny * F(1, 10**29)


@pytest.mark.parametrize("text", ["log(0)", "log(-1)", "sqrt(-1/4)", "exp(1001)", "exp(-1001)"])
def test_where_they_are_undefined_they_are_refused(text):
    with pytest.raises(ScenarioError, match="allowed:") as caught:
        value(text)
    assert caught.value.reason == "PAYOFF_RANGE"


def test_a_scenario_with_them_says_that_it_is_inexact(small, changed):
    assert parsed(small).is_exact
    assert not parsed(changed('"gain - cost"', '"sqrt(gain) - cost"')).is_exact
    assert not parsed(changed('"own == race"', '"exp(gain) > 1 and own == race"')).is_exact
    assert not parsed(changed('"2 * gain"', '"log(gain + 1)"')).is_exact
    assert not parsed(changed("{type: normal}", '{type: repeated, discount: "exp(-cost)"}')).is_exact


def test_batches_of_them_are_the_games_one_by_one():
    scenario = scenario_of("exp(a) * sqrt(b + 3) - log(c + 11)", "us == high")
    games = scenario.batch({"a": [0, "0.5"], "b": [-3, 2], "c": [1, 2]})
    assert games[1].payoffs.tolist() == scenario.game(a="0.5", b=2, c=2).payoffs.tolist()


def test_parameters_in_them_cannot_be_left_open():
    scenario = scenario_of("a * sqrt(b + 3)", "us == high")
    assert scenario.payoff_forms(("a",), b=1).at((F(2),)).payoff(0, (1, 0)) == 4
    with pytest.raises(UnsupportedError, match=r"sqrt\(b \+ 3\) is no rational function"):
        scenario.payoff_forms(("b",))

"""A float that looks like a decimal earns a warning; exact numbers do not, whatever stands beside them."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.games.decimals import decimal_warning, discount_warning


def warning(*entries):
    """The warning about a game with these payoffs to player 0."""
    return decimal_warning(pg.NormalFormGame([[list(entries)], [[0] * len(entries)]]))


@pytest.mark.parametrize("value", [0.1, -0.3, 12.24, 1e-5, 1234567.891, 2.675])
def test_rounded_decimals_are_named(value):
    assert warning(1, value).startswith(f"payoffs[0][0][1] is the binary number nearest to {value!r}")


@pytest.mark.parametrize(
    "value", [0.5, 0.75, 3.0, -0.0, 2**70, "0.1", Fraction(1, 10), "1/3", 1e22, 1 / 1024, 5e-324, 1e308]
)
def test_exact_numbers_are_not(value):
    assert warning(1, value) == ""


def test_a_third_beside_it_hides_no_rounded_decimal():
    assert warning("1/3", 0.1).startswith("payoffs[0][0][1]")


def test_the_value_decides_not_how_it_was_written():
    assert warning(0.1) == warning(Fraction(0.1)) == warning("3602879701896397/36028797018963968") != ""


def test_a_solution_carries_the_warning_for_one_shot_and_repeated_games():
    game = pg.NormalFormGame([[[0.1, 1]], [[0, 0]]])
    assert any("ties may vanish" in text for text in pg.solve(game, "pure_nash").warnings)
    repeated = pg.solve(pg.RepeatedGame(game, "1/2"), "subgame_perfect")
    assert any("ties may vanish" in text for text in repeated.warnings)


@given(st.integers(-(10**6), 10**6), st.integers(1, 6))
def test_every_short_decimal_is_found_unless_it_is_dyadic(digits, places):
    decimal = Fraction(digits, 10**places)
    dyadic = Fraction(float(decimal)) == decimal
    assert (warning(float(decimal)) == "") is dyadic


PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])


@pytest.mark.parametrize(
    ("discount", "place"),
    [(0.1, "discount"), (0.6, "discount"), ((0.5, 0.9), "discount[1]"), ((0.3, "0.3"), "discount[0]")],
)
def test_a_discount_factor_that_looks_like_a_decimal_is_named(discount, place):
    solution = pg.solve(pg.RepeatedGame(PD, discount), "subgame_perfect", method="grim_trigger")
    assert [text for text in solution.warnings if text.startswith(f"{place} is the binary number nearest to ")]


@pytest.mark.parametrize("discount", [0, 0.5, 0.375, "0.1", Fraction(1, 10), "1/3", 1 - 2**-40, ("1/3", 0.25)])
def test_an_exact_discount_factor_is_not(discount):
    assert discount_warning(pg.RepeatedGame(PD, discount)) == ""


@given(st.integers(1, 10**6 - 1))
def test_every_short_discount_factor_is_found_unless_it_is_dyadic(digits):
    decimal = Fraction(digits, 10**6)
    dyadic = Fraction(float(decimal)) == decimal
    assert (discount_warning(pg.RepeatedGame(PD, float(decimal))) == "") is dyadic

"""The cheapest amounts that meet demands: against scipy, and wrong prices fed to the check."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.numerics.least_cost import MOST_ENTRIES, TooLargeError, bound_flaw, cost_of, least_cost, unmet
from scipy.optimize import linprog

NUMBERS = st.one_of(st.integers(-3, 3).map(Fraction), st.fractions(-3, 3, max_denominator=7))


@st.composite
def programs(draw):
    """Costs, some of them 0, and rows whose coefficients are mostly 0, so that blocks come apart."""
    variables, rows = draw(st.integers(1, 5)), draw(st.integers(0, 6))
    costs = draw(st.lists(NUMBERS.map(abs), min_size=variables, max_size=variables))
    found = []
    for _ in range(rows):
        factors = draw(st.dictionaries(st.integers(0, variables - 1), NUMBERS.filter(bool), max_size=2))
        found.append((factors, draw(NUMBERS)))
    return costs, found


@settings(max_examples=400)
@given(programs())
def test_the_least_cost_is_that_of_scipy_and_is_proven(program):
    costs, rows = program
    found = least_cost(costs, rows)
    matrix = np.zeros((len(rows), len(costs)))
    for place, (factors, _) in enumerate(rows):
        for variable, factor in factors.items():
            matrix[place, variable] = -float(factor)
    bounds = [-float(bound) for _, bound in rows]
    wanted = linprog([float(one) for one in costs], A_ub=matrix if rows else None, b_ub=bounds if rows else None)
    assert (found.amounts is None) is (wanted.status == 2)
    if found.amounts is None:
        assert bound_flaw(costs, rows, found.prices, None) == ""
        return
    cost = cost_of(costs, found.amounts)
    assert float(cost) == pytest.approx(wanted.fun, abs=1e-7)
    assert unmet(rows, found.amounts) == ""
    assert bound_flaw(costs, rows, found.prices, cost) == ""


@settings(max_examples=200)
@given(programs(), st.data())
def test_prices_that_prove_nothing_are_refused(program, data):
    costs, rows = program
    found = least_cost(costs, rows)
    if found.amounts is None:
        assert bound_flaw(costs, rows, [Fraction(0)] * len(rows), None)
        return
    cost = cost_of(costs, found.amounts)
    assert bound_flaw(costs, rows, found.prices, cost + Fraction(1, 10**9))
    assert bound_flaw(costs, rows, found.prices, None)
    if rows:
        place = data.draw(st.integers(0, len(rows) - 1))
        negative = [*found.prices[:place], Fraction(-1), *found.prices[place + 1 :]]
        assert bound_flaw(costs, rows, negative, Fraction(-(10**9)))
        prices = tuple(data.draw(NUMBERS.map(abs)) for _ in rows)  # weak duality: what passes bounds the least cost
        value = sum((price * bound for price, (_, bound) in zip(prices, rows, strict=True)), Fraction(0))
        assert bound_flaw(costs, rows, prices, value) or value <= cost


def test_demands_on_nothing():
    assert least_cost([Fraction(1)], [({}, Fraction(0))]).amounts == (0,)
    impossible = least_cost([Fraction(1)], [({}, Fraction(1))])
    assert (impossible.amounts, impossible.prices) == (None, (1,))
    assert unmet([({0: Fraction(1)}, Fraction(1))], [Fraction(0)])
    assert unmet([], [Fraction(-1)])


def test_a_block_that_is_too_large_is_refused_before_it_is_built():
    count = int(MOST_ENTRIES**0.5) + 1
    rows = [({place: Fraction(1), 0: Fraction(1)}, Fraction(1)) for place in range(1, count)]
    with pytest.raises(TooLargeError):
        least_cost([Fraction(1)] * count, rows)

"""Roots of polynomials: known ones come back, signs and orders are those of the numbers."""

from fractions import Fraction
from itertools import combinations_with_replacement
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.polynomials import common_divisor, primitive, sign_at, squarefree, times, without
from policygames.numerics.roots import Root, compared, roots_between, sign_near, simplest_inside

ZERO, ONE = Fraction(0), Fraction(1)
INSIDE = st.fractions(0, 1, max_denominator=60)
ANY = st.fractions(-3, 3, max_denominator=9)
SMALL = st.lists(st.integers(-9, 9), min_size=1, max_size=7).map(primitive).filter(bool)


def product_of(roots, factor=(1,)):
    """The polynomial with these rational roots, times another."""
    product = list(factor)
    for root in roots:
        product = times(product, [-root.numerator, root.denominator])
    return primitive(product)


def value(poly, x):
    """The polynomial at x, by its definition."""
    return sum((coefficient * x**power for power, coefficient in enumerate(poly)), ZERO)


@given(st.lists(ANY, max_size=5), st.sampled_from([(1,), (1, 0, 1), (-1, 0, 2), (3, -3, 1), (-7,)]))
def test_all_roots_inside_are_found_once_and_none_outside(roots, factor):
    # 2x² - 1 has the root √½ in (0, 1), x² + 1 and x² - 3x + 3 have no real roots
    found = roots_between(product_of(roots, factor), ZERO, ONE)
    rational = [root.rational().low for root in found if root.rational().is_exact]
    assert rational == sorted({root for root in roots if 0 < root < 1})
    assert len(found) - len(rational) == (factor == (-1, 0, 2))
    for root in found:
        if not root.rational().is_exact:
            narrow = root.within(Fraction(1, 10**15))
            assert 2 * narrow.low**2 < 1 < 2 * narrow.high**2
    assert found == sorted(found, key=lambda root: root.low)


@given(SMALL)
def test_the_number_of_roots_is_that_of_sign_changes_on_a_fine_grid_or_more(poly):
    found = roots_between(poly, ZERO, ONE)
    for root in found:
        assert root.is_exact or value(squarefree(poly), root.low) * value(squarefree(poly), root.high) < 0
    points = [Fraction(k, 97) for k in range(1, 97)]
    signs = [sign_at(poly, point) for point in points]
    for low, high, before, after in zip(points, points[1:], signs, signs[1:], strict=False):
        if before * after < 0:
            assert any(root.compared_with(low) > 0 > root.compared_with(high) for root in found)


@given(SMALL, ANY)
def test_signs_are_those_of_the_value(poly, point):
    exact = value(poly, point)
    assert sign_at(poly, point) == (exact > 0) - (exact < 0)


@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
def test_common_divisors_have_the_common_roots(one, other):
    shared = list(one)
    common = [root for root in other if root in shared and (shared.remove(root) or True)]
    assert common_divisor(product_of(one), product_of(other)) == product_of(common)
    assert without(product_of(one), common_divisor(product_of(one), product_of(other))) == product_of(shared)


SQRT = {n: Root((-n, 0, 36), Fraction(isqrt(n), 6), Fraction(isqrt(n) + 1, 6)) for n in (2, 3, 5, 8, 18)}


@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(SQRT, 2)))
def test_square_roots_are_ordered_as_the_numbers_under_them(one, other):
    assert compared(SQRT[one], SQRT[other]) == (one > other) - (one < other)
    assert compared(SQRT[other], SQRT[one]) == (other > one) - (other < one)


def test_the_same_number_from_different_polynomials_is_equal():
    twice = roots_between(product_of([Fraction(1, 3)], (-2, 0, 36)), ZERO, ONE)
    assert [compared(root, SQRT[2]) for root in twice] == [0, 1]
    assert compared(Root.at(Fraction(1, 3)), twice[1]) == 0
    near = Fraction(isqrt(2 * 10**60), 6 * 10**30)
    assert (SQRT[2].compared_with(near), SQRT[2].compared_with(near + Fraction(1, 10**30))) == (1, -1)


@given(SMALL, st.sampled_from([2, 3, 5, 8, 18]))
def test_the_sign_of_a_polynomial_at_a_square_root_is_that_of_its_value(poly, n):
    # p(√n / 6) = a + b √n with rational a and b
    a = sum((Fraction(c * n ** (k // 2), 6**k) for k, c in enumerate(poly) if k % 2 == 0), ZERO)
    b = sum((Fraction(c * n ** (k // 2), 6**k) for k, c in enumerate(poly) if k % 2), ZERO)
    size = (a > 0) - (a < 0) if a * a > b * b * n else (b > 0) - (b < 0)
    assert sign_near(poly, SQRT[n]) == size


def test_a_double_root_is_found_though_the_sign_does_not_change():
    (only,) = roots_between(product_of([Fraction(1, 2)] * 2), ZERO, ONE)
    assert only.rational().low == Fraction(1, 2)


def test_a_rational_root_with_a_long_denominator_is_recognised_and_an_irrational_one_is_not_taken_for_it():
    long = Fraction(123456789012345678901, 987654321098765432109)
    (only,) = roots_between(product_of([long], (1, 0, 1)), ZERO, ONE)
    assert only.rational().low == long
    square = long**2 + Fraction(1, 10**50)
    close = (-square.numerator, 0, square.denominator)
    (other,) = roots_between(close, ZERO, ONE)
    assert not other.rational().is_exact
    assert other.compared_with(long) == 1


@given(st.fractions(0, 2, max_denominator=40), st.fractions(0, 2, max_denominator=40))
def test_nothing_simpler_lies_strictly_between(low, high):
    if low < high:
        found = simplest_inside(low, high)
        assert low < found < high
        simpler = (Fraction(p, q) for q in range(1, found.denominator) for p in range(2 * q + 1))
        assert not any(low < one < high for one in simpler)

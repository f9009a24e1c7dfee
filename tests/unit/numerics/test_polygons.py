"""Exact polygons, degenerate ones among them, against Caratheodory's theorem and wrapping."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.polygons import (
    clip,
    contains,
    facets,
    gap_between,
    hull,
    includes,
    outward,
    simplest_rational,
    whole_points,
)
from repeated_textbook import in_hull, wrapped

COORDINATES = st.one_of(st.integers(-3, 3), st.fractions(-2, 2, max_denominator=4))
POINTS = st.tuples(COORDINATES, COORDINATES)
SETS = st.lists(POINTS, min_size=1, max_size=8)
SQUARE = [(0, 0), (1, 0), (1, 1), (0, 1)]


@given(SETS)
def test_the_hull_has_the_extreme_points_counterclockwise(points):
    corners = hull(points)
    assert corners == wrapped(points)
    assert all(in_hull(corners, point) for point in points)
    assert not any(in_hull([other for other in points if other != corner], corner) for corner in corners)


@given(SETS, POINTS)
def test_containing_is_being_a_convex_combination(points, point):
    assert contains(hull(points), point) is in_hull(points, point)


def test_the_empty_set_contains_nothing_and_lies_in_everything():
    assert hull([]) == [] and facets([]) == [] and clip([], (1, 0, 0)) == []
    assert not contains([], (0, 0)) and includes([], []) and includes(SQUARE, [])


@given(SETS, st.tuples(COORDINATES, COORDINATES, COORDINATES))
def test_clipping_keeps_what_lies_in_the_half_plane(points, half_plane):
    a, b, c = half_plane
    corners = hull(points)
    kept = clip(corners, half_plane)
    assert kept == [] or hull(kept) == kept[(at := kept.index(min(kept))) :] + kept[:at]  # counterclockwise, as it came
    assert all(a * x + b * y >= c and contains(corners, (x, y)) for x, y in kept)
    middles = [tuple(Fraction(x + y, 2) for x, y in zip(p, q, strict=True)) for p, q in product(corners, repeat=2)]
    assert all(contains(kept, point) for point in middles if a * point[0] + b * point[1] >= c)


def test_clipping_cuts_a_segment_once():
    assert clip([(0, 0), (2, 1)], (1, 0, 1)) == [(1, Fraction(1, 2)), (2, 1)]
    assert clip([(0, 0), (2, 1)], (-1, 0, -1)) == [(0, 0), (1, Fraction(1, 2))]
    assert clip(SQUARE, (0, 0, 0)) == SQUARE and clip(SQUARE, (0, 0, 1)) == []


@given(SETS, POINTS)
def test_the_facets_meet_in_the_polygon(points, point):
    sides = facets(hull(points))
    assert all(a * x + b * y <= c for a, b, c in sides for x, y in points)
    assert all(a * point[0] + b * point[1] <= c for a, b, c in sides) is in_hull(points, point)


@given(SETS, st.integers(0, 3))
def test_rounding_outward_contains_and_stays_on_the_grid(points, bits):
    corners = hull(points)
    around = outward(corners, bits)
    assert includes(around, corners)
    assert all((x * 2**bits).denominator == 1 == (y * 2**bits).denominator for x, y in around)
    assert gap_between(corners, around) <= math.sqrt(2) / 2**bits + 1e-12


def test_the_gap_is_the_distance_of_the_farthest_corner():
    assert gap_between(SQUARE, hull([*SQUARE, (4, 5)])) == pytest.approx(5)
    assert gap_between([(0, 0)], [(0, 0), (3, 4)]) == pytest.approx(5)
    assert gap_between([(0, 0), (1, 0)], [(0, 0), (1, 0)]) == 0 == gap_between([], [])
    assert gap_between([], SQUARE) == math.inf


@given(SETS, SETS)
def test_the_gap_is_never_understated(points, others):
    outer, inner = hull([*points, *others]), hull(points)
    gap = Fraction(gap_between(inner, outer))
    assert (gap == 0) is (inner == outer)
    for a, b, c in facets(inner):
        assert all(a * x + b * y - c <= 0 or (a * x + b * y - c) ** 2 <= gap**2 * (a * a + b * b) for x, y in outer)


@pytest.mark.parametrize("scale", [Fraction(1, 10**400), 10**400])
def test_the_gap_of_huge_and_tiny_sets_is_a_bound(scale):
    gap = gap_between([(0, 0)], [(0, 0), (scale, 0)])
    assert gap >= scale and (gap == math.inf or gap < 1e-300)


def test_the_simplest_rational_is_recovered_from_a_float():
    assert simplest_rational(161 / 13, Fraction(1, 10**8)) == Fraction(161, 13)
    assert simplest_rational(-1 / 3, Fraction(1, 10**6)) == Fraction(-1, 3)
    assert simplest_rational(1e-9, Fraction(1, 10**6)) == 0


@given(st.fractions(-3, 3, max_denominator=50), st.sampled_from([Fraction(0), Fraction(1, 7), Fraction(1, 100)]))
def test_no_simpler_rational_is_as_near(value, within):
    found = simplest_rational(value, within)
    assert abs(found - value) <= within
    closest = (Fraction(round(value * bottom), bottom) for bottom in range(1, found.denominator))
    assert all(abs(other - value) > within for other in closest)


def test_whole_points_have_the_least_common_denominator():
    points = [(Fraction(1, 2), Fraction(2, 3)), (Fraction(1), Fraction(0))]
    assert whole_points(points) == ([(3, 4), (6, 0)], 6)
    assert whole_points(points, 4) == ([(6, 8), (12, 0)], 12)

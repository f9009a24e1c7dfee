from fractions import Fraction
from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.hull_distance import distance_bound

entries = st.fractions(min_value=-5, max_value=5, max_denominator=20)
SQUARE = ((0, 0), (1, 0), (1, 1), (0, 1))


def exactly(rows):
    return tuple(tuple(map(Fraction, row)) for row in rows)


@pytest.mark.parametrize(
    ("point", "distance"),
    [((2, 0.5), 1), ((2, 2), sqrt(2)), ((0.5, 0.25), 0), ((-3, 0.3), 3), ((1, 1), 0), ((4, 5), 5)],
)
def test_distances_to_a_square(point, distance):
    (exact,) = exactly([point])
    bound = distance_bound(exact, exactly(SQUARE))
    assert distance - 1e-15 <= bound <= distance + 1e-12


@pytest.mark.parametrize("size", [10**200, 10**400, Fraction(1, 10**400)])
def test_sizes_beyond_floats(size):
    square = tuple(tuple(size * value for value in vertex) for vertex in exactly(SQUARE))
    bound = distance_bound((2 * size, Fraction(0)), square)
    assert bound == inf or Fraction(bound) >= size
    assert bound == inf or size < 10**300


def test_nothing_is_near_an_empty_hull():
    assert distance_bound((Fraction(1),), ()) == inf


@given(st.lists(st.tuples(entries, entries, entries), min_size=1, max_size=7), st.tuples(entries, entries, entries))
def test_the_bound_is_at_least_the_distance_to_every_separating_plane_and_attained(vertices, point):
    bound = distance_bound(point, tuple(vertices))
    for direction in [(1, 0, 0), (0, -1, 0), (1, 1, 0), (1, -2, 3), (-1, -1, -1)]:
        beyond = dot(direction, point) - max(dot(direction, vertex) for vertex in vertices)
        assert bound >= float(beyond) / sqrt(dot(direction, direction)) * (1 - 1e-12) - 1e-12
    nearest = min(sqrt(sum((a - b) ** 2 for a, b in zip(point, vertex, strict=True))) for vertex in vertices)
    assert bound <= nearest * (1 + 1e-12)


@given(st.lists(st.tuples(entries, entries), min_size=1, max_size=6), st.data())
def test_points_of_the_hull_are_at_no_distance(vertices, data):
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(vertices), max_size=len(vertices)))
    point = tuple(dot(weights, column) / sum(weights) for column in zip(*vertices, strict=True))
    assert distance_bound(point, tuple(vertices)) <= 1e-13


def dot(first, second):
    return sum(a * b for a, b in zip(first, second, strict=True))

"""Hulls and cuts in whole numbers: against Qhull, and against the definition by corners."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.polyhedra.hull import hull_rows
from policygames.numerics.polyhedra.polytope import (
    box,
    coordinates,
    cut_by,
    half_space,
    homogeneous,
    primitive,
    slack,
)
from scipy.spatial import ConvexHull, QhullError
from textbook import solved_by_elimination


def point_sets(size):
    return st.lists(st.tuples(*[st.integers(0, 4)] * size), min_size=1, max_size=14)


SETS = st.integers(1, 4).flatmap(point_sets)


@given(SETS)
def test_half_spaces_and_vertices_describe_the_same_hull(points):
    size = len(points[0])
    whole = [homogeneous(map(Fraction, point)) for point in points]
    hull = cut_by(box([Fraction(0)] * size, [Fraction(4)] * size), hull_rows(whole))
    assert all(hull.holds(point) for point in whole)
    corners = {coordinates(point) for point in hull.points}
    assert corners <= set(points)
    try:
        known = ConvexHull(np.array(points, dtype=float)) if size > 1 else None
    except QhullError:
        known = None  # flat, or too few points
    if known is not None:
        assert corners <= {points[index] for index in known.vertices}


@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 4), max_size=5))
def test_cuts_have_the_corners_of_the_definition(planes):
    # a corner is a point of the cube and the half-spaces where three planes that determine it meet
    rows = [half_space(normal, level) for *normal, level in planes if any(normal)]
    cube = box([Fraction(-1)] * 3, [Fraction(1)] * 3)
    every = [*cube.rows[1:], *rows]
    corners = set()
    for chosen in combinations(every, 3):
        met = solved_by_elimination([[*(-value for value in row[1:]), row[0]] for row in chosen])
        if met is not None and all(slack(row, homogeneous(met)) >= 0 for row in every):
            corners.add(tuple(met))
    assert {coordinates(point) for point in cut_by(cube, rows).points} == corners


@pytest.mark.parametrize("size", [0, 1, 3])
def test_points_are_hulls_and_boxes(size):
    point = homogeneous([Fraction(1, 3)] * size)
    assert cut_by(box([Fraction(0)] * size, [Fraction(1)] * size), hull_rows([point])).points == (point,)
    assert box([Fraction(1, 3)] * size, [Fraction(1, 3)] * size).points == (point,)
    assert primitive((4, 6)) == (2, 3)

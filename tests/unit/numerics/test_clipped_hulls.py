"""Clipped hulls: the vertices that Qhull gives, and the supports of linear programs, flat and empty ones too."""

from fractions import Fraction

import numpy as np
import pytest
from policygames.numerics.clipped_hulls import clipped_hull, hull, in_hull, too_large
from scipy.optimize import linprog
from scipy.spatial import ConvexHull


def support(points, floors, direction):
    """The greatest direction · x by HiGHS over the weights of the points; None where no point is above the floors."""
    found = linprog(-(points @ direction), -points.T, -floors, np.ones((1, len(points))), [1.0])
    return -found.fun if found.status == 0 else None


@pytest.mark.parametrize(("size", "count"), [(3, 4), (3, 60), (4, 40), (5, 30)])
def test_generic_points_have_the_vertices_that_qhull_finds(size, count):
    points = np.random.default_rng(count).integers(-(10**6), 10**6, (count, size))
    known = {tuple(points[index].tolist()) for index in ConvexHull(points).vertices}
    assert {vertex[1:] for vertex in hull(list(map(tuple, points.tolist()))).points} == known


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("top", [2, 5, 100])
def test_supports_are_those_of_linear_programs(size, top):
    random = np.random.default_rng(10 * size + top)
    for _ in range(12):
        points = random.integers(0, top, (random.integers(1, 12), size))
        if random.random() < 0.4:  # all on one hyperplane
            points[:, -1] = top - points[:, 0]
        floors = random.integers(0, top, size) * Fraction(1, 2)
        found = clipped_hull(list(map(tuple, points.tolist())), floors)
        for direction in random.normal(size=(6, size)):
            wanted = support(points, floors.astype(float), direction)
            assert (wanted is None) is (not found)
            if found:
                reached = max(float(np.dot(direction, list(map(float, vertex)))) for vertex in found)
                assert reached == pytest.approx(wanted, abs=1e-7)


@pytest.mark.parametrize("size", [2, 3])
def test_no_vertex_lies_between_others(size):
    random = np.random.default_rng(size)
    for _ in range(20):
        points = random.integers(0, 4, (9, size))
        found = clipped_hull(list(map(tuple, points.tolist())), [Fraction(1)] * size)
        assert len(set(found)) == len(found)
        for index, vertex in enumerate(found if len(found) > 1 else ()):
            others = np.array([list(map(float, one)) for place, one in enumerate(found) if place != index])
            inside = linprog(
                np.zeros(len(others)),
                A_eq=np.vstack([others.T, np.ones(len(others))]),
                b_eq=[*map(float, vertex), 1.0],
            )
            assert inside.status == 2


def test_points_segments_and_nothing():
    square = [(0, 0), (2, 0), (0, 2), (2, 2), (1, 1)]
    half, one = Fraction(1, 2), Fraction(1)
    assert clipped_hull(square, [half, one]) == ((half, 1), (2, 1), (2, 2), (half, 2))
    assert clipped_hull(square, [Fraction(2), Fraction(0)]) == ((2, 0), (2, 2))
    assert clipped_hull(square, [Fraction(2), Fraction(2)]) == ((2, 2),)
    assert clipped_hull(square, [Fraction(2), Fraction(2) + Fraction(1, 10**20)]) == ()
    line = [(0, 0, 0), (3, 3, 3), (1, 1, 1)]
    assert clipped_hull(line, [one, half, half]) == ((1, 1, 1), (3, 3, 3))
    assert clipped_hull(line, [Fraction(3)] * 3) == ((3, 3, 3),)
    assert clipped_hull(line, [Fraction(4)] * 3) == ()
    assert clipped_hull([(7, 7, 7)], [one] * 3) == ((7, 7, 7),)


def test_what_lies_inside():
    triangle = [(0, 0, 0), (4, 0, 0), (0, 4, 0)]
    assert in_hull(triangle, (Fraction(2), Fraction(2), Fraction(0)))
    assert not in_hull(triangle, (Fraction(2), Fraction(2), Fraction(1, 10**20)))
    assert not in_hull([(0, 0), (4, 4)], (Fraction(1), Fraction(2)))


def test_many_dimensions_are_refused_unless_points_are_few_or_flat():
    random = np.random.default_rng(0)
    assert "7 dimensions" in too_large(list(map(tuple, random.integers(0, 99, (128, 7)).tolist())))
    assert not too_large([(k,) * 9 for k in range(50)])
    assert not too_large(list(map(tuple, random.integers(0, 99, (64, 6)).tolist())))

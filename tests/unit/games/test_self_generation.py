"""Self-generation of polygons of payoffs, against its definition; wrong sets are refused, however little is wrong."""

from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import UnsupportedError
from policygames.games.self_generation import exact_set, generated, plane_of, self_generating, ungenerated
from policygames.games.self_generation.generation import in_hull, lowest
from policygames.numerics.polygons import hull, whole_points
from repeated_textbook import generated as generated_by_definition
from repeated_textbook import in_hull as in_hull_by_definition
from repeated_textbook import self_generates, wrapped

PD = [[[2, 0], [3, 1]], [[2, 3], [0, 1]]]
DISCOUNTS = st.sampled_from([0, "1/20", "1/3", "1/2", "3/5", "4/5", "19/20"]).map(Fraction)
PAIRS = st.one_of(DISCOUNTS.map(lambda d: (d, d)), st.tuples(DISCOUNTS, DISCOUNTS))
THIRDS = st.integers(-6, 6).map(lambda k: Fraction(k, 3))


def repeated(payoffs, discount):
    return pg.RepeatedGame(pg.NormalFormGame(payoffs), discount)


@st.composite
def tables(draw, entries=st.integers(-2, 2)):
    """The payoffs of small games of two players, many of them tied."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    row = st.lists(entries, min_size=columns, max_size=columns)
    return [draw(st.lists(row, min_size=rows, max_size=rows)) for _ in range(2)]


@st.composite
def games_with_sets(draw):
    """Payoffs, discount factors and a set made of stage payoffs, of what they generate, and of any points."""
    payoffs, discounts = draw(tables(st.one_of(st.integers(-2, 2), THIRDS))), draw(PAIRS)
    cells = [(Fraction(x), Fraction(y)) for a, b in zip(*payoffs, strict=True) for x, y in zip(a, b, strict=True)]
    points = draw(st.lists(st.one_of(st.sampled_from(cells), st.tuples(THIRDS, THIRDS)), min_size=1, max_size=4))
    for _ in range(draw(st.integers(0, 2))):
        points = wrapped(generated_by_definition(payoffs, discounts, wrapped(points))) or points
    return payoffs, discounts, points


@given(games_with_sets())
def test_a_set_generates_itself_by_definition(drawn):
    payoffs, discounts, points = drawn
    assert self_generating(repeated(payoffs, discounts), points) is self_generates(payoffs, discounts, points)


@given(games_with_sets())
def test_what_is_generated_has_the_hull_of_the_definition(drawn):
    payoffs, discounts, points = drawn
    plane = plane_of(repeated(payoffs, discounts))
    whole, scale = whole_points(points, plane.denominator)
    fine, polygon = plane.over(scale), hull(whole)
    ratios = generated(fine, polygon, lowest(fine, polygon))
    found = [(Fraction(x, weight * scale), Fraction(y, weight * scale)) for x, y, weight in ratios]
    assert hull(found) == wrapped(generated_by_definition(payoffs, discounts, wrapped(points)))


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(1, 3)), max_size=7), st.data())
def test_a_point_lies_in_the_hull_of_ratios_by_caratheodory(ratios, data):
    point = data.draw(st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
    assert in_hull(ratios, point) is in_hull_by_definition(
        [(Fraction(x, w), Fraction(y, w)) for x, y, w in ratios], point
    )


@given(games_with_sets())
def test_the_point_that_is_not_generated_is_named(drawn):
    payoffs, discounts, points = drawn
    missed = ungenerated(plane_of(repeated(payoffs, discounts)), points)
    reached = generated_by_definition(payoffs, discounts, wrapped(points))
    assert missed is None or (missed in points and not in_hull_by_definition(reached, missed))


@given(tables())
def test_without_patience_the_hull_of_pure_equilibria_is_all(payoffs):
    first, second = payoffs
    cells = product(range(len(first)), range(len(first[0])))
    equilibria = [
        (first[i][j], second[i][j])
        for i, j in cells
        if first[i][j] == max(row[j] for row in first) and second[i][j] == max(second[i])
    ]
    assert exact_set(plane_of(repeated(payoffs, 0)), 3) == tuple(hull(equilibria))
    assert self_generating(repeated(payoffs, 0), hull(equilibria)) is bool(equilibria)


def test_a_dilemma_sustains_cooperation_from_one_half_on():
    square = [(Fraction(x), Fraction(y)) for x, y in [(1, 1), ("5/2", 1), (2, 2), (1, "5/2")]]
    assert self_generating(repeated(PD, "1/2"), square)
    assert not self_generating(repeated(PD, Fraction(1, 2) - Fraction(1, 10**30)), square)


@pytest.mark.parametrize("index", range(4))
def test_a_vertex_too_far_out_is_found_however_little_it_is(index):
    square = [(Fraction(x), Fraction(y)) for x, y in [(1, 1), ("5/2", 1), (2, 2), (1, "5/2")]]
    tiny = Fraction(1, 10**40)
    x, y = square[index]
    moved = (x - tiny, y - tiny) if index == 0 else (x + tiny, y + tiny)
    wrong = [*square[:index], moved, *square[index + 1 :]]
    assert not self_generating(repeated(PD, "1/2"), wrong)


def test_nothing_generates_nothing():
    assert not self_generating(repeated(PD, "1/2"), [])


def test_polygons_are_for_two_players():
    game = pg.NormalFormGame([[[[0, 1]]], [[[1, 0]]], [[[0, 0]]]])
    with pytest.raises(UnsupportedError, match="two players"):
        plane_of(pg.RepeatedGame(game, "1/2"))


@given(tables(), DISCOUNTS, st.sampled_from([Fraction(1, 10**30), Fraction(10**30), Fraction(7, 3)]))
def test_the_unit_of_payoffs_does_not_matter(payoffs, discount, unit):
    scaled = [[[unit * x + unit for x in row] for row in table] for table in payoffs]
    found = exact_set(plane_of(repeated(payoffs, discount)), 4)
    again = exact_set(plane_of(repeated(scaled, discount)), 4)
    assert again == (found and tuple((unit * x + unit, unit * y + unit) for x, y in found))

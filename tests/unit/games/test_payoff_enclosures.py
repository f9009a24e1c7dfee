"""Polygons around all subgame-perfect payoffs, and proofs that there are no others, against rigorous bounds."""

import random
from fractions import Fraction
from itertools import islice

import policygames as pg
import pytest
from policygames.games.self_generation import (
    contraction_to,
    drawn_to,
    exact_set,
    inner_polygon,
    is_all,
    iterates,
    lies_within,
    plane_of,
    self_generating,
    ungenerated,
)
from policygames.numerics.polygons import clip, gap_between, hull, includes
from repeated_textbook import excess, outer_bound, self_generates
from repeated_textbook import generated as generated_by_definition

PD = [[[2, 0], [3, 1]], [[2, 3], [0, 1]]]
ABREU = [[[10, 3, 0], [15, 7, -4], [25, 5, -15]], [[10, 15, 25], [3, 7, 5], [0, -4, -15]]]
"""Abreu, Econometrica 56 (1988) 383-396, section 2: symmetric, in low, medium and high output."""
ABREU_SANNIKOV = [[[16, 3, 0], [21, 10, -1], [9, 5, -5]], [[9, 13, 3], [1, 4, 0], [0, -4, -15]]]
"""Abreu and Sannikov, Theoretical Economics 9 (2014) 313-338, section 5."""
PENNIES = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
ENDLESS = 300


def repeated(payoffs, discount):
    return pg.RepeatedGame(pg.NormalFormGame(payoffs), discount)


def points(*pairs):
    return [(Fraction(x), Fraction(y)) for x, y in pairs]


def last(game, most=ENDLESS):
    """The last iterate around the payoffs."""
    return list(islice(iterates(plane_of(game), 60), most))[-1]


def solved(game):
    """A proven inner polygon, the last iterate, and whether a contraction proves that there is no more."""
    around = last(game)
    inner = inner_polygon(game, [(float(x), float(y)) for x, y in around.vertices])
    return inner, around.vertices, bool(inner) and drawn_to(plane_of(game), inner, around.vertices)


def random_payoffs(random_number, most=4):
    rows, columns = random_number.randint(2, most), random_number.randint(2, most)
    return [[[random_number.randint(0, 9) for _ in range(columns)] for _ in range(rows)] for _ in range(2)]


@pytest.mark.parametrize("seed", range(10))
def test_random_games_are_solved_within_rigorous_bounds(seed):
    numbers, far = random.Random(seed), 0
    for _ in range(20):
        payoffs, discount = random_payoffs(numbers, 3 + (seed % 5 == 0)), Fraction(numbers.randint(0, 12), 20)
        inner, around, is_exact = solved(repeated(payoffs, discount))
        bound = outer_bound(payoffs, (discount, discount), 30)
        if not around:
            assert bound == []
            continue
        assert self_generates(payoffs, (discount, discount), inner)
        assert gap_between(inner, around) < 1e-9
        assert includes(hull(bound), inner)
        far += is_exact and excess(bound, inner) > 1e-4
    assert far <= 1  # generation alone is slow where patience hardly suffices


@pytest.mark.parametrize("seed", range(3))
def test_every_iterate_holds_what_is_proven_to_be_sustained(seed):
    numbers = random.Random(100 + seed)
    for _ in range(10):
        game = repeated(random_payoffs(numbers), Fraction(numbers.randint(1, 19), 20))
        inner, _, _ = solved(game)
        steps = list(islice(iterates(plane_of(game), 40), 60))
        assert all(includes(one.polygon and one.vertices, inner) for one in steps)
        least = [min(point[player] for point in inner) for player in (0, 1)] if inner else []
        assert all(
            threat <= worst * one.plane.denominator
            for one in steps
            for threat, worst in zip(one.threats, least, strict=False)
        )


@pytest.mark.parametrize("seed", range(4))
def test_unequal_patience_is_enclosed_too(seed):
    numbers = random.Random(200 + seed)
    for _ in range(5):
        payoffs = random_payoffs(numbers, 2)
        discounts = tuple(Fraction(numbers.randint(0, 12), 20) for _ in range(2))
        game = repeated(payoffs, list(discounts))
        around = last(game, 25)
        bound = outer_bound(payoffs, discounts, 25)
        assert (not around.polygon) is (not bound)
        if bound:
            assert excess(around.vertices, bound) < 1e-5
        inner = inner_polygon(game, [(float(x), float(y)) for x, y in around.vertices])
        assert not inner or (self_generates(payoffs, discounts, inner) and includes(hull(bound), inner))


def wrong_sets(corners, tiny):
    """Polygons near to one: a corner moved, a corner left out, all shrunk to the middle, all blown up."""
    middle = tuple(sum(numbers) / len(corners) for numbers in zip(*corners, strict=True))
    for index, (x, y) in enumerate(corners):
        rest = [*corners[:index], *corners[index + 1 :]]
        yield rest
        for across, up in [(tiny, 0), (-tiny, 0), (0, tiny), (0, -tiny), (tiny, tiny), (-tiny, -tiny)]:
            yield [*rest, (x + across, y + up)]
    for part in (1 - tiny, 1 + tiny):
        yield [tuple(m + part * (v - m) for m, v in zip(middle, corner, strict=True)) for corner in corners]


@pytest.mark.parametrize("tiny", [Fraction(1, 100), Fraction(1, 10**6), Fraction(1, 10**12)])
def test_no_wrong_set_is_proven_to_hold_all(tiny):
    numbers, tried = random.Random(300), 0
    for _ in range(12):
        game = repeated(random_payoffs(numbers, 3), Fraction(numbers.randint(2, 18), 20))
        plane, (inner, around, is_exact) = plane_of(game), solved(game)
        for wrong in wrong_sets(list(inner), tiny) if is_exact else ():
            if wrong and hull(wrong) != hull(inner):
                tried += 1
                assert ungenerated(plane, wrong) is not None or not drawn_to(plane, wrong, around)
                assert includes(hull(wrong), inner) or not drawn_to(plane, wrong, around)
    assert tried > 100


@pytest.mark.parametrize("seed", range(3))
def test_a_set_that_generates_itself_need_not_be_all(seed):
    numbers, smaller = random.Random(400 + seed), 0
    for _ in range(25):
        payoffs, discount = random_payoffs(numbers, 3), Fraction(numbers.randint(8, 18), 20)
        game = repeated(payoffs, discount)
        plane, (inner, around, _) = plane_of(game), solved(game)
        equilibria = exact_set(plane_of(repeated(payoffs, 0)), 3)
        if equilibria and hull(equilibria) != hull(inner):
            smaller += 1
            assert self_generating(game, equilibria)
            assert not drawn_to(plane, equilibria, around) and not is_all(plane, equilibria, 40)
    assert smaller > 5


def test_a_contraction_proves_what_iteration_only_approaches():
    game = repeated(ABREU_SANNIKOV, "1/2")
    plane, (inner, around, is_exact) = plane_of(game), solved(game)
    assert exact_set(plane, 12) is None
    assert is_exact and is_all(plane, inner)
    assert inner == tuple(
        points(
            (0, 2), (5, 0), ("193/16", 0), ("163/8", 2), (16, 9), (5, "161/13"), ("455/244", "13/2"), (0, "1586/699")
        )
    )  # fmt: skip
    assert around != inner


def grown(contraction, part):
    """The polygon of a contraction with its facets moved out, in payoffs, all in Fractions."""
    unit, corners = contraction.enclosure.plane.denominator, points((-999, -999), (999, -999), (999, 999), (-999, 999))
    for (a, b, c), growth in zip(contraction.enclosure.facets, contraction.growths, strict=True):
        corners = clip(corners, (-a, -b, -(c + part * growth) / Fraction(unit)))
    return hull(corners)


def strictly_within(contraction, part, found):
    """Whether points are nearer to the polygon than the facets that have moved out so far."""
    unit = contraction.enclosure.plane.denominator
    sides = zip(contraction.enclosure.facets, contraction.growths, strict=True)
    return all(a * x + b * y < (c + part * growth) / Fraction(unit) for (a, b, c), growth in sides for x, y in found)


@pytest.mark.parametrize("seed", range(8))
def test_as_far_as_a_contraction_reaches_generation_draws_to_the_polygon(seed):
    numbers, tried = random.Random(500 + seed), 0
    while tried < 4:
        payoffs, discount = random_payoffs(numbers, 3), Fraction(numbers.randint(4, 18), 20)
        inner, _, is_exact = solved(repeated(payoffs, discount))
        if not is_exact:
            continue
        tried += 1
        contraction = contraction_to(plane_of(repeated(payoffs, discount)), inner)
        scale = Fraction(1, contraction.growths[0])
        reached = [
            power for power in range(-40, 8) if contraction.covers(grown(contraction, scale * Fraction(2) ** power))
        ]
        assert reached == list(range(-40, -40 + len(reached)))  # what is nearer is reached too
        for part in (scale * Fraction(2) ** reached[-1], scale * Fraction(2) ** (reached[-1] - 9)):
            found = generated_by_definition(payoffs, (discount, discount), grown(contraction, part))
            assert strictly_within(contraction, part, found)


def test_more_than_all_is_not_all():
    square = points((1, 1), ("5/2", 1), (2, 2), (1, "5/2"))
    plane = plane_of(repeated(PD, "3/4"))
    assert is_all(plane, square) and not is_all(plane, [*square, *points((3, 3))])


def test_unequal_patience_trades_over_time():
    """A battle of the sexes: the patient player waits, and both have more than any lottery over profiles gives them."""
    game = repeated([[[2, 0], [0, 1]], [[1, 0], [0, 2]]], ["4/5", "1/5"])
    late = points(("9/5", "9/5"), (2, 1), (1, 2))
    assert self_generating(game, late)
    assert all(includes(one.vertices, late) for one in islice(iterates(plane_of(game), 60), 12))


def test_a_contraction_reaches_only_so_far():
    game = repeated(ABREU_SANNIKOV, "1/2")
    contraction = contraction_to(plane_of(game), solved(game)[0])
    assert not contraction.covers(points((-5, -15), (25, 15)))


@pytest.mark.parametrize("power", [9, 30])
def test_a_near_miss_is_told_apart_by_the_exact_iterates(power):
    reward = 2 + Fraction(1, 10**power)
    game = repeated([[[reward, 0], [3, 1]], [[reward, 3], [0, 1]]], "3/4")
    square = points((1, 1), ("5/2", 1), (2, 2), (1, "5/2"))
    assert self_generating(game, square)
    assert not is_all(plane_of(game), square)
    assert (reward, reward) in exact_set(plane_of(game), 5)


def test_abreus_example_is_reproduced():
    at = {discount: exact_set(plane_of(repeated(ABREU, discount)), 5) for discount in ("1/3", "333/1000", "4/7")}
    assert includes(at["1/3"], points((10, 10)))
    assert at["4/7"] == tuple(points((0, 0), (25, 0), (0, 25)))
    assert self_generating(repeated(ABREU, "4/7"), at["4/7"])
    assert min(x for x, _ in at["1/3"]) == 0


def test_abreu_and_sannikovs_example_is_enclosed():
    inner, around, is_exact = solved(repeated(ABREU_SANNIKOV, "3/10"))
    published = [(7.33770472, 10.9826253), (1.1256824, 2.8), (7.33770472, 0), (7.86308964, 0), (19.7917977, 2.8)]
    assert all(min(abs(x - a) + abs(y - b) for a, b in inner) < 1e-6 for x, y in published)
    assert gap_between(inner, around) < 1e-9 and not is_exact  # vertices are irrational


def test_mutual_cooperation_of_abreu_and_sannikov_needs_four_thirteenths():
    plane = plane_of(repeated(ABREU_SANNIKOV, "4/13"))
    inner, _, _ = solved(repeated(ABREU_SANNIKOV, "4/13"))
    assert (16, 9) in inner and ungenerated(plane, inner) is None
    assert (
        lies_within(plane_of(repeated(ABREU_SANNIKOV, Fraction(4, 13) - Fraction(1, 10**4))), points((16, 9))) is False
    )
    impatient = last(repeated(ABREU_SANNIKOV, Fraction(4, 13) - Fraction(1, 10**4)))
    assert not includes(impatient.vertices, points((16, 9)))


def test_matching_pennies_has_no_pure_equilibrium_however_patient_the_players_are():
    plane = plane_of(repeated(PENNIES, "99/100"))
    assert exact_set(plane, 5) == () and lies_within(plane, ()) is True


def test_iteration_may_stop_before_it_proves_anything():
    plane = plane_of(repeated(ABREU_SANNIKOV, "1/2"))
    inner = solved(repeated(ABREU_SANNIKOV, "1/2"))[0]
    assert lies_within(plane, inner, 5) is None
    wide = [(x + dx, y + dy) for x, y in inner for dx in (-1, 1) for dy in (-1, 1)]
    assert lies_within(plane, wide) is True


def test_iteration_ends_without_a_proof_for_a_cut_corner():
    game = repeated(PD, "3/4")
    cut = points((1, 1), ("5/2", 1), ("199/100", "199/100"), (1, "5/2"))
    assert lies_within(plane_of(game), cut) is False


@pytest.mark.parametrize("unit", [Fraction(1, 10**12), 10**12, Fraction(1, 3)])
def test_inner_polygons_do_not_depend_on_the_unit(unit):
    scaled = [[[unit * x for x in row] for row in table] for table in ABREU_SANNIKOV]
    inner, _, is_exact = solved(repeated(scaled, "1/2"))
    assert is_exact and (16 * unit, 9 * unit) in inner


def test_points_on_an_edge_do_not_hide_the_set():
    game = repeated([[[9, 4, 9], [6, 0, 5], [3, 6, 1]], [[1, 6, 9], [0, 0, 1], [3, 0, 4]]], "7/10")
    corners = points((6, "303/158"), ("69/10", "81/79"), (9, "270/79"), (9, 9), (6, "36/5"))
    floats = [(float(x), float(y)) for x, y in corners]
    edge = (7.6833333333333336, 1.9177215189873418)
    assert inner_polygon(game, [*floats[:2], edge, *floats[2:]]) == tuple(hull(corners))
    assert is_all(plane_of(game), corners)


def test_a_set_that_is_slowly_approached_is_enclosed():
    game = repeated([[[3, 3, 6, 7], [3, 8, 3, 9], [7, 6, 8, 0]], [[1, 6, 3, 1], [0, 4, 3, 1], [2, 8, 8, 6]]], "7/10")
    inner, around, _ = solved(game)
    assert gap_between(inner, around) < 1e-6
    inner, around = inner_polygon(game, [(float(x), float(y)) for x, y in last(game, 900).vertices]), last(game, 900)
    assert gap_between(inner, around.vertices) < 1e-9


def test_nothing_is_found_from_nothing():
    assert inner_polygon(repeated(PD, "1/2"), []) == ()
    assert inner_polygon(repeated(PD, "1/2"), [(7.0, 7.0), (8.0, 7.5)]) == ()

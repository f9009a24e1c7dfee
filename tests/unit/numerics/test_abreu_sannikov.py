"""Sets of payoffs by compiled kernels, against what the definition gives in Fractions."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import policygames as pg
import pytest
from generation import cut, hull, inside, is_empty, recovered, side
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.numerics.abreu_sannikov import hull as hulls
from policygames.numerics.abreu_sannikov.enclosures import Enclosure, shown, sweep
from policygames.numerics.abreu_sannikov.grid import UNIT, turn
from policygames.numerics.abreu_sannikov.iteration import Status
from policygames.numerics.abreu_sannikov.sections import section
from policygames.numerics.abreu_sannikov.stages import scaled_game
from strategies import games_of, shapes, tied_games_of

F = Fraction
ABREU_SANNIKOV = pg.NormalFormGame.from_bimatrix(
    [[16, 3, 0], [21, 10, -1], [9, 5, -5]], [[9, 13, 3], [1, 4, 0], [0, -4, -15]]
)
DILEMMA = pg.NormalFormGame.from_bimatrix([[2, 0], [3, 1]], [[2, 3], [0, 1]])
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
DISCOUNTS = st.fractions(F(0), F(19, 20), max_denominator=20)
NEAR = 1e-9


def scaled(game):
    return scaled_game(game.numerators, game.denominators, game.floats)


def ended(game, discount):
    enclosure = Enclosure(scaled(game), discount)
    while (status := enclosure.advance()) is None:
        pass
    return enclosure, status


def tied(seed, size, highest=9):
    payoffs = np.random.default_rng(seed).integers(0, highest + 1, (2, size, size))
    return pg.NormalFormGame(payoffs.tolist())


def beyond(polygon, point):
    """How far a point is from a polygon, at least; 0 where it is inside."""
    if inside(polygon, point):
        return 0.0
    edges = list(pairwise([*polygon, polygon[0]])) if len(polygon) > 1 else [(polygon[0], polygon[0])]
    return min(_to_edge(one, other, point) for one, other in edges)


def _to_edge(one, other, point):
    across, x = np.array(other, float) - np.array(one, float), np.array(point, float) - np.array(one, float)
    share = min(max(float(across @ x / (across @ across)), 0.0), 1.0) if across.any() else 0.0
    return float(np.linalg.norm(x - share * across))


def corners_at(columns, index):
    offsets, corners, *_ = columns
    return corners[offsets[index] : offsets[index + 1]]


def same(one, other, within=NEAR):
    return len(one) == len(other) and all(min(abs(other - row).max(axis=1)) < within for row in one)


def test_the_published_example_has_its_published_corners():
    # Abreu and Sannikov (2014), section 5: at 0.3; the values as QuantEcon.py's tests print them
    corners, status, _ = shown(scaled(ABREU_SANNIKOV), F(3, 10))
    published = [[7.33770472, 10.9826253], [1.1256824, 2.8], [7.33770472, 0], [7.86308964, 0], [19.7917977, 2.8]]
    assert status == Status.AT_REST
    assert same(corners, np.array([*published, [15.5630896, 9.1]]), 1e-6)


def test_a_dilemma_cooperates_from_one_half():
    assert same(shown(scaled(DILEMMA), F(1, 2))[0], np.array([[1, 1], [2.5, 1], [2, 2], [1, 2.5]]))
    assert same(shown(scaled(DILEMMA), F(1, 2) - F(1, 10**6))[0], np.array([[1, 1]]))


def test_nobody_plays_matching_pennies_in_pure_actions():
    corners, status, _ = shown(scaled(PENNIES), F(9, 10))
    assert status == Status.EMPTY
    assert corners.shape == (0, 2)


def test_without_patience_all_is_a_lottery_over_stage_equilibria():
    game = pg.NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    assert same(shown(scaled(game), F(0))[0], np.array([[2, 1], [1, 2]]))
    assert shown(scaled(PENNIES), F(0))[1] == Status.EMPTY


@pytest.mark.parametrize("family", [(2, 4), (3, 4), (3, 9)])
def test_polygons_contain_what_generates_itself_and_are_near(family):
    checked = 0
    for seed in range(60):
        game, discount = tied(seed, *family), F(seed % 19, 20)
        enclosure, status = ended(game, discount)
        proven = status != Status.EMPTY and recovered(game, discount, enclosure.corners())
        if proven:
            polygon = enclosure.polygon()
            assert all(inside(polygon, point) for point in proven)
            assert all(beyond(proven, point) < NEAR for point in polygon)
            checked += 1
    assert checked > 50


def test_an_empty_set_is_empty_by_generation_too():
    found = [game for game in (tied(seed, 2) for seed in range(60)) if shown(scaled(game), F(2, 5))[1] == Status.EMPTY]
    assert len(found) > 3
    assert all(is_empty(game, F(2, 5)) for game in found)


def test_near_vertical_edges_keep_their_corners():
    # equal payoffs at 3/5: images whose coordinates differ by one rounding, a trap for hulls with a tolerance
    games = [tied(seed, 3, 3) for seed in range(100)]
    found = [(game, shown(scaled(game), F(3, 5))) for game in games]
    polygons = [recovered(game, F(3, 5), corners) for game, (corners, status, _) in found if status == Status.AT_REST]
    assert sum(polygon is not None for polygon in polygons) > 90
    assert all(is_empty(game, F(3, 5)) for game, (_, status, _) in found if status == Status.EMPTY)


def normal(game, discount):
    """Corners with each player's payoffs scaled to [0, 1], and the status."""
    prepared = scaled(game).in_units((0, 0))
    enclosure = Enclosure(prepared, discount)
    while (status := enclosure.advance()) is None:
        pass
    spans = prepared.arrays[0].max(axis=0)
    corners = [] if status == Status.EMPTY else enclosure.corners()
    return [tuple(np.array(corner) / np.where(spans > 0, spans, 1)) for corner in corners], status


def close(one, other):
    (corners, status), (others, other_status) = one, other
    far = max([beyond(others, x) for x in corners] + [beyond(corners, x) for x in others], default=0)
    return status is other_status and far < NEAR


@settings(deadline=None, max_examples=60)
@given(shapes().flatmap(games_of), DISCOUNTS, st.randoms(use_true_random=False))
def test_names_of_players_and_actions_do_not_matter(game, discount, random):
    orders = [random.sample(range(m), m) for m in game.shape]
    permuted = [game.payoffs[player][np.ix_(*orders)] for player in (0, 1)]
    swapped = pg.NormalFormGame([permuted[1].T.tolist(), permuted[0].T.tolist()])
    corners, status = normal(swapped, discount)
    assert close(normal(game, discount), ([corner[::-1] for corner in reversed(corners)], status))


SCALES = st.sampled_from([F(1), F(2, 7), F(10**30), F(1, 10**30), F(3, 10**400), F(7 * 10**400)])


@settings(deadline=None, max_examples=60)
@given(shapes().flatmap(tied_games_of), DISCOUNTS, st.tuples(SCALES, SCALES), st.tuples(*[st.fractions(-9, 9)] * 2))
def test_units_of_payoffs_do_not_matter(game, discount, scales, shifts):
    rescaled = pg.NormalFormGame([(game.payoffs[i] * scales[i] + shifts[i]).tolist() for i in (0, 1)])
    assert close(normal(game, discount), normal(rescaled, discount))


@settings(deadline=None, max_examples=60)
@given(shapes().flatmap(games_of), DISCOUNTS, DISCOUNTS)
def test_patience_sustains_more(game, discount, other):
    less, more = sorted([discount, other])
    (corners, _), (others, status) = normal(game, less), normal(game, more)
    assert all(beyond(others, corner) < NEAR for corner in corners) if others else not corners
    assert others or status == Status.EMPTY


@pytest.mark.parametrize("game", [ABREU_SANNIKOV, DILEMMA, PENNIES, tied(3, 4), tied(8, 3)])
def test_a_sweep_is_one_solve_after_another(game):
    discounts = [F(k, 101) for k in (50, 3, 99, 0, 77, 50, *range(10, 90))] + [0.3, np.float64(0.25)]
    columns = sweep(scaled(game), discounts)
    alone = [shown(scaled(game), discount) for discount in discounts]
    assert [status for _, status, _ in alone] == columns[2].tolist()
    assert all(same(corners, corners_at(columns, index)) for index, (corners, _, _) in enumerate(alone))
    assert columns[0][-1] == len(columns[1])


def test_a_sweep_on_two_threads_is_the_same():
    discounts = [F(k, 2001) for k in range(1, 2001)]
    columns = sweep(scaled(ABREU_SANNIKOV), discounts)
    for index in range(0, 2000, 97):
        assert same(shown(scaled(ABREU_SANNIKOV), discounts[index])[0], corners_at(columns, index))


def test_a_sweep_over_nothing_is_empty():
    offsets, corners, statuses, blurred = sweep(scaled(DILEMMA), [])
    assert (offsets.tolist(), corners.shape, statuses.tolist(), blurred.tolist()) == ([0], (0, 2), [], [])


def test_corners_are_said_to_be_blurred_next_to_one():
    assert [shown(scaled(DILEMMA), 1 - F(1, 10**k))[2] for k in (2, 4, 6, 30)] == [False, False, True, True]
    assert sweep(scaled(DILEMMA), [F(1, 2), 1 - F(1, 10**6)])[3].tolist() == [False, True]


def test_a_set_that_still_moves_is_said_to():
    game = tied(153, 3)  # one step takes off a millionth of what is too much
    assert shown(scaled(game), 1 - F(1, 10**6))[1] == Status.MOVING
    assert shown(scaled(game), F(9, 10))[1] == Status.AT_REST


def test_huge_and_long_payoffs_are_rounded_outward():
    long = [[F(2 * 10**400) + F(1, 3), 0], [3 * 10**400, 10**400 + F(1, 7)]]
    game = pg.NormalFormGame.from_bimatrix(long, np.array(long, dtype=object).T.tolist())
    enclosure, status = ended(game, F(3, 4))
    proven = [long[1][1]] * 2, [long[0][0]] * 2
    assert status == Status.AT_REST
    assert all(inside(enclosure.polygon(), tuple(point)) for point in proven)
    assert close(normal(game, F(3, 4)), normal(DILEMMA, F(3, 4)))


def test_hulls_drop_only_what_lies_in_the_hull_of_the_rest():
    random = np.random.default_rng(2)
    for count in (1, 2, 3, 8, 40):
        for steps in (3, 50, 2**40):
            points = random.integers(0, steps, (count, 2)) * UNIT + random.integers(0, 2, (count, 1)) * random.random()
            points = np.rint(points / UNIT) * UNIT
            corners = np.empty((count + 1, 2))
            found = hulls.hull(points.copy(), count, corners)
            exact = [tuple(map(F, point)) for point in points.tolist()]
            assert [tuple(map(F, corner)) for corner in corners[:found].tolist()] == hull(exact)


def test_sums_with_a_square_are_exact():
    random = np.random.default_rng(3)
    for count in (1, 2, 3, 5, 20):
        points = random.integers(0, 6, (count, 2)) / 8
        corners, region, marks = np.empty((count + 1, 2)), np.empty((2 * count + 8, 2)), np.zeros(6, np.int64)
        hulls.inflated(corners, hulls.hull(points.copy(), count, corners), 2 * UNIT, region, marks)
        moved = [
            tuple(F(x) + sign * F(2 * UNIT) for x, sign in zip(point, signs, strict=True))
            for point in points.tolist()
            for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1))
        ]
        assert [tuple(map(F, corner)) for corner in region[: marks[4]].tolist()] == hull(moved)
        assert (region[: marks[4]] == region[marks[4] : 2 * marks[4]]).all()


def test_turns_are_exact():
    random = np.random.default_rng(4)
    for _ in range(300):
        first, step = random.integers(0, 2**20, 2), random.integers(1, 2**25, 2)
        second, third = first + step * 3, first + step * 2**24 + random.integers(-1, 2, 2)
        points = [one * UNIT for one in (first, second, third)]
        expected = side(*[tuple(map(F, one.tolist())) for one in points])
        edge, other = points[1] - points[0], points[2] - points[0]
        assert turn(edge[0], other[1], edge[1], other[0]) == (expected > 0) - (expected < 0)


def test_sections_contain_the_exact_ones_and_little_more():
    random = np.random.default_rng(6)
    for trial in range(60):
        points = random.random((6, 2)) if trial % 2 else random.random((6, 1)) + random.random((6, 2)) * 2.0**-44
        points = np.rint(np.minimum(points, 1) / UNIT) * UNIT
        corners, region, marks = np.empty((7, 2)), np.empty((20, 2)), np.zeros(6, np.int64)
        hulls.inflated(corners, hulls.hull(points, 6, corners), 2 * UNIT, region, marks)
        polygon = [tuple(map(F, corner)) for corner in region[: marks[4]].tolist()]
        for axis in (0, 1):
            values = region[: marks[4], axis]
            at = np.rint((values.min() + random.random() * (values.max() - values.min())) / UNIT) * UNIT
            low, high = section(region, marks, axis, at)
            exact = [point[1 - axis] for point in cut(cut(polygon, axis, F(at)), axis, F(at), largest=True)]
            assert low <= min(exact) <= low + F(4 * UNIT)
            assert high - F(4 * UNIT) <= max(exact) <= high

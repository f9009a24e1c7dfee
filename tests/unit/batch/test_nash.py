"""Extreme equilibria in bulk, against the same games solved one by one."""

from itertools import product

import numpy as np
import policygames as pg
import pytest
from one_by_one import assert_same, proposals, rows_of
from policygames.numerics.bulk.minors import MOST
from textbook import extreme_equilibria_by_definition

SHAPES = [*product(range(1, 5), repeat=2)]
FAST, LONG = "closed form", "long form"


def tied(random, shape, games):
    """Games with few levels: most are degenerate."""
    levels = random.integers(1, 5, (games, 1, 1, 1))
    return random.integers(0, levels + 1, (games, 2, *shape)) - levels // 2


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_games_with_ties(shape):
    random = np.random.default_rng([*shape, 1])
    solutions = pg.solve_many(tied(random, shape, 1500 if max(shape) < 4 else 500))
    assert solutions.route_counts == {FAST: len(solutions)}
    assert_same(solutions)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_games_without_ties(shape):
    random = np.random.default_rng([*shape, 2])
    solutions = pg.solve_many(random.integers(-(10**4), 10**4, (400, 2, *shape)))
    assert solutions.route_counts.keys() <= {FAST, LONG}
    assert (solutions.counts % 2 == 1).mean() > 0.95  # Wilson (1971): odd, but in the few games with ties
    assert_same(solutions)


@pytest.mark.parametrize("shape", [(3, 3), (4, 4), (2, 4), (4, 3)], ids=str)
def test_columns_equal_to_others_and_mixtures_of_others(shape):
    # each reply is a copy of another, or pays exactly what a mixture of two others pays: ties beyond pairs
    random = np.random.default_rng([*shape, 3])
    payoffs = 6 * random.integers(0, 4, (400, 2, *shape))
    payoffs[:200, 1, :, -1] = (payoffs[:200, 1, :, 0] + payoffs[:200, 1, :, 1]) // 2
    payoffs[100:300, 0, -1] = (payoffs[100:300, 0, 0] + 2 * payoffs[100:300, 0, 1]) // 3
    payoffs[300:, 1, :, -1] = payoffs[300:, 1, :, 0]
    assert_same(pg.solve_many(payoffs))


@pytest.mark.parametrize("shape", [(2, 2), (2, 3), (3, 3), (3, 4), (4, 4)], ids=str)
def test_payoffs_at_the_edge_of_the_closed_forms(shape):
    random, most = np.random.default_rng([*shape, 4]), MOST[min(shape)]
    payoffs = random.choice([0, 1, most // 2, most - 1, most], (300, 2, *shape))
    payoffs[:100] = random.choice([0, most], (100, 2, *shape)) - random.integers(0, 2, (100, 2, *shape)) * most // 3
    payoffs = payoffs - payoffs.min(axis=(1, 2, 3), keepdims=True)
    inside = payoffs[payoffs.max(axis=(1, 2, 3)) <= most]
    solutions = pg.solve_many(inside)
    assert solutions.route_counts == {FAST: len(inside)}
    assert_same(solutions)


@pytest.mark.parametrize("size", [2, 3, 4])
def test_the_largest_determinants_do_not_overflow(size):
    # 0/1 matrices of the largest determinant: the identity's complement reaches (size - 1) for sizes up to 4
    most = MOST[size]
    games = [
        [most * (1 - np.eye(size, dtype=np.int64)), most * np.roll(np.eye(size, dtype=np.int64), k, axis=1)]
        for k in range(size)
    ]
    solutions = pg.solve_many(np.array(games))
    assert solutions.route_counts == {FAST: size}
    assert_same(solutions)


@pytest.mark.parametrize("size", [2, 3, 4])
def test_payoffs_beyond_the_edge_take_another_route_and_common_factors_none(size):
    random, most = np.random.default_rng(size), MOST[size]
    beyond = random.choice([0, 1, most + 1], (30, 2, size, size))
    beyond[:, :, 0, 0], beyond[:, :, 0, 1], beyond[:, :, 1, 0], beyond[:, :, 1, 1] = 0, most + 1, 1, 0
    solutions = pg.solve_many(beyond)
    assert FAST not in solutions.route_counts
    assert_same(solutions)
    multiples = 2**40 * random.integers(0, 5, (30, 2, size, size))
    assert pg.solve_many(multiples).route_counts == {FAST: 30}


def test_the_bounds_are_the_largest_that_the_proof_allows():
    for size, factor in ((2, 2), (3, 6), (4, 24)):
        assert factor * MOST[size] ** size < 2**63 <= factor * (MOST[size] + 1) ** size


@pytest.mark.parametrize("shape", [(2, 2), (2, 3), (3, 3)], ids=str)
def test_against_the_definition(shape):
    random = np.random.default_rng([*shape, 5])
    solutions = pg.solve_many(tied(random, shape, 150))
    for index, game in enumerate(solutions.games):
        found = [equilibrium.exact for equilibrium in solutions[index].equilibria]
        assert set(found) == extreme_equilibria_by_definition(game)


def hostile(random, shape, games):
    """Floats: levels that enter linearly, near ties, huge and tiny numbers side by side, eighths."""
    levels = random.integers(-8, 9, (games, 2, *shape)) / 8 + random.integers(0, 3, (games, 2, *shape)) * random.random(
        (games, 1, 1, 1)
    )
    near = random.integers(0, 3, (games, 2, *shape)) + random.integers(-1, 2, (games, 2, *shape)) * 2.0**-50
    scales = 10.0 ** random.integers(-300, 300, (games, 2, 1, 1))
    mixed = random.choice([0.0, 1e-300, 1e300, 1.0, 0.1, 5e-324, -1e308], (games, 2, *shape))
    return np.concatenate([levels, near, random.random((games, 2, *shape)), scales * levels, mixed])


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_hostile_floats(shape):
    solutions = pg.solve_many(hostile(np.random.default_rng([*shape, 6]), shape, 16))
    assert_same(solutions)


@pytest.mark.parametrize("shape", [(2, 2), (2, 4), (3, 3), (4, 3), (4, 4)], ids=str)
@pytest.mark.parametrize("bits", [20, 21, 25, 31, 32, 40, 53, 60])
def test_minors_that_are_too_long_for_int64(shape, bits):
    random = np.random.default_rng([*shape, bits])
    levels = random.integers(0, 2**bits, (120, 1, 1, 1))
    payoffs = random.integers(0, 2, (120, 2, *shape)) * levels + random.integers(0, 2, (120, 2, *shape))
    payoffs[40:80] = random.integers(0, 2**bits, (40, 2, *shape))
    payoffs[80:, 1, :, -1] = payoffs[80:, 1, :, 0]  # ties that hold whatever is mixed
    solutions = pg.solve_many(payoffs)
    assert_same(solutions)
    if bits <= 25:  # 24 · 2^(4 · 26) < 2^109: every sign is known
        assert "search" not in solutions.route_counts


def test_floats_are_rarely_left_to_the_loop():
    random = np.random.default_rng(10)
    drawn = pg.solve_many(random.random((2000, 2, 3, 3)))
    assert drawn.route_counts == {LONG: 2000}
    for game in range(0, 2000, 100):
        drawn[game].verify()  # profiles of more than 64 bits among them
    assert len(drawn.columns.long) > 50
    assert np.abs(drawn.profiles[0].sum(axis=1) - 1).max() < 1e-15


def test_ties_of_levels_that_enter_linearly_survive_in_scaled_decimals():
    # the second player's third action pays the mean of the other two, whatever the level: it ties wherever these do
    random = np.random.default_rng(11)
    payoffs = 10**6 * random.integers(0, 5, (300, 2, 3, 3)) + 2 * random.integers(0, 10**6, (300, 1, 3, 1))
    payoffs[:, 1, :, 2] = (payoffs[:, 1, :, 0] + payoffs[:, 1, :, 1]) // 2
    solutions = pg.solve_many(payoffs)
    assert "search" not in solutions.route_counts
    assert_same(solutions)


def test_floats_that_are_multiples_of_a_power_of_two_lose_no_tie():
    random = np.random.default_rng(7)
    whole = random.integers(-3, 4, (500, 2, 3, 3))
    solutions, scaled = pg.solve_many(whole), pg.solve_many(whole * 2.0**-30)
    assert scaled.route_counts == {FAST: 500}
    assert (solutions.numerators[0] == scaled.numerators[0]).all()
    assert (solutions.offsets == scaled.offsets).all()


def test_more_equilibria_than_there_is_room_for():
    solutions = pg.solve_many(np.zeros((3000, 2, 4, 4)))
    assert (solutions.counts == 16).all()
    assert rows_of(solutions, 2999) == proposals(solutions.games[2999])


@pytest.mark.parametrize("shape", [(5, 2), (2, 6)], ids=str)
def test_larger_games_go_through_the_loop(shape):
    solutions = pg.solve_many(tied(np.random.default_rng(8), shape, 4))
    assert solutions.route_counts == {"search": 4}
    assert_same(solutions)


def test_three_players_go_through_the_loop():
    payoffs = np.random.default_rng(9).integers(0, 3, (3, 3, 2, 2, 2))
    solutions = pg.solve_many(payoffs)
    assert solutions.route_counts == {"search": 3}
    for index, solution in enumerate(solutions):
        rational = [one for one in solution.equilibria if one.exact is not None]
        whole = len(rational) == len(solution.equilibria)
        assert solutions.counts[index] == len(rational)
        assert solutions.coverage[index] == (solution.coverage if whole else "SOME")
        assert any(f"game {index} has" in text for text in solutions.warnings) is not whole


def test_irrational_equilibria_have_no_row_and_that_is_said():
    payoffs = np.random.default_rng(9).integers(0, 3, (3, 3, 2, 2, 2))
    solutions = pg.solve_many(payoffs)
    lacking = [index for index, one in enumerate(solutions) if any(e.exact is None for e in one.equilibria)]
    assert lacking
    assert len(solutions.warnings) == 1
    assert all(solutions.coverage[index] == "SOME" for index in lacking)
    assert all(row.sum() == pytest.approx(1) for own in solutions.profiles for row in own)


def test_payoffs_beyond_int64_go_through_the_loop():
    solutions = pg.solve_many([[[[2**70, 0], [0, 1]], [["1/3", 0], [0, 1]]], [[[1, 0], [0, 1]], [[1, 0], [0, 1]]]])
    assert solutions.route_counts == {"search": 1, FAST: 1}
    assert solutions.numerators[1].dtype == object
    assert rows_of(solutions, 0) == proposals(solutions.games[0])
    assert solutions.profiles[1][2 if solutions.numerators[1][2].min() else 1].sum() == pytest.approx(1)

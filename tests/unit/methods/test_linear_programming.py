"""Zero-sum games by the simplex method and by HiGHS: exact where the basis allows, honest about deadlines."""

import numpy as np
import policygames as pg
import pytest
from policygames.budget import Budget
from policygames.certificates import Coverage, Kind, Reason
from policygames.methods import linear_programming
from policygames.numerics.dense import compiling
from policygames.numerics.dense.payoffs import scaled_floats
from policygames.numerics.dense.simplex import MatrixGame, Status
from policygames.numerics.matrix_games import near_basis

FAMILIES = {
    "ties": lambda random, shape: random.integers(0, 3, shape),
    "ranks": lambda random, shape: random.permutation(shape[0] * shape[1]).reshape(shape),
    "thousands": lambda random, shape: random.integers(-1000, 1000, shape),
    "floats": lambda random, shape: random.normal(size=shape),
}


def opposed(family, shape, seed=0):
    """A zero-sum game."""
    own = FAMILIES[family](np.random.default_rng(seed), shape)
    return pg.NormalFormGame(np.stack([own, -own]))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_value_is_that_of_the_exact_equilibria(family):
    for seed, shape in enumerate([(2, 2), (4, 7), (9, 6), (12, 12)]):
        game = opposed(family, shape, seed)
        solution = pg.solve(game, "zero_sum")
        assert (solution.coverage, solution.equilibria[0].certificate.kind) == (Coverage.ALL, Kind.EXACT)
        (exact,) = pg.solve(game, "nash", method="one_equilibrium", max_equilibria=1).equilibria
        assert solution.equilibria[0].exact_payoffs == exact.exact_payoffs


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("compiler", [True, False])
def test_large_games_get_exact_certificates(family, compiler, monkeypatch):
    monkeypatch.setattr(compiling, "has_compiler", lambda: compiler)
    solution = pg.solve(opposed(family, (90, 70)), "zero_sum")
    assert (solution.coverage, solution.equilibria[0].certificate.kind) == (Coverage.ALL, Kind.EXACT)
    assert solution.verify() == () or family == "floats"


def test_the_simplex_method_is_compiled_for_large_games_only(monkeypatch):
    monkeypatch.setattr(linear_programming, "_optimal_floats", lambda *asked: pytest.fail("HiGHS was called"))
    pytest.importorskip("numba")
    pg.solve(opposed("ranks", (60, 60)), "zero_sum")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_simplex_method_ends_with_a_square_basis(family):
    pytest.importorskip("numba")
    search = MatrixGame(scaled_floats(opposed(family, (50, 40)).numerators[0]))
    while search.advance() is Status.GOING:
        pass
    rows, columns = search.supports()
    assert search.status is Status.DONE
    assert len(rows) == len(columns) > 0


def test_a_deadline_gives_an_honest_solution():
    solution = pg.solve(opposed("ranks", (300, 300)), "zero_sum", deadline=0.01)
    assert solution.equilibria == ()
    assert (solution.coverage, solution.termination.reason) == (Coverage.SOME, Reason.DEADLINE)


def test_what_highs_is_given_is_the_time_that_is_left():
    found, words = linear_programming._optimal_floats(
        scaled_floats(opposed("ranks", (200, 200)).numerators[0]), Budget(expires=0.0)
    )
    assert found is None
    assert words.startswith("HiGHS")


@pytest.mark.parametrize("most", [None, 1])
def test_numbers_too_long_to_compute_are_bounded_and_said_to_be(most, monkeypatch):
    pytest.importorskip("numba")
    monkeypatch.setattr(linear_programming, "MOST_BITS", 100)
    game = opposed("floats", (60, 50))
    solution = pg.solve(game, "zero_sum", max_equilibria=most)
    (one,) = solution.equilibria
    assert (one.certificate.kind, solution.coverage) == (Kind.BOUND, Coverage.SOME)
    assert linear_programming.LONG in solution.warnings
    assert -1e-12 < one.certificate.slack <= 0
    best = [max(game.deviation_payoffs(player, one.exact)) for player in (0, 1)]
    assert best[0] >= -best[1] >= best[0] + 2 * one.certificate.slack  # the value lies between
    assert pg.Solution.from_dict(solution.to_dict()).verify() == ()


def test_a_basis_that_is_not_optimal_is_not_taken_for_near():
    floats = np.array([[2.0, 1.0], [1.0, 2.0]])
    assert near_basis(floats, [0], [0]) is None
    assert near_basis(np.ones((2, 2)), [0, 1], [0, 1]) is None  # singular
    row, column = near_basis(floats, [0, 1], [0, 1])
    assert [*row, *column] == pytest.approx([0.5] * 4)


def test_rounded_strategies_sum_to_one():
    random = np.random.default_rng(5)
    for size in (1, 2, 7, 300):
        strategy = linear_programming._rounded(random.dirichlet(np.ones(size)) - 1e-18)
        assert sum(strategy) == 1
        assert min(strategy) >= 0

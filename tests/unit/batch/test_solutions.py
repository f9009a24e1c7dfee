"""The columns of a batch, its solutions, and what is refused."""

import pickle
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.games.batch import GameBatch

CHICKEN = [[[0, 3], [1, 2]], [[0, 1], [3, 2]]]


@pytest.fixture(scope="module")
def solutions():
    """A few games of 3 x 2 actions."""
    return pg.solve_many(np.random.default_rng(5).integers(0, 4, (40, 2, 3, 2)))


def test_every_solution_verifies(solutions):
    assert len(solutions) == len(list(solutions)) == 40
    for index, solution in enumerate(solutions):
        solution.verify()
        assert solution.coverage == solutions.coverage[index]
        assert len(solution.equilibria) == solutions.counts[index]
    assert solutions[-1].game == solutions[39].game
    with pytest.raises(IndexError):
        solutions[40]


def test_columns_are_those_of_the_solutions(solutions):
    for index, solution in enumerate(solutions):
        rows = slice(*solutions.offsets[index : index + 2])
        exact = {
            tuple(
                tuple(Fraction(int(p), int(q)) for p in numerators[row])
                for numerators, q in zip(solutions.numerators, solutions.denominators[row], strict=True)
            ): row
            for row in range(rows.start, rows.stop)
        }
        assert set(exact) == {equilibrium.exact for equilibrium in solution.equilibria}
        for equilibrium in solution.equilibria:
            row = exact[equilibrium.exact]
            assert solutions.payoffs[row] == pytest.approx(equilibrium.payoffs)
            for ours, theirs in zip(solutions.profiles, equilibrium.profile, strict=True):
                assert ours[row] == pytest.approx(theirs)
    assert (solutions.game_of == np.repeat(np.arange(40), solutions.counts)).all()


def test_columns_that_are_false_are_noticed(solutions):
    numerators = solutions.columns.numerators.copy()
    numerators[solutions.offsets[7]] = np.roll(numerators[solutions.offsets[7]], 1)
    false = replace(solutions, columns=replace(solutions.columns, numerators=numerators))
    with pytest.raises(pg.CertificateError, match="game 7"):
        false[7]


@pytest.mark.parametrize("concept", ["nash", "pure_nash"])
@pytest.mark.parametrize("shape", [(2, 2, 2), (2, 4, 3), (3, 2, 2, 2), (2, 9, 9)], ids=str)
def test_no_games(shape, concept):
    solutions = pg.solve_many(np.zeros((0, *shape)), concept)
    assert len(solutions) == 0
    assert list(solutions) == []
    assert solutions.offsets.tolist() == [0]
    assert solutions.payoffs.shape == solutions.denominators.shape == (0, shape[0])
    assert solutions.coverage.shape == solutions.routes.shape == (0,)
    assert solutions.route_counts == {}


def test_one_game():
    solutions = pg.solve_many([CHICKEN])
    assert solutions.counts.tolist() == [3]
    assert solutions.denominators.max() == 2
    assert "3 equilibria" in repr(solutions)


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.uint64, np.float16, np.float32, np.float64, object])
def test_kinds_of_numbers(kind):
    given = np.array([CHICKEN] * 3, dtype=kind)
    solutions = pg.solve_many(given)
    assert solutions.counts.tolist() == [3] * 3
    given[:] = 0  # the caller's array is its own again
    assert solutions[2].game == pg.NormalFormGame(CHICKEN)


def test_arrays_in_another_order():
    payoffs = np.random.default_rng(6).integers(0, 5, (50, 2, 3, 4))
    turned = np.asfortranarray(payoffs)
    assert (pg.solve_many(turned).numerators[0] == pg.solve_many(payoffs).numerators[0]).all()


def test_texts_are_exact():
    thirds = [[[[f"{entry}/3" for entry in row] for row in rows] for rows in CHICKEN]]
    solutions = pg.solve_many(np.array(thirds, dtype=object))
    assert solutions.counts.tolist() == [3]
    assert solutions[0].game.payoff(0, (0, 1)) == 1


def test_denominators_per_player_and_per_game():
    games = GameBatch(np.array([CHICKEN] * 2), [[1, 1], [3, 7]])
    assert games[1].payoff(0, (0, 1)) == 1
    assert games[1].payoff(1, (1, 0)) == Fraction(3, 7)
    solutions = pg.solve_many(games)
    assert solutions.payoffs[-1] == pytest.approx(solutions.payoffs[2] / [3, 7])
    [solution.verify() for solution in solutions]


@pytest.mark.parametrize(
    ("payoffs", "path", "reason"),
    [
        (np.array([[[[0, 1], [2, np.nan]], [[0, 0], [0, 0]]]] * 2), "payoffs[0][0][1][1]", "NON_FINITE_PAYOFF"),
        (np.array([CHICKEN, [[[0, np.inf]] * 2] * 2]), "payoffs[1][0][0][1]", "NON_FINITE_PAYOFF"),
        (np.zeros((3, 2, 2)), "payoffs[0]", "SHAPE_DATA_MISMATCH"),
        (np.zeros((3, 2, 2, 2, 2)), "payoffs[0]", "SHAPE_DATA_MISMATCH"),
        (np.zeros((3, 1, 2)), "payoffs[0]", "TOO_FEW_PLAYERS"),
        (np.zeros((3, 2, 2, 0)), "payoffs[0]", "EMPTY_ACTION_SET"),
        (np.zeros(3), "payoffs", "SHAPE_DATA_MISMATCH"),
        (np.array(1.0), "payoffs", "SHAPE_DATA_MISMATCH"),
        (7, "payoffs", "SHAPE_DATA_MISMATCH"),
        (None, "payoffs", "SHAPE_DATA_MISMATCH"),
        ([], "payoffs", "SHAPE_DATA_MISMATCH"),
        (np.ones((2, 2, 2, 2), dtype=bool), "payoffs[0][0][0][0]", "NOT_A_NUMBER"),
        (np.ones((2, 2, 2, 2), dtype=complex), "payoffs[0][0][0][0]", "NOT_A_NUMBER"),
        ([CHICKEN, [[[0, 1], [2, "x"]], [[0, 0], [0, 0]]]], "payoffs[1][0][1][1]", "NOT_A_NUMBER"),
        ([CHICKEN, [[[0, 1], [2]], [[0, 0], [0, 0]]]], "payoffs[1][0][1]", "RAGGED_PAYOFFS"),
        ([CHICKEN, np.zeros((2, 3, 2))], "payoffs[1]", "SHAPE_DATA_MISMATCH"),
    ],
)
def test_what_is_no_batch_is_refused_with_its_place(payoffs, path, reason):
    with pytest.raises(pg.GameError) as caught:
        pg.solve_many(payoffs)
    assert (caught.value.path, caught.value.reason) == (path, reason)


@pytest.mark.parametrize("denominators", [[0, 1], [1.5, 1], [1, 2, 3], "x"])
def test_bad_denominators_are_refused(denominators):
    with pytest.raises(pg.GameError) as caught:
        GameBatch(np.array([CHICKEN] * 2), denominators)
    assert caught.value.path == "denominators"


def test_floats_have_no_denominators():
    with pytest.raises(pg.GameError, match="whole-number payoffs"):
        GameBatch(np.array([CHICKEN] * 2, dtype=float), [2, 2])


@pytest.mark.parametrize("concept", ["zero_sum", "subgame_perfect"])
def test_other_concepts_are_refused_by_name(concept):
    with pytest.raises(pg.UnsupportedError, match="pure_nash"):
        pg.solve_many([CHICKEN], concept)


def test_an_unknown_concept_is_refused():
    with pytest.raises(pg.UnsupportedError, match="nahs"):
        pg.solve_many([CHICKEN], "nahs")


def test_batches_survive_a_pickle(solutions):
    copy = pickle.loads(pickle.dumps(solutions))  # noqa: S301 - our own
    assert (copy.numerators[0] == solutions.numerators[0]).all()
    assert copy[3].game == solutions[3].game


def test_payoffs_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        GameBatch([CHICKEN]).payoffs[0] = 1

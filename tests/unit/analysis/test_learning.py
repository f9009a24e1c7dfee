"""Processes of learning and selection: closed forms, conserved quantities, and what is said where nothing settles."""

import json
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import tied_games_of

PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
DILEMMA = pg.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
# Shapley, in Advances in Game Theory (1964) 1-29: fictitious play goes round in ever longer turns
SHAPLEY = pg.NormalFormGame([np.eye(3, dtype=int), np.roll(np.eye(3, dtype=int), 1, axis=1)])
CHICKEN = pg.NormalFormGame([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])


def symmetric(matrix):
    return pg.NormalFormGame([matrix, [list(row) for row in zip(*matrix, strict=True)]])


SCISSORS = symmetric([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])


def test_a_better_action_spreads_by_the_logistic_curve():
    times = np.linspace(0, 5, 11)
    start = (["1/10", "9/10"],) * 2
    path = pg.replicator_dynamics(symmetric([[2, 2], [0, 0]]), start=start, times=times)
    assert np.allclose(path.profiles[0][:, 0], 1 / (1 + 9 * np.exp(-2 * times)), atol=1e-6)
    assert path.populations == 1


def test_rock_paper_scissors_goes_round_and_that_is_said():
    path = pg.replicator_dynamics(SCISSORS, start=(["1/2", "1/4", "1/4"],) * 2)
    assert np.allclose(path.profiles[0].prod(axis=1), 1 / 32, atol=1e-6)
    assert not path.converged
    assert "did not settle" in path.explain()


def test_two_populations_of_a_dilemma_settle_where_both_defect():
    path = pg.replicator_dynamics(DILEMMA, populations=2)
    assert path.converged
    assert np.allclose([own[1] for own in path.last], 1, atol=1e-5)
    assert path.gain < 1e-4
    assert len(path.to_frame()) == 4 * len(path.times)


@settings(max_examples=10)
@given(tied_games_of((2, 3)))
def test_shares_stay_shares(game):
    path = pg.replicator_dynamics(game)
    for own in path.profiles:
        assert np.allclose(own.sum(axis=1), 1, atol=1e-6)
        assert own.min() >= 0
        assert not path.warnings


def test_fictitious_play_settles_in_a_zero_sum_game():
    """Robinson (1951)."""
    path = pg.fictitious_play(PENNIES, steps=5000)
    assert path.converged == (path.gain <= 0.02)
    assert np.allclose(path.last[0], 0.5, atol=0.05)
    assert path.times[-1] == 5000
    assert len(path.times) <= 1000


def test_fictitious_play_by_hand():
    """From even beliefs both tie and play the first action; then the row player keeps to it and the other changes."""
    path = pg.fictitious_play(PENNIES, steps=2)
    assert np.allclose(path.profiles[0], [[3 / 4, 1 / 4], [5 / 6, 1 / 6]])
    assert np.allclose(path.profiles[1], [[3 / 4, 1 / 4], [1 / 2, 1 / 2]])


def test_shapleys_game_never_settles():
    path = pg.fictitious_play(SHAPLEY, steps=3000, start=(["1/2", "1/4", "1/4"], [1, 0, 0]))
    assert not path.converged
    assert path.gain > 0.05


def test_three_players_can_play_fictitiously():
    game = pg.NormalFormGame(np.stack([np.array([[[1, 0], [0, 0]], [[0, 0], [0, 2]]])] * 3))
    path = pg.fictitious_play(game, steps=500)
    assert len(path.profiles) == 3


@settings(max_examples=10)
@given(tied_games_of((2, 2, 2)), st.integers(0, 5))
def test_regrets_are_those_of_how_often_profiles_were_played(game, seed):
    path = pg.regret_matching(game, steps=300, seed=seed)
    floats, regrets = game.floats, [0.0]
    for player, count in enumerate(game.shape):
        paid = (path.distribution * floats[player]).sum()
        others = path.distribution.sum(axis=player)
        regrets += [(others * floats[player].take(a, axis=player)).sum() - paid for a in range(count)]
    assert path.gain == pytest.approx(max(regrets), abs=1e-9)
    assert path.distribution.sum() == pytest.approx(1)


def test_regret_matching_comes_near_the_coarse_correlated_equilibria():
    path = pg.regret_matching(CHICKEN, steps=20_000, seed=3)
    assert path.converged
    again = pg.regret_matching(CHICKEN, steps=20_000, seed=3)
    assert (again.distribution == path.distribution).all()
    assert (pg.regret_matching(CHICKEN, steps=20_000, seed=4).distribution != path.distribution).any()
    assert "seed 3" in path.explain()


def test_neutral_mutants_are_fixed_by_chance():
    assert pg.fixation_probability(symmetric([[1, 1], [1, 1]]), 0, 1, 7) == Fraction(1, 7)


@given(st.fractions(Fraction(1, 5), 5), st.integers(2, 12))
def test_fixation_at_constant_fitness(fitness, size):
    """Moran (1958): (1 - 1/r) / (1 - 1/r^N)."""
    game = symmetric([[fitness, fitness], [1, 1]])
    expected = Fraction(1, size) if fitness == 1 else (1 - 1 / fitness) / (1 - 1 / fitness**size)
    assert pg.fixation_probability(game, 0, 1, size) == expected


def absorbed(table, size):
    """The chance of fixation from one mutant, from the balance equations of the chain."""
    matrix, right = np.zeros((size + 1, size + 1)), np.zeros(size + 1)
    matrix[0, 0] = matrix[size, size] = right[size] = 1
    for i in range(1, size):
        f = ((i - 1) * table[0][0] + (size - i) * table[0][1]) * i
        g = (i * table[1][0] + (size - i - 1) * table[1][1]) * (size - i)
        up, down = f / (f + g) * (size - i) / size, g / (f + g) * i / size
        matrix[i, i - 1 : i + 2] = -down, up + down, -up
    return np.linalg.solve(matrix, right)[1]


@given(st.lists(st.integers(1, 9), min_size=4, max_size=4), st.integers(2, 8))
def test_fixation_solves_the_chain(entries, size):
    table = [entries[:2], entries[2:]]
    assert float(pg.fixation_probability(symmetric(table), 0, 1, size)) == pytest.approx(absorbed(table, size))


def test_the_moran_process_ends_as_often_as_it_should():
    game = symmetric([[2, 2], [1, 1]])
    wins = sum(pg.moran_process(game, [1, 3], seed=seed).last[0][0] for seed in range(400))
    assert abs(wins / 400 - float(pg.fixation_probability(game, 0, 1, 4))) < 0.08
    path = pg.moran_process(game, [5, 5], steps=3)
    assert not path.converged
    assert path.times[-1] == 3
    assert "no action was fixed" in path.explain()


def test_paths_are_drawn():
    for path in (pg.fictitious_play(PENNIES, steps=20), pg.moran_process(symmetric([[2, 2], [1, 1]]), [2, 2])):
        axes = path.plot()
        assert len(axes.lines) == sum(own.shape[1] for own in path.profiles)
        assert axes.get_ylabel() == "frequency"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: pg.replicator_dynamics(DILEMMA, times=[1, 0]),
        lambda: pg.replicator_dynamics(PENNIES, populations=1),
        lambda: pg.fictitious_play(PENNIES, steps=0),
        lambda: pg.regret_matching(PENNIES, seed=-1),
        lambda: pg.moran_process(PENNIES, [1, 1]),
        lambda: pg.moran_process(SCISSORS, [1, 1, 1]),
        lambda: pg.moran_process(DILEMMA, [1]),
        lambda: pg.fixation_probability(DILEMMA, 0, 1, 1),
        lambda: pg.fictitious_play(3),
    ],
)
def test_bad_questions_are_refused(ask):
    with pytest.raises(pg.GameError):
        ask()


def test_a_seed_that_numpy_drew_can_be_saved():
    for learn in (pg.fictitious_play, pg.regret_matching):
        path = learn(PENNIES, steps=5, seed=np.int64(3))
        assert type(path).from_dict(json.loads(json.dumps(path.to_dict()))).seed == 3

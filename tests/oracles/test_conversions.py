"""Games of nashpy, QuantEcon and Gambit converted, against payoffs written by hand: no transposition hides."""

import json
import subprocess
import sys
from fractions import Fraction
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import nashpy
import numpy as np
import policygames as pg
import pytest

pytestmark = pytest.mark.oracle

ROW = [[1, 2, 3], [4, 5, 6]]
COLUMN = [[10, 20, 30], [40, 50, 60]]
BIMATRIX = pg.NormalFormGame.from_bimatrix(ROW, COLUMN)


def digits(player, profile):
    """A payoff in which the player and every action can be read: 2013 is what player 2 gets at (0, 1, 3)."""
    return int("".join(map(str, (player, *profile))))


def test_nashpy_writes_both_matrices_from_the_same_side():
    assert pg.NormalFormGame.from_nashpy(nashpy.Game(ROW, COLUMN)) == BIMATRIX


def test_nashpy_keeps_fractions_and_means_zero_sum_by_one_matrix():
    third = Fraction(1, 3)
    game = pg.NormalFormGame.from_nashpy(nashpy.Game([[third, 0]]))
    assert game.payoffs.tolist() == [[[third, 0]], [[-third, 0]]]


def test_the_second_matrix_of_quantecon_is_transposed():
    game_theory = pytest.importorskip("quantecon.game_theory")
    players = game_theory.Player(np.array(ROW)), game_theory.Player(np.array(COLUMN).T)
    assert pg.NormalFormGame.from_quantecon(game_theory.NormalFormGame(players)) == BIMATRIX


@pytest.mark.parametrize("shape", [(2, 3, 4), (4, 2, 3), (2, 1, 3, 2)])
def test_the_arrays_of_quantecon_turn_in_a_circle(shape):
    game_theory = pytest.importorskip("quantecon.game_theory")
    theirs = game_theory.NormalFormGame(shape)
    for profile in product(*map(range, shape)):
        theirs[profile] = [digits(player, profile) for player in range(len(shape))]
    game = pg.NormalFormGame.from_quantecon(theirs)
    assert game.shape == shape
    for player, profile in product(range(len(shape)), product(*map(range, shape))):
        assert game.payoff(player, profile) == digits(player, profile)


def test_a_float_of_quantecon_stays_the_float():
    game_theory = pytest.importorskip("quantecon.game_theory")
    game = pg.NormalFormGame.from_quantecon(game_theory.NormalFormGame([[0.1, 2.0], [3.0, 4.0]]))
    assert game.payoff(0, (0, 0)) == Fraction(0.1)


def converted_gambit():
    """What a process of its own makes of Gambit's games."""
    pytest.importorskip("pygambit")
    child = Path(__file__).with_name("gambit_games.py")
    done = subprocess.run([sys.executable, str(child)], capture_output=True, text=True, check=True)
    return {name: pg.NormalFormGame.from_dict(data) for name, data in json.loads(done.stdout).items()}


def test_gambit_gives_names_and_rationals():
    game = converted_gambit()["labelled"]
    assert game.players == ("United States", "China")
    assert game.actions == (("sell", "ban"), ("buy", 'say "no"', "wait"))
    assert game.payoffs.tolist() == [
        [[1, 2, Fraction(1, 3)], [4, 5, 6]],
        [[10, 20, 30], [Fraction(1, 10), 50, Fraction(-7, 2)]],
    ]


def test_gambit_gives_three_players_and_no_outcome_pays_nothing():
    game = converted_gambit()["three"]
    assert game.shape == (2, 3, 2)
    assert [game.payoff(player, (1, 2, 0)) for player in range(3)] == [7, 8, Fraction(9, 4)]
    assert np.count_nonzero(game.payoffs) == 3


def test_gambit_gives_the_strategic_form_of_a_tree():
    assert converted_gambit()["tree"].payoffs.tolist() == [[[1, 1], [3, 5]], [[2, 2], [4, 6]]]


@pytest.mark.parametrize(
    "convert",
    [pg.NormalFormGame.from_nashpy, pg.NormalFormGame.from_pygambit, pg.NormalFormGame.from_quantecon],
)
@pytest.mark.parametrize("other", [None, 7, [[1]], {}, BIMATRIX, SimpleNamespace(players=(1, 2))])
def test_anything_else_is_refused(convert, other):
    with pytest.raises(pg.GameError, match="is no game of") as refusal:
        convert(other)
    assert (refusal.value.reason, refusal.value.path) == ("MISSING_GAME", "game")


def test_a_game_of_one_player_is_refused():
    game_theory = pytest.importorskip("quantecon.game_theory")
    with pytest.raises(pg.GameError, match="1 player"):
        pg.NormalFormGame.from_quantecon(game_theory.NormalFormGame((game_theory.Player(np.array([1, 2])),)))

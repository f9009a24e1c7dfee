"""The table that textbooks print, as CSV, is read as the game that it shows."""

import csv as spreadsheets
import io

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named_games import named_games
from policygames.formats import csv


def table(corner, game, separator):
    """The rows as a spreadsheet program would write them."""
    stream = io.StringIO(newline="")
    first, second = game.payoffs
    rows = [
        [f"{mine}{separator}{yours}" for mine, yours in zip(*pair, strict=True)]
        for pair in zip(first, second, strict=True)
    ]
    named = [[name, *row] for name, row in zip(game.actions[0], rows, strict=True)]
    spreadsheets.writer(stream).writerows([[corner, *game.actions[1]], *named])
    return stream.getvalue()


@pytest.mark.parametrize("separator", [";", ",", " ; ", ", "])
@given(game=named_games(st.just(2)))
def test_both_payoffs_stand_in_a_cell(separator, game):
    again = csv.read(table("", game, separator))
    assert (again.payoffs == game.payoffs).all()
    assert (again.players, list(again.actions)) == (("player 0", "player 1"), list(game.actions))


def test_the_corner_names_the_players():
    text = 'US \\ China,buy,boycott\nsell,"3,3",1;4\nban,1/2;0.1,-2;2\n'
    assert csv.read(text) == pg.NormalFormGame(
        [[[3, 1], ["1/2", -2]], [[3, 4], ["1/10", 2]]], ("US", "China"), (("sell", "ban"), ("buy", "boycott"))
    )


def test_names_with_backslashes_do_not_make_a_bimatrix():
    game = pg.NormalFormGame([[[1, 2]], [[3, 4]]], players=("US \\ EU", "China"))
    assert csv.read(csv.write(game)) == game

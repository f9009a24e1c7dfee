"""Messages of games of incomplete information that are none are refused by name, before anything is allocated."""

import policygames as pg
import pytest
from policygames.v1 import games_pb2 as pb
from policygames.wire.games import game_message, read_game

GAME = pg.BayesianGame([[[[[1, 0], [0, "1/3"]]] * 2]] * 2, [["1/3", "2/3"]], ("he", "she"))


def changed(**fields):
    message = game_message(GAME)
    for name, value in fields.items():
        message.bayesian.ClearField(name)
        getattr(message.bayesian, name).extend(value)
    return message


def test_thirds_come_back():
    assert read_game(game_message(GAME)) == GAME


@pytest.mark.parametrize(
    ("message", "path"),
    [
        (pb.Game(bayesian=pb.BayesianGame()), "game.shape"),
        (changed(type_counts=[1]), "game.shape"),
        (changed(type_counts=[1, 0]), "game.shape"),
        (changed(type_counts=[1, -2]), "game.shape"),
        (changed(type_counts=[2**62, 2**62]), "game.prior"),
        (changed(shape=[2**31, 2**31]), "game.payoffs"),
        (changed(prior=["1/3", "1/3"]), "game.prior"),
        (changed(prior=["1/3", "x"]), "game.prior[0][1]"),
        (changed(payoffs=["1"]), "game.payoffs"),
        (changed(players=["he", "he"]), "game.players[1]"),
    ],
)
def test_what_is_no_game_is_refused(message, path):
    with pytest.raises(pg.GameError) as caught:
        read_game(message)
    assert caught.value.path == path

"""Games as messages and back, exactly; whatever arrives is judged before anything is allocated for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games import BayesianGame, Game, NormalFormGame, RepeatedGame, SymmetricGame
from policygames.v1 import games_pb2 as pb
from policygames.wire.bayesian import bayesian_message, read_bayesian
from policygames.wire.normal_form import normal_form_message, read_normal_form
from policygames.wire.places import under
from policygames.wire.repeated import read_repeated, repeated_message
from policygames.wire.symmetric import read_symmetric, symmetric_message


def game_message(game: Game) -> pb.Game:
    """The message of a game. Raises UnsupportedError for a kind of game that has none."""
    if isinstance(game, NormalFormGame):
        return pb.Game(normal_form=normal_form_message(game))
    if isinstance(game, RepeatedGame):
        return pb.Game(repeated=repeated_message(game))
    if isinstance(game, BayesianGame):
        return pb.Game(bayesian=bayesian_message(game))
    if isinstance(game, SymmetricGame):
        return pb.Game(symmetric=symmetric_message(game))
    message = f"type {type(game).__name__} cannot be sent; there are {', '.join(_CLASSES)}"
    kind = {"kind": type(game).__name__}
    raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="game", variables=kind, choices=_CLASSES)


_CLASSES = ("NormalFormGame", "RepeatedGame", "SymmetricGame", "BayesianGame")
_READERS: dict[str, Callable[[Any], Game]] = {
    "normal_form": read_normal_form,
    "repeated": read_repeated,
    "bayesian": read_bayesian,
    "symmetric": read_symmetric,
}


def read_game(message: pb.Game) -> Game:
    """The game of a message. Raises GameError, its path under `game.`, for anything that is none."""
    kind = message.WhichOneof("kind")
    if kind is None:
        given = "of a kind that is unknown here" if message.ByteSize() else "missing"
        variables = {"given": given, "allowed": ", ".join(_READERS)}
        text = f"the game is {given}; allowed: {variables['allowed']}"
        raise GameError(text, reason="MISSING_GAME", path="game", variables=variables)
    with under("game"):
        return _READERS[kind](getattr(message, kind))


def read_stage_game(message: pb.Game) -> NormalFormGame:
    """The game of a message, in normal form. Raises GameError for any other kind."""
    game = read_game(message)
    if not isinstance(game, NormalFormGame):
        text = f"type {type(game).__name__} where a game in normal form is needed"
        raise GameError(text, reason="MISSING_GAME", path="game", variables={"kind": type(game).__name__})
    return game

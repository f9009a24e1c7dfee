"""Games of other libraries as payoffs and names, by what those games offer: none of the libraries is imported."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from policygames.errors import GameError

Parts: TypeAlias = tuple[list[Any], list[str] | None, list[list[str]] | None]
"""Payoffs, one array of shape (m0, m1, …) per player; players and actions where they have names."""


def from_nashpy(game: Any) -> Parts:
    """A nashpy game: two matrices written from the same side, without names.

    Source: nashpy's documentation, `Game.payoff_matrices`.
    """
    return list(_offered(game, "payoff_matrices", "nashpy")), None, None


def from_pygambit(game: Any) -> Parts:
    """A Gambit game: rational payoffs in player order, labels; who has none is called by number, as Gambit does.

    Source: pygambit's documentation, `Game.to_arrays`.
    """
    payoffs = _offered(game, "to_arrays", "pygambit")()
    players = list(game.players)
    actions = [[_label(strategy, index) for index, strategy in enumerate(player.strategies)] for player in players]
    return payoffs, [_label(player, index) for index, player in enumerate(players)], actions


def _label(item: Any, index: int) -> str:
    return item.label or str(index + 1)


def from_quantecon(game: Any) -> Parts:
    """A QuantEcon game: every player's array has the own action first, then those of the players after, in a circle.

    So the array of the second of two players is the transpose of the usual matrix. Source: QuantEcon's documentation,
    `game_theory.normal_form_game`.
    """
    players = _offered(game, "players", "quantecon.game_theory")
    arrays = [np.asarray(_offered(player, "payoff_array", "quantecon.game_theory")) for player in players]
    return [_in_player_order(array, player) for player, array in enumerate(arrays)], None, None


def _in_player_order(array: Any, player: int) -> Any:
    return array.transpose([(axis - player) % array.ndim for axis in range(array.ndim)])


def _offered(game: Any, name: str, library: str) -> Any:
    if not hasattr(game, name):
        message = f"a {type(game).__name__} is no game of {library}, it has no {name}"
        raise GameError(
            message,
            reason="MISSING_GAME",
            path="game",
            variables={"kind": type(game).__name__, "library": library, "missing": name},
        )
    return getattr(game, name)

"""The games of draws: all at once where they are tables of one shape, else one by one."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from policygames.games import NormalFormGame
from policygames.games.batch import GameBatch
from policygames.scenarios import Scenario
from policygames.scenarios.compiler import AnyGame
from policygames.studies.answers import described
from policygames.studies.draws import Draws

Games: TypeAlias = GameBatch | list[AnyGame | str]
"""A table of all, or each game, an error in place of one that cannot be built."""


def games_of(scenario: Scenario, draws: Draws) -> Games:
    """The games of `draws`, exact."""
    return together(single_games(scenario, draws))


def single_games(scenario: Scenario, draws: Draws) -> list[AnyGame | str]:
    """The game of each draw, with the names of its players and actions."""
    return [_game(scenario, draws, row) for row in range(len(draws))]


def _game(scenario: Scenario, draws: Draws, row: int) -> AnyGame | str:
    try:
        return scenario.game(**draws.values(row))
    except Exception as error:  # noqa: BLE001 - the border: one game's failure is a row, and the run goes on
        return described(error)


def together(games: list[AnyGame | str]) -> Games:
    """One table of all, where they are tables of one shape whose numbers fit into 64 bits; else the games."""
    tables = [game for game in games if isinstance(game, NormalFormGame)]
    if len(tables) < len(games) or len({game.shape for game in tables}) != 1 or not all(map(_fits, tables)):
        return games
    payoffs = np.stack([np.stack(game.numerators) for game in tables])
    return GameBatch(payoffs, np.array([game.denominators for game in tables], dtype=np.int64))


def _fits(game: NormalFormGame) -> bool:
    return all(one.dtype == np.int64 for one in game.numerators) and max(game.denominators) < 2**63

"""The games of draws: all at once where they are tables, else one by one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from policygames.games.batch import GameBatch
from policygames.scenarios import Scenario
from policygames.scenarios.compiler import AnyGame
from policygames.scenarios.drawn import Snapped
from policygames.scenarios.vocabulary import PLAYED_REPEATEDLY
from policygames.studies.answers import described
from policygames.studies.draws import Draws


def tables_of(scenario: Scenario, draws: Draws) -> GameBatch:
    """The tables of `draws`, exact, all at once. Raises what building the first of them raises that cannot be built."""
    columns = zip(draws.names, draws.numerators.T, draws.denominators, strict=True)
    return scenario.batch({name: Snapped(np.ascontiguousarray(own), scale) for name, own, scale in columns})


def single_games(scenario: Scenario, draws: Draws, concept: str) -> list[AnyGame | str]:
    """The game of each draw, with the names of its players and actions; an error in place of one that has none."""
    return [_game(scenario, draws.values(row), concept) for row in range(len(draws))]


def game_of(scenario: Scenario, values: Mapping[str, Fraction], concept: str) -> AnyGame:
    """The game that `concept` speaks of: of repeated play the whole, or for other concepts one period of it."""
    return scenario.game(**values) if concept in PLAYED_REPEATEDLY else scenario.stage_game(**values)


def _game(scenario: Scenario, values: Mapping[str, Fraction], concept: str) -> AnyGame | str:
    try:
        return game_of(scenario, values, concept)
    except Exception as error:  # noqa: BLE001 - the border: one game's failure is a row, and the run goes on
        return described(error)

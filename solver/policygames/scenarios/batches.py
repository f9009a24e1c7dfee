"""The games of a scenario at many draws of its parameters at once, exact: the same games as one by one."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.documents import Parameter, ScenarioDocument
from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame
from policygames.games.batch import GameBatch
from policygames.games.limits import check_shape
from policygames.scenarios.compiler import normal_form
from policygames.scenarios.drawn import Snapped, columns_of, snapped
from policygames.scenarios.expressions import Situation, parse
from policygames.scenarios.expressions.columns import (
    Column,
    TooWideError,
    common_denominator,
    compared,
    constant,
    over,
)
from policygames.scenarios.expressions.program import NoProgramError, Program, compiled
from policygames.scenarios.expressions.residual import residual
from policygames.scenarios.expressions.tree import Name
from policygames.scenarios.residuals import payoff_formulas
from policygames.scenarios.roster import has_groups
from policygames.scenarios.values import formulas_in_order, known_names, parameter_values

_CHUNK = 2**14
"""Draws that are done at once: their columns stay in the processor's cache."""


def batch(document: ScenarioDocument, draws: Mapping[str, Any]) -> GameBatch:
    """The stage games at these draws: parameter → values, one a draw; the other parameters as in the file.

    Floats are snapped as `snapped` says; each payoff is then what `stage_game` gives at the same values. Where whole
    numbers of 64 bits will not do, games are worked out with Python's, slower and just as exact.

    Raises GameError as `snapped` and `stage_game` do, and UnsupportedError for groups of like players and for types,
    whose games are no tables of one shape.
    """
    if has_groups(document) or document.game.type == "bayesian":
        message = "games of like players and of types are built one by one, not in batches"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="game.type")
    columns = snapped(document, draws)
    if not columns:
        raise GameError("there are no columns of draws", reason="SHAPE_DATA_MISMATCH", path="draws")
    number = len(next(iter(columns.values())))
    shape = tuple(len(player.actions) for player in document.players)
    check_shape((len(shape), *shape), "players")
    work = _Work(document, columns, number)
    try:
        payoffs, denominators = _narrow(work, len(shape))
    except TooWideError:
        return GameBatch(_wide(work, len(shape)).reshape(number, len(shape), *shape))
    except NoProgramError:
        return GameBatch(np.array([work.game(draw).payoffs for draw in range(number)], dtype=object))
    return GameBatch.of_whole_numbers(payoffs.reshape(number, len(shape), *shape), denominators)


@dataclass(frozen=True, slots=True)
class _Work:
    """The draws of a document."""

    document: ScenarioDocument
    columns: Mapping[str, Snapped]
    number: int

    def results(self, start: int, stop: int, *, wide: bool) -> list[Column]:
        """All payoffs at some draws, player by player; their numerators are Python ints where they are `wide`.

        Raises GameError where one of the draws has no game, TooWideError, NoProgramError.
        """
        fixed = {one.id: one.value for one in self.document.parameters if one.value is not None}
        drawn = {name: column.column(start, stop, wide=wide) for name, column in self.columns.items()}
        program, ranged = _program(self.document)
        results = program.run({**columns_of(fixed), **drawn})
        self.check(results, start)
        for place, parameter in ranged.items():
            self.check_range(results[place], parameter, start)
        return results[: len(results) - len(ranged)]

    def check(self, results: list[Column], start: int) -> None:
        """Raises what building the first game raises that is not defined."""
        for column in results:
            if np.any(column.undefined):
                self.game(start + int(np.argmax(column.undefined)))
                raise NoProgramError  # the game is there after all: nothing is left out for a doubt

    def check_range(self, column: Column, parameter: Parameter, start: int) -> None:
        """Raises GameError where a formula leaves the range of its parameter."""
        if parameter.range is None:
            return
        low, high = (constant(end.numerator, end.denominator) for end in parameter.range)
        outside = compared(column, low, operator.lt)[0] | compared(column, high, operator.gt)[0]
        if np.any(outside):
            self.game(start + int(np.argmax(outside)))

    def game(self, draw: int) -> NormalFormGame:
        """The game at one draw, worked out by itself. Raises GameError as `stage_game` does."""
        given = {name: column[draw] for name, column in self.columns.items()}
        return normal_form(self.document, parameter_values(self.document, given))


@lru_cache(maxsize=64)
def _program(document: ScenarioDocument) -> tuple[Program, dict[int, Parameter]]:
    """All payoffs, player by player, then the parameters that are formulas; and which results those are."""
    parameters = {parameter.id: parameter for parameter in document.parameters}
    situation = Situation(known_names(document))
    formulas = {name: residual(parse(parameters[name].formula), situation) for name in formulas_in_order(document)}
    payoffs = [tree for row in payoff_formulas(document) for tree in row]
    ranged = {len(payoffs) + place: parameters[name] for place, name in enumerate(formulas)}
    return compiled([*payoffs, *(Name(name, 0) for name in formulas)], formulas), ranged


def _narrow(work: _Work, players: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Payoffs of shape (N, n, profiles), and denominators of shape (N, n). Raises TooWideError, NoProgramError."""
    payoffs: NDArray[np.int64] | None = None
    denominators = np.ones((work.number, players), dtype=np.int64)
    for start in range(0, max(work.number, 1), _CHUNK):
        stop = min(start + _CHUNK, work.number)
        results = work.results(start, stop, wide=False)
        profiles = len(results) // players
        if payoffs is None:
            payoffs = np.empty((work.number, players, profiles), dtype=np.int64)
        for player in range(players):
            own = results[player * profiles : (player + 1) * profiles]
            denominator = common_denominator(own)
            denominators[start:stop, player] = denominator
            for profile, column in enumerate(own):
                payoffs[start:stop, player, profile] = over(column, denominator)
    assert payoffs is not None  # noqa: S101 - there is at least one chunk
    return payoffs, denominators


def _wide(work: _Work, players: int) -> NDArray[Any]:
    """The same as Fractions, worked out in Python's whole numbers: shape (N, n * profiles)."""
    rows = []
    for start in range(0, work.number, _CHUNK):
        stop = min(start + _CHUNK, work.number)
        results = work.results(start, stop, wide=True)
        parts = [
            np.broadcast_to(np.asarray(_FRACTION(one.numerator, one.denominator)), stop - start) for one in results
        ]
        rows.append(np.stack(parts, axis=1))
    return np.concatenate(rows).reshape(work.number, players, -1)


_FRACTION = np.frompyfunc(Fraction, 2, 1)

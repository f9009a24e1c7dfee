"""A scenario's games with parameters left open: payoffs as rational functions, and where these hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod
from typing import Any

import numpy as np

from policygames.documents import ScenarioDocument
from policygames.errors import GameError, UnsupportedError
from policygames.games.game_forms import GameForms
from policygames.games.limits import check_shape
from policygames.numerics.exact import exact
from policygames.numerics.forms import Form
from policygames.scenarios.expressions import Situation, Tree, parse
from policygames.scenarios.expressions.residual import residual
from policygames.scenarios.opening import Breakpoint, Opening
from policygames.scenarios.ratios import Ratio, common_bottom, expanded
from policygames.scenarios.residuals import payoff_formulas
from policygames.scenarios.roster import written_out
from policygames.scenarios.values import formulas_in_order, free_parameter, known_names, parameter_values

MAX_OPEN = 8
"""The most parameters that are left open at once."""
MAX_FORMS = 100_000
"""The most payoffs of a game whose parameters are left open."""
MAX_WORK = 5_000_000
"""The most products of terms by which payoffs are brought to one denominator: some seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Games that hold around a point: wherever every breakpoint's form has one of its signs.

    Without breakpoints they hold everywhere.
    """

    forms: GameForms
    point: tuple[Fraction, ...]
    breakpoints: tuple[Breakpoint, ...]

    def holds_at(self, point: Sequence[Any]) -> bool:
        """Whether the payoffs at another point are those of `forms`, as far as the breakpoints tell."""
        place = tuple(exact(value) for value in point)
        return all(one.form.sign_at(place) in one.signs for one in self.breakpoints)


def payoff_forms(document: ScenarioDocument, names: Sequence[str], given: Mapping[str, Any]) -> GameForms:
    """The games with the parameters `names` left open, others as `given`, else as in the file.

    Of a repeated scenario with the discount factors; members of a group are players of their own. Denominators are
    positive around the values that `given` and the file have for the open parameters. Raises GameError for unknown
    names, and UnsupportedError, naming the condition, where formulas are in pieces (`if`, min, max, abs, conditions on
    an open parameter): then `payoff_piece` gives the piece around a point.
    """
    piece = payoff_piece(document, names, given)
    conditions = [one for one in piece.breakpoints if not one.is_divisor]
    if conditions:
        message = f"payoffs change their form where {conditions[0].words} does; payoff_piece gives one piece"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="parameters")
    return piece.forms


def payoff_piece(document: ScenarioDocument, names: Sequence[str], given: Mapping[str, Any]) -> Piece:
    """The same on the piece around the values that `given` and the file have for the open parameters too."""
    _check_names(document, names)
    every = written_out(document)
    _check_kind(every)
    opening = _opening(document, names, given)
    shape = tuple(len(player.actions) for player in every.players)
    rows = _ratios(opening, payoff_formulas(document))
    bottoms = [common_bottom({id(ratio): ratio for ratio in row}.values()) for row in rows]
    _check_work(bottoms, prod(shape), len(names))
    payoffs = [_table(row, bottom, shape) for row, bottom in zip(rows, bottoms, strict=True)]
    forms = GameForms(
        tuple(names),
        tuple(player.name for player in every.players),
        tuple(tuple(action.name for action in player.actions) for player in every.players),
        tuple(payoffs),
        tuple(expanded(base, factors, len(names)) for base, factors in bottoms),
        _discounts(every, opening),
    )
    return Piece(forms, opening.point, tuple(opening.breakpoints))


def _check_names(document: ScenarioDocument, names: Sequence[str]) -> None:
    if isinstance(names, str) or not 1 <= len(names) <= MAX_OPEN or len(set(names)) != len(names):
        message = f"1 to {MAX_OPEN} different parameters are left open, as in ('leverage', 'patience')"
        raise GameError(message, reason="OPTION_RANGE", path="parameters")
    for name in names:
        free_parameter(document, name)


def _check_kind(document: ScenarioDocument) -> None:
    """Raises UnsupportedError for games that are no tables, or that differ from their table by more than patience."""
    form = document.game
    unseen = form.monitoring or form.mistakes
    if form.type == "bayesian" or unseen or form.periods is not None or form.transfers or not form.public_randomization:
        message = (
            "parameters are left open in games that are played once, or for ever with all actions seen, "
            "public_randomization and no transfers"
        )
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="game")
    shape = [len(player.actions) for player in document.players]
    check_shape([len(shape), *shape], "players")
    if len(shape) * int(np.prod(shape)) > MAX_FORMS:
        message = f"the game has more than {MAX_FORMS} payoffs, too many to leave parameters open"
        raise GameError(message, reason="GAME_TOO_LARGE", path="players")


def _opening(document: ScenarioDocument, names: Sequence[str], given: Mapping[str, Any]) -> Opening:
    values = parameter_values(document, given)
    parameters = {parameter.id: parameter for parameter in document.parameters}
    situation = Situation(known_names(document))
    formulas: dict[str, Tree] = {
        name: residual(parse(parameters[name].formula), situation) for name in formulas_in_order(document)
    }
    return Opening(tuple(names), tuple(values[name] for name in names), values, formulas)


def _ratios(opening: Opening, rows: Sequence[Sequence[Tree]]) -> list[list[Ratio]]:
    """What each formula is on this piece; one object for what is one object in `rows`."""
    known: dict[int, Ratio] = {}
    for row in rows:
        for tree in row:
            if id(tree) not in known:
                known[id(tree)] = opening.number(tree)
    return [[known[id(tree)] for tree in row] for row in rows]


def _check_work(bottoms: Sequence[tuple[int, Mapping[Form, int]]], profiles: int, unknowns: int) -> None:
    """Raises UnsupportedError where it takes long to write all payoffs over one denominator a player."""
    degrees = [sum(factor.degree * power for factor, power in factors.items()) for _, factors in bottoms]
    work = profiles * sum(degree * comb(degree + unknowns, unknowns) for degree in degrees)
    if work > MAX_WORK:
        message = (
            f"payoffs divide by open parameters in so many ways that one denominator has degree {max(degrees)}; "
            "leave another parameter open, or look at fewer actions"
        )
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="parameters")


def _table(row: Sequence[Ratio], bottom: tuple[int, Mapping[Form, int]], shape: tuple[int, ...]) -> Any:
    known = {id(ratio): ratio.over(*bottom) for ratio in {id(ratio): ratio for ratio in row}.values()}
    table = np.empty(len(row), dtype=object)
    table[:] = [known[id(ratio)] for ratio in row]
    return table.reshape(shape)


def _discounts(document: ScenarioDocument, opening: Opening) -> tuple[tuple[Form, Form], ...] | None:
    if document.game.type != "repeated":
        return None
    situation = Situation(known_names(document))
    found = []
    for player in document.players:
        ratio = opening.number(residual(parse(document.game.discount[player.id]), situation))
        found.append((ratio.top, expanded(ratio.base, ratio.factors, len(opening.names))))
    return tuple(found)

"""A document as a game: parameter values in, exact payoffs of every profile out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from itertools import product
from math import prod
from typing import Any

import numpy as np

from policygames.documents import Action, Outcome, Parameter, ScenarioDocument
from policygames.errors import GameError, ScenarioError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.limits import check_shape
from policygames.numerics.exact import exact
from policygames.scenarios.expressions import Situation, Tree, evaluate, names_in, parse, size
from policygames.scenarios.reading import nearest

MAX_WORK = 5_000_000
"""The most parts of formulas that are evaluated for one game."""

Profile = tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class _Interest:
    """A formula that pays a player at some profiles, and its path in the document."""

    path: str
    name: str
    to: str
    value: Tree
    when: Tree | None = None
    at: Mapping[str, tuple[str, ...]] | None = None


def parameter_values(document: ScenarioDocument, given: Mapping[str, Any]) -> dict[str, Fraction]:
    """The value of every parameter, those `given` in place of the file's, formulas worked out.

    Raises GameError, its path the parameter, for an unknown name, a formula, or a value outside the parameter's range.
    """
    parameters = {parameter.id: parameter for parameter in document.parameters}
    values = {name: parameter.value for name, parameter in parameters.items() if parameter.value is not None}
    for name, value in given.items():
        if name not in parameters:
            message = f"there is no parameter {name!r}; {nearest(name, parameters)}"
            raise GameError(message, reason="UNKNOWN_NAME", path=name)
        values[name] = _given(parameters[name], value)
    for name in _formulas_in_order(document):
        path = f"parameters.{name}.formula"
        values[name] = _within(parameters[name], _number(document, parse(parameters[name].formula), path, values))
    return values


def _given(parameter: Parameter, value: Any) -> Fraction:
    if parameter.formula:
        message = f"{parameter.id} is the formula {parameter.formula}; give the parameters in it instead"
        raise GameError(message, reason="PARAMETER_IS_FORMULA", path=parameter.id)
    return _within(parameter, exact(value, parameter.id))


def _within(parameter: Parameter, value: Fraction) -> Fraction:
    if parameter.range and not parameter.range[0] <= value <= parameter.range[1]:
        low, high = parameter.range
        message = f"{value} is outside the range; allowed: {low} to {high}"
        raise GameError(message, reason="PARAMETER_RANGE", path=parameter.id)
    return value


def _formulas_in_order(document: ScenarioDocument) -> list[str]:
    """The parameters that are formulas, each after those that it needs."""
    needs = {item.id: names_in(parse(item.formula)) for item in document.parameters if item.formula}
    try:
        return [name for name in TopologicalSorter(needs).static_order() if name in needs]
    except CycleError as error:
        message = f"formulas go round in a circle: {' → '.join(error.args[1])}"
        raise GameError(message, path=f"parameters.{error.args[1][0]}.formula") from error


def _number(document: ScenarioDocument, tree: Tree, path: str, values: Mapping[str, Fraction]) -> Fraction:
    try:
        value = evaluate(tree, Situation(values))
    except ScenarioError as error:
        raise located(document, path, f"{error.message} at character {error.column}", error.reason) from error
    return exact(value)


def located(document: ScenarioDocument, path: str, message: str, reason: str) -> GameError:
    """A GameError at `path`; a ScenarioError with file, line and column where the document was read from a file."""
    if path not in document.origin.places:
        return GameError(message, reason=reason, path=path)
    line, column = document.origin.places[path]
    return ScenarioError(message, reason=reason, path=path, file=document.origin.file, line=line, column=column)


def stage_game(document: ScenarioDocument, values: Mapping[str, Fraction]) -> NormalFormGame:
    """The game that is played once, or in each period, with names for display, at these parameter values.

    Raises GameError where the game is too large, and, naming profile and term, where a formula divides by zero.
    """
    shape = [len(player.actions) for player in document.players]
    check_shape([len(shape), *shape], "players")
    interests = list(_interests(document))
    _check_work(interests, prod(shape))
    rows = [
        [_payoff(document, mine, profile, values) for profile in product(*document.actions)]
        for mine in ([one for one in interests if one.to == player.id] for player in document.players)
    ]
    names = [player.name for player in document.players]
    actions = [[action.name for action in player.actions] for player in document.players]
    return NormalFormGame(np.array(rows, dtype=object).reshape(len(shape), *shape), names, actions)


def _interests(document: ScenarioDocument) -> Iterator[_Interest]:
    for index, term in enumerate(document.payoffs.terms):
        when = parse(term.when) if term.when else None
        for receiver in term.to:
            yield _Interest(f"payoffs.terms[{index}]", term.id, receiver, parse(term.value), when)
    for index, outcome in enumerate(document.payoffs.outcomes):
        yield from _outcome_interests(outcome, f"payoffs.outcomes[{index}]")


def _outcome_interests(outcome: Outcome, path: str) -> Iterator[_Interest]:
    for receiver, formula in outcome.payoff.items():
        yield _Interest(path, "outcome", receiver, parse(formula), at=outcome.at)


def _check_work(interests: list[_Interest], profiles: int) -> None:
    work = profiles * sum(size(one.value) + (size(one.when) if one.when else 0) for one in interests)
    if work > MAX_WORK:
        message = f"{profiles} profiles with {len(interests)} terms take {work} steps; allowed: up to {MAX_WORK}"
        raise GameError(message, reason="GAME_TOO_LARGE", path="payoffs")


def _payoff(
    document: ScenarioDocument, interests: list[_Interest], profile: Profile, values: Mapping[str, Fraction]
) -> Fraction:
    play = {player.id: action for player, action in zip(document.players, profile, strict=True)}
    total = Fraction(0)
    for one in interests:
        try:
            total += _paid(one, Situation(values, document.players, play, one.to))
        except ScenarioError as error:
            words = ", ".join(f"{name}: {action.id}" for name, action in play.items())
            message = f"{error.message} at character {error.column} of {one.name!r}, at the profile {words}"
            raise located(document, one.path, message, error.reason) from error
    return total


def _paid(interest: _Interest, situation: Situation) -> Fraction:
    if interest.at and any(situation.play[name].id not in actions for name, actions in interest.at.items()):
        return Fraction(0)
    if interest.when and not evaluate(interest.when, situation):
        return Fraction(0)
    return exact(evaluate(interest.value, situation))


def game(document: ScenarioDocument, values: Mapping[str, Fraction]) -> NormalFormGame | RepeatedGame:
    """The game as the file says it is played. Raises GameError as `stage_game` does, and for a bad discount factor."""
    stage = stage_game(document, values)
    if document.game.type == "normal":
        return stage
    formulas = [(player.id, document.game.discount[player.id]) for player in document.players]
    discount = [_number(document, parse(text), f"game.discount.{name}", values) for name, text in formulas]
    try:
        return RepeatedGame(
            stage,
            discount,
            periods=document.game.periods,
            public_randomization=document.game.public_randomization,
        )
    except GameError as error:
        raise located(document, _discount_path(document, error.path), error.message, error.reason) from error


def _discount_path(document: ScenarioDocument, path: str) -> str:
    """The path in the file of `discount[k]` in a game."""
    index = path.removeprefix("discount[").removesuffix("]")
    return f"game.discount.{document.players[int(index)].id}" if index.isdecimal() else f"game.{path}"

"""Every formula of a file, parsed and typed where it stands; and formulas of parameters that go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from policygames.documents import Player
from policygames.errors import ScenarioError
from policygames.scenarios.cast import Cast, cast_of
from policygames.scenarios.conversion import present
from policygames.scenarios.expressions import Kind, Scope, Tree, names_in, parse, wanted
from policygames.scenarios.reading import Reading
from policygames.scenarios.schema import GameRecord, MonitoringRecord, PayoffsRecord, ScenarioRecord
from policygames.scenarios.schema_values import ALL


def check_formulas(record: ScenarioRecord, reading: Reading) -> None:
    """Notes every formula that cannot be read or does not give what is needed where it stands."""
    parameters = frozenset(record.parameters)
    check = _Formulas(reading, Scope(parameters))
    _check_parameters(record, check)
    if record.game:
        _check_game(record.game, check)
    cast = cast_of(record, reading)
    if cast:
        formulas = _Formulas(reading, Scope(parameters, cast.players, types=_types(record.game)))
        if record.payoffs:
            _check_payoffs(record.payoffs, cast, formulas)
        if record.game and record.game.monitoring:
            _check_signals(record.game.monitoring, formulas)


def _types(game: GameRecord | None) -> dict[str, frozenset[str]]:
    kinds = game.types if game else {}
    return {name: frozenset(kind.id for kind in present(own)) for name, own in kinds.items()}


class _Formulas:
    """Checks formulas within one scope."""

    def __init__(self, reading: Reading, scope: Scope) -> None:
        self.reading, self.scope = reading, scope

    def check(self, text: str, path: str, kind: Kind, owners: tuple[Player, ...] = ()) -> Tree | None:
        """The tree of the formula at `path`; None, with the mistake noted, where it is not of this kind."""
        try:
            tree = parse(text)
            wanted(tree, kind, replace(self.scope, owners=owners))
        except ScenarioError as error:
            self.reading.add_formula_error(path, text, error)
            return None
        return tree


def _check_parameters(record: ScenarioRecord, formulas: _Formulas) -> None:
    needs: dict[str, frozenset[str]] = {}
    for key, parameter in record.parameters.items():
        if parameter and parameter.formula:
            tree = formulas.check(parameter.formula, f"parameters.{key}.formula", Kind.NUMBER)
            needs[key] = names_in(tree) if tree else frozenset()
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        formulas.reading.add(f"parameters.{error.args[1][0]}.formula", f"formulas go round in a circle: {circle}")


def _check_game(game: GameRecord, formulas: _Formulas) -> None:
    """Everything but signals is a number that no choice changes."""
    for key in ("discount", "mistakes"):
        for name, formula in getattr(game, key).items():
            formulas.check(formula, f"game.{key}" if name == ALL else f"game.{key}.{name}", Kind.NUMBER)
    for name, kinds in game.types.items():
        for index, kind in enumerate(kinds):
            if kind and kind.probability:
                formulas.check(kind.probability, f"game.types.{name}[{index}].probability", Kind.NUMBER)
    for index, entry in enumerate(game.prior):
        if entry:
            formulas.check(entry.probability, f"game.prior[{index}].probability", Kind.NUMBER)


def _check_signals(monitoring: MonitoringRecord, formulas: _Formulas) -> None:
    for index, rule in enumerate(monitoring.probabilities):
        for key, formula in rule.items():
            path = f"game.monitoring.probabilities[{index}].{key}"
            formulas.check(formula, path, Kind.TRUTH if key == "when" else Kind.NUMBER)


def _check_payoffs(payoffs: PayoffsRecord, cast: Cast, formulas: _Formulas) -> None:
    for index, term in enumerate(payoffs.terms):
        if term:
            owners = tuple(player for player in cast.players if player.id in term.to or "all" in term.to)
            formulas.check(term.value, f"payoffs.terms[{index}].value", Kind.NUMBER, owners)
            if term.when:
                formulas.check(term.when, f"payoffs.terms[{index}].when", Kind.TRUTH, owners)
    for index, outcome in enumerate(payoffs.outcomes):
        for name, formula in outcome.payoff.items() if outcome else ():
            owners = tuple(player for player in cast.players if player.id == name)
            formulas.check(formula, f"payoffs.outcomes[{index}].payoff.{name}", Kind.NUMBER, owners)
    for name, cells in payoffs.table.items():
        owners = tuple(player for player in cast.players if player.id == name)
        for path, formula in _cells(cells, f"payoffs.table.{name}"):
            formulas.check(formula, path, Kind.NUMBER, owners)


def _cells(cells: Any, path: str) -> Iterator[tuple[str, str]]:
    """The formulas in lists within lists, each with its path."""
    for index, cell in enumerate(cells if isinstance(cells, list) else ()):
        place = f"{path}[{index}]"
        if isinstance(cell, str):
            yield place, cell
        else:
            yield from _cells(cell, place)

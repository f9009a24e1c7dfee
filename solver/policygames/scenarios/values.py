"""The values of a document's parameters, formulas worked out; and errors that know where in the file they arose."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import Any

from policygames.documents import Parameter, ScenarioDocument
from policygames.errors import GameError, ScenarioError
from policygames.numerics.exact import exact
from policygames.scenarios.expressions import Situation, evaluate, names_in, parse
from policygames.scenarios.reading import nearest


def parameter_values(document: ScenarioDocument, given: Mapping[str, Any]) -> dict[str, Fraction]:
    """The value of every parameter, those `given` in place of the file's, formulas worked out.

    Raises GameError, its path the parameter, for an unknown name, a formula, or a value outside the parameter's range.
    """
    parameters = {parameter.id: parameter for parameter in document.parameters}
    values = {name: parameter.value for name, parameter in parameters.items() if parameter.value is not None}
    for name, value in given.items():
        values[name] = _within(free_parameter(document, name), exact(value, name))
    for name in formulas_in_order(document):
        path = f"parameters.{name}.formula"
        values[name] = _within(parameters[name], number_at(document, parameters[name].formula, path, values))
    return values


def _within(parameter: Parameter, value: Fraction) -> Fraction:
    if parameter.range and not parameter.range[0] <= value <= parameter.range[1]:
        low, high = parameter.range
        message = f"{value} is outside the range; allowed: {low} to {high}"
        raise GameError(message, reason="PARAMETER_RANGE", path=parameter.id)
    return value


def free_parameter(document: ScenarioDocument, name: str) -> Parameter:
    """The parameter of this name, which may be given. Raises GameError for an unknown name and for a formula."""
    parameters = {parameter.id: parameter for parameter in document.parameters}
    if name not in parameters:
        message = f"there is no parameter {name!r}; {nearest(name, parameters)}"
        raise GameError(message, reason="UNKNOWN_NAME", path=name)
    parameter = parameters[name]
    if parameter.formula:
        message = f"{parameter.id} is the formula {parameter.formula}; give the parameters in it instead"
        raise GameError(message, reason="PARAMETER_IS_FORMULA", path=parameter.id)
    return parameter


def known_names(document: ScenarioDocument) -> dict[str, Fraction]:
    """Every parameter, with no value that counts: for formulas in which only choices are looked at."""
    return {parameter.id: Fraction(0) for parameter in document.parameters}


def formulas_in_order(document: ScenarioDocument) -> list[str]:
    """The parameters that are formulas, each after those that it needs. Raises GameError where they go in a circle."""
    needs = {item.id: names_in(parse(item.formula)) for item in document.parameters if item.formula}
    try:
        return [name for name in TopologicalSorter(needs).static_order() if name in needs]
    except CycleError as error:
        message = f"formulas go round in a circle: {' → '.join(error.args[1])}"
        raise GameError(message, path=f"parameters.{error.args[1][0]}.formula") from error


def number_at(document: ScenarioDocument, formula: str, path: str, values: Mapping[str, Fraction]) -> Fraction:
    """The value of the formula at `path`, which no choice changes. Raises GameError where it has none."""
    try:
        value = evaluate(parse(formula), Situation(values))
    except ScenarioError as error:
        raise located(document, path, f"{error.message} at character {error.column}", error.reason) from error
    return exact(value)


def located(document: ScenarioDocument, path: str, message: str, reason: str) -> GameError:
    """A GameError at `path`; a ScenarioError with file, line and column where the document was read from a file."""
    place = document.origin.place_of(path)
    if place is None:
        return GameError(message, reason=reason, path=path)
    file, line, column = place
    return ScenarioError(message, reason=reason, path=path, file=file, line=line, column=column)

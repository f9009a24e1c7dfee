"""Whether each parameter says what it must: a value or a formula, within its range, with a basis that holds."""

from __future__ import annotations

from fractions import Fraction

from policygames.scenarios.reading import Reading
from policygames.scenarios.schema import DistributionRecord, ParameterRecord, ScenarioRecord

_NUMBERS = {
    "uniform": ((), ("low", "high")),
    "discrete": ((), ("low", "high")),
    "triangular": (("low", "mode", "high"), ()),
    "normal": (("mean", "deviation"), ("low", "high")),
}
"""Distribution → the numbers that it needs and those that it may have."""


def check_parameters(record: ScenarioRecord, reading: Reading) -> None:
    """Notes every parameter that breaks a rule of values, ranges, bases or distributions."""
    for key, parameter in record.parameters.items():
        if parameter:
            _check_parameter(parameter, f"parameters.{key}", reading)


def _check_parameter(parameter: ParameterRecord, path: str, reading: Reading) -> None:
    if (parameter.value is None) == (not parameter.formula):
        reading.add(path, "a parameter has either a value or a formula")
    if parameter.basis == "judgement" and not parameter.range:
        reading.add(path, "a judgement needs a range")
    if parameter.basis == "sourced" and not parameter.sources:
        reading.add(path, "a sourced number needs at least one of the sources")
    if parameter.value is not None and not _within(parameter.value, parameter.range):
        low, high = parameter.range
        reading.add(f"{path}.value", f"{parameter.value} is outside its range; allowed: {low} to {high}")
    if parameter.distribution:
        _check_distribution(parameter.distribution, parameter, f"{path}.distribution", reading)


def _within(value: Fraction, bounds: tuple[Fraction, ...]) -> bool:
    return not bounds or bounds[0] <= value <= bounds[1]


def _check_distribution(
    distribution: DistributionRecord, parameter: ParameterRecord, path: str, reading: Reading
) -> None:
    needed, possible = _NUMBERS[distribution.type]
    given = {name: number for name, number in distribution if name != "type" and number is not None}
    for name in needed:
        if name not in given:
            reading.add(path, f"the distribution {distribution.type} needs {name}")
    for name in given:
        if name not in (*needed, *possible):
            reading.add(f"{path}.{name}:key", f"{name} has no place in the distribution {distribution.type}")
    if not parameter.range and "low" not in given:
        reading.add(path, "a distribution needs a range")
    _check_order(given, parameter, path, reading)


def _check_order(given: dict[str, Fraction], parameter: ParameterRecord, path: str, reading: Reading) -> None:
    ordered = [given[name] for name in ("low", "mode", "high") if name in given]
    if ordered != sorted(ordered):
        reading.add(path, "low, mode and high rise in this order")
    if given.get("deviation", 1) <= 0:
        reading.add(f"{path}.deviation", "a deviation is above 0")
    for name in ("low", "mode", "high"):
        if name in given and not _within(given[name], parameter.range):
            low, high = parameter.range
            reading.add(f"{path}.{name}", f"{given[name]} is outside the range; allowed: {low} to {high}")

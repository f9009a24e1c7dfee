"""What flips a claim: a parameter, and the value at which another check changes from true to false."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, Any

from policygames.scenarios import compiler
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import Formula, Nested, ParameterId
from policygames.scenarios.checks.registry import check_of
from policygames.scenarios.fields import Record, Truth, Words, one_of
from policygames.scenarios.values import parameter_values

STEP = Fraction(1, 10**6)
"""How far from the threshold both sides are tried, as a share of the parameter's range."""


class Flips(Record):
    """`check` holds just below or just above the value `at` of `parameter`, as `holds` says, and not on the other side.

    `at_threshold` says whether it holds exactly there; where it is left out, nothing is claimed of that.
    """

    kind: Words
    parameter: ParameterId
    at: Formula
    holds: Annotated[str, one_of("below", "above")]
    at_threshold: Truth | None = None
    check: Nested


def decide(case: Case, options: Options) -> Verdict:
    """By the game itself, on both sides of the threshold and at it."""
    threshold, step = amount(case, options["at"]), _step(case, options["parameter"])
    wanted: dict[str, bool | None] = {side: side == options["holds"] for side in ("below", "above")}
    wanted["at"] = options["at_threshold"]
    shifts = {"below": -step, "at": Fraction(0), "above": step}
    found = {
        side: _verdict(case, options, threshold + shift) for side, shift in shifts.items() if wanted[side] is not None
    }
    name = f"{options['parameter']} = {number(threshold)}"
    why = "; ".join(f"{_side(side, name)}: {verdict.why}" for side, verdict in found.items())
    if any(verdict.holds is None for verdict in found.values()):
        return undecided(why)
    return Verdict(all(verdict.holds is wanted[side] for side, verdict in found.items()), why)


def _step(case: Case, parameter_id: str) -> Fraction:
    parameter = next(one for one in case.document.parameters if one.id == parameter_id)
    if parameter.range is None:
        return STEP
    low, high = parameter.range
    return (high - low) * STEP or STEP


def _verdict(case: Case, options: Options, value: Fraction) -> Verdict:
    check: Mapping[str, Any] = options["check"]
    kind = check_of(check["kind"])
    assert kind is not None  # noqa: S101 - read as one of the kinds
    fields = {name: entry for name, entry in check.items() if name != "kind"}
    return kind.decide(_at(case, options["parameter"], value), kind.completed(fields))


def _at(case: Case, parameter: str, value: Fraction) -> Case:
    """The same case with another value of a parameter. Raises GameError where that is outside its range."""
    free = {one.id for one in case.document.parameters if not one.formula}
    values = parameter_values(
        case.document, {**{name: own for name, own in case.values.items() if name in free}, parameter: value}
    )
    return replace(case, values=values, stage=compiler.stage_game(case.document, values))


def _side(side: str, name: str) -> str:
    return f"just {side} {name}" if side != "at" else f"at {name}"


CHECK = Check("flips", Flips, decide)

"""The format of a file that holds a set of cases and draws, record by record."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field

from policygames.scenarios.fields import (
    Identifier,
    Kept,
    Number,
    Record,
    Truth,
    Version,
    Whole,
    Words,
    bad,
    described,
    one_of,
)
from policygames.scenarios.located import Fields, Items

ALL_PARAMETERS = "all"


def _over(value: Any) -> Any:
    """Every parameter, some of them, or the values of some."""
    if isinstance(value, Fields):
        return value
    if isinstance(value, Items):
        return dict.fromkeys(map(str, value))
    if str(value) == ALL_PARAMETERS:
        return {ALL_PARAMETERS: None}
    raise bad("over is all, a list of parameters, or parameters with their values")


class SpacedRecord(Record):
    """Evenly spaced values, both ends among them."""

    from_: Annotated[Number, Field(alias="from")]
    to: Number
    count: Whole


class BaseRecord(Record):
    """The scenario that a set is about."""

    id: Identifier
    version: Words


class CaseRecord(Record):
    """A named case."""

    id: Identifier
    note: Words = ""
    set: dict[Identifier, Number] = Field(default_factory=dict)


_POINT = {"type": ["number", "string"]}
_SPACED = {"type": "object", "required": ["from", "to", "count"], "additionalProperties": False}
_SPACED["properties"] = {"from": _POINT, "to": _POINT, "count": {"type": "integer", "minimum": 1}}
_VALUES = [_SPACED, {"type": "array", "items": _POINT}]
_OVER = [
    {"const": ALL_PARAMETERS},
    {"type": "array", "items": {"type": "string"}},
    {"type": "object", "additionalProperties": {"anyOf": _VALUES}},
]
Values: TypeAlias = SpacedRecord | tuple[Number, ...] | None


def _values(value: Any) -> Any:
    if isinstance(value, (Fields, Items)) or value is None:
        return value
    raise bad("values are written {from: 0, to: 1, count: 11}, or as a list")


class DrawsRecord(Record):
    """Many cases by design."""

    id: Identifier
    design: Annotated[str, one_of("grid", "lhs", "sobol", "csv", "excel")]
    over: Annotated[
        dict[Words, Annotated[Values, described(_values, anyOf=_VALUES)]], described(_over, anyOf=_OVER)
    ] = Field(default_factory=dict)
    seed: Whole | None = None
    draws: Whole | None = None
    file: Words = ""
    sheet: Words = ""
    columns: dict[Identifier, Words] = Field(default_factory=dict)
    optional: Truth = False


class SetRecord(Record):
    """A whole file."""

    policygames: Annotated[str, one_of("1", later={"2": "version 2 of the format"})]
    kind: Annotated[str, one_of("set")]
    id: Identifier
    version: Version
    title: Words
    summary: Words = ""
    base: BaseRecord
    cases: list[Annotated[CaseRecord | None, Kept]] = Field(default_factory=list)
    draws: list[Annotated[DrawsRecord | None, Kept]] = Field(default_factory=list)
    cross: Truth = False
    report: tuple[Words, ...] = ()

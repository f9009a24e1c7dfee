"""Values that a caller names himself: a file with a column per parameter, or named cases."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from policygames.errors import GameError
from policygames.numerics.exact import exact, spelled
from policygames.scenarios import Scenario
from policygames.scenarios.values import parameter_values
from policygames.studies.spec import whole_columns

if TYPE_CHECKING:
    from policygames.studies.planning import Wish

_MOST_GIVEN = 10**6


@dataclass(frozen=True, slots=True)
class Table:
    """Values by row and column, "p/q" each, what the rows are called, and where errors say that each is."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def given_rows(scenario: Scenario, wish: Wish, fixed: Mapping[str, Fraction]) -> Table:
    """The values that designs csv and cases name, every one checked; nothing for other designs."""
    if wish.design == "cases":
        table = _cases(scenario, wish)
    elif wish.design == "csv":
        table = _read_csv(wish)
    else:
        return Table()
    if not table.rows or len(table.rows) > _MOST_GIVEN:
        message = f"there are {len(table.rows)} rows; allowed: 1 to {_MOST_GIVEN}"
        raise GameError(message, reason="OPTION_RANGE", path=wish.design)
    if twice := set(fixed) & set(table.columns):
        raise GameError("this parameter is fixed, and has values in rows too", reason="OPTION_RANGE", path=min(twice))
    sign = ", column " if wish.design == "csv" else "."
    for place, row in zip(table.places, table.rows, strict=True):
        _check_row(scenario, dict(zip(table.columns, row, strict=True)), f"{place}{sign}")
    whole_columns(table.columns, table.rows)
    return table


def _check_row(scenario: Scenario, values: Mapping[str, str], place: str) -> None:
    try:
        parameter_values(scenario.document, values)
    except GameError as error:
        error.path = f"{place}{error.path}"
        raise


def _cases(scenario: Scenario, wish: Wish) -> Table:
    """Named cases; a parameter that a case leaves out has the file's value in it."""
    cases = wish.cases or {}
    columns = tuple(dict.fromkeys(name for case in cases.values() for name in case))
    defaults = parameter_values(scenario.document, {})
    for name in columns:
        if name not in defaults:
            raise GameError(f"there is no parameter {name!r}", reason="UNKNOWN_NAME", path="cases")
    rows = (
        tuple(spelled(exact(case.get(name, defaults[name]), f"cases.{label}.{name}")) for name in columns)
        for label, case in cases.items()
    )
    return Table(columns, tuple(rows), tuple(cases), tuple(f"cases.{label}" for label in cases))


def _read_csv(wish: Wish) -> Table:
    """Rows of a CSV file with a header of parameter ids."""
    if wish.table is None:
        raise GameError("the design csv needs a file", reason="OPTION_RANGE", path="table")
    path = Path(wish.table)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            lines = [(reader.line_num, line) for line in reader if line]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GameError(f"cannot be read: {error}", reason="NO_FILE", path=str(path)) from error
    if not lines:
        raise GameError("the file is empty", reason="OPTION_RANGE", path=str(path))
    columns = tuple(cell.strip() for cell in lines[0][1])
    if len(set(columns)) < len(columns):
        raise GameError("a column stands twice in the header", reason="OPTION_RANGE", path=str(path))
    places = [f"{path}, row {number}" for number, _ in lines[1:]]  # the header's is 1
    for place, (_, line) in zip(places, lines[1:], strict=True):
        if len(line) != len(columns):
            message = f"this row has {len(line)} cells; the header has {len(columns)}"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=place)
    rows = (_numbers(line, columns, place) for place, (_, line) in zip(places, lines[1:], strict=True))
    return Table(columns, tuple(rows), (), tuple(places))


def _numbers(line: Sequence[str], columns: Sequence[str], place: str) -> tuple[str, ...]:
    named = zip(line, columns, strict=True)
    return tuple(spelled(exact(cell, f"{place}, column {column}")) for cell, column in named)

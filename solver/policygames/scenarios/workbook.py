"""A scenario's numbers as an Excel workbook to fill in, and a scenario file from one that is filled in.

The sheet `parameters` has a row per parameter: value or formula, unit, the ends of its range, basis, sources, note.
Where payoffs are a table, the sheet `payoffs` has a row per profile: an action id per player, then what each gets.
Cells are text, so that 1/3 stays a third; a number cell is the decimal that Excel shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, TypeAlias

from policygames.errors import ScenarioError
from policygames.formats import xlsx
from policygames.formats.files.table import Row, Table
from policygames.scenarios.located import located, unlocated
from policygames.scenarios.reader import read_text
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.resolved_text import plain_text

PARAMETERS, PAYOFFS = "parameters", "payoffs"
COLUMNS = ("parameter", "value", "formula", "unit", "low", "high", "basis", "sources", "note")
_PAYOFF = "payoff to "
Plain: TypeAlias = dict[str, Any]
"""A scenario file as plain mappings, lists and texts."""


def workbook(text: str) -> bytes:
    """The workbook of the numbers in `text`, a scenario file that inherits nothing."""
    root = _plain(text, "scenario.yaml")
    rows = [COLUMNS, *(_row(name, own) for name, own in root.get("parameters", {}).items())]
    sheets: dict[str, Sequence[Sequence[str]]] = {PARAMETERS: rows}
    if root["payoffs"]["form"] == "table":
        sheets[PAYOFFS] = [*_payoff_rows(root)]
    return xlsx.written_sheets(sheets)


def filled(text: str, content: bytes, file: str, scenario_id: str) -> str:
    """The scenario file `text`, which inherits nothing, with the numbers of the workbook, called `scenario_id`.

    Parameters that have no row stay as they are, and rows of new ones add them. Raises ScenarioError, its place the
    cell of `file`, for what is no number and for what a scenario may not hold.
    """
    root = _plain(text, f"{scenario_id}.yaml")
    root["id"] = scenario_id
    table = xlsx.sheet(content, file, PARAMETERS)
    columns = _columns(table)
    rows = _rows(table, columns)
    parameters = root.setdefault("parameters", {})
    for name, row in rows.items():
        parameters[name] = _parameter(parameters.get(name, {}), row, columns)
    if root["payoffs"]["form"] == "table":
        root["payoffs"]["table"] = _payoff_table(root, xlsx.sheet(content, file, PAYOFFS))
    written = plain_text(root)
    _check(written, scenario_id, table, rows, columns)
    return written


def _plain(text: str, file: str) -> Plain:
    reading = Reading(file)
    found = unlocated(located(text.encode(), reading))
    reading.finish()
    if not isinstance(found, dict):
        raise ScenarioError("a mapping is needed", file=file, line=1, column=1)
    return found


def _row(name: str, own: Mapping[str, Any]) -> list[str]:
    low, high = own.get("range", ("", ""))
    sources = own.get("sources", [])
    given = {**own, "parameter": name, "low": low, "high": high, "sources": ", ".join(sources)}
    return [str(given.get(column, "")) for column in COLUMNS]


def _columns(table: Table) -> dict[str, int]:
    """Column → its number. Raises ScenarioError for one that is missing, unknown or there twice."""
    head = table.rows[0] if table.rows else Row(1, ())
    names = [head.cell(number).strip() for number in range(1, head.width + 1)]
    for number, name in enumerate(names, 1):
        if name and (name not in COLUMNS or name in names[: number - 1]):
            wrong = "there twice" if name in COLUMNS else "unknown"
            raise table.refusal(f"the column {shortened(name)} is {wrong}; {nearest(name, COLUMNS)}", (1, number))
    if "parameter" not in names:
        raise table.refusal("there is no column 'parameter' in the first row", (head.line, 1))
    return {name: number for number, name in enumerate(names, 1) if name}


def _rows(table: Table, columns: Mapping[str, int]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table.rows[1:]:
        name = row.cell(columns["parameter"]).strip()
        if not name or name in rows:
            message = f"the parameter {name} is there twice" if name else "the parameter has no id"
            raise table.refusal(message, (row.line, columns["parameter"]))
        rows[name] = row
    return rows


def _parameter(before: Mapping[str, Any], row: Row, columns: Mapping[str, int]) -> Plain:
    """What the row says of the parameter; of fields without a column what was said before."""
    cells = {name: row.cell(number).strip() for name, number in columns.items() if name != "parameter"}
    said: Plain = {name: cell for name, cell in cells.items() if name not in ("low", "high", "sources")}
    if "sources" in cells:
        said["sources"] = [one.strip() for one in cells["sources"].split(",") if one.strip()]
    if "low" in cells and "high" in cells:
        said["range"] = [cells["low"], cells["high"]] if cells["low"] or cells["high"] else []
    return {name: value for name, value in {**before, **said}.items() if value not in ("", [])}


def _check(written: str, scenario_id: str, table: Table, rows: Mapping[str, Row], columns: Mapping[str, int]) -> None:
    """Raises ScenarioError where the file is none, at the cell where a parameter is what is wrong."""
    try:
        read_text(written, f"{scenario_id}.yaml")
    except ScenarioError as error:
        _, _, place = error.path.partition("parameters.")
        name, _, field = place.partition(".")
        if not error.path.startswith("parameters.") or name not in rows:
            raise
        field = {"range": "low", "distribution": "low"}.get(field.partition(".")[0].partition("[")[0], field)
        column = columns.get(field.partition("[")[0], columns["parameter"])
        message = f"{name}: {error.message.splitlines()[0]}"
        raise table.refusal(message, (rows[name].line, column), error.reason) from error


def _payoff_rows(root: Plain) -> Iterator[list[str]]:
    players = [player["id"] for player in root["players"]]
    yield [*players, *(f"{_PAYOFF}{name}" for name in players)]
    for places in product(*(range(len(player["actions"])) for player in root["players"])):
        chosen = [player["actions"][place]["id"] for player, place in zip(root["players"], places, strict=True)]
        yield [*chosen, *(_cell(root["payoffs"]["table"][name], places) for name in players)]


def _cell(table: Any, places: Sequence[int]) -> str:
    for place in places:
        table = table[place]
    return str(table)


def _payoff_table(root: Plain, table: Table) -> Plain:
    """Player → nested lists. Raises ScenarioError where a profile is missing, unknown or there twice."""
    players = [player["id"] for player in root["players"]]
    head = [*players, *(f"{_PAYOFF}{name}" for name in players)]
    found = [table.rows[0].cell(number) for number in range(1, len(head) + 1)] if table.rows else []
    if found != head:
        raise table.refusal(f"the first row is to be {', '.join(head)}", (1, 1))
    actions = [[action["id"] for action in player["actions"]] for player in root["players"]]
    rows = _by_profile(table, actions)
    return {name: _nested(rows, table, actions, len(players) + 1 + number) for number, name in enumerate(players)}


def _by_profile(table: Table, actions: Sequence[Sequence[str]]) -> dict[tuple[str, ...], Row]:
    rows: dict[tuple[str, ...], Row] = {}
    for row in table.rows[1:]:
        profile = tuple(row.cell(number) for number in range(1, len(actions) + 1))
        for number, (action, known) in enumerate(zip(profile, actions, strict=True), 1):
            if action not in known:
                message = f"there is no action {shortened(action)}; {nearest(action, known)}"
                raise table.refusal(message, (row.line, number), "UNKNOWN_NAME")
        if profile in rows:
            raise table.refusal(f"the profile {', '.join(profile)} is there twice", (row.line, 1), "DUPLICATE_LABEL")
        rows[profile] = row
    return rows


def _nested(
    rows: Mapping[tuple[str, ...], Row], table: Table, actions: Sequence[Sequence[str]], column: int, *before: str
) -> Any:
    if len(before) < len(actions):
        return [_nested(rows, table, actions, column, *before, action) for action in actions[len(before)]]
    if before not in rows:
        raise table.refusal(f"the profile {', '.join(before)} is missing", (len(table.rows) + 1, 1))
    row = rows[before]
    if not (text := row.cell(column).strip()):
        raise table.refusal("a payoff is missing", (row.line, column))
    return text

"""Draws that stand in a CSV or Excel file: a column per parameter, every cell an exact number."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path, PurePosixPath

from policygames.errors import GameError, ScenarioError
from policygames.formats import csv, xlsx
from policygames.formats.files.table import Table
from policygames.numerics.exact import exact
from policygames.scenarios.reading import nearest, shortened
from policygames.scenarios.set_schema import DrawsRecord

MAX_BYTES = 2**24
MAX_ROWS = 200_000


def read_columns(record: DrawsRecord, folder: Path | None) -> dict[str, tuple[Fraction, ...]]:
    """Parameter → its values, from the file in `folder` that the record names; none where it is optional and missing.

    Raises ScenarioError where there is no such file, column or number.
    """
    content = _content(record, folder)
    if content is None:
        return dict.fromkeys(record.columns, ())
    if record.design == "csv":
        return _columns(csv.table(content, record.file), record.columns)
    return _columns(xlsx.sheet(content, record.file, record.sheet), record.columns)


def _content(record: DrawsRecord, folder: Path | None) -> bytes | None:
    name = PurePosixPath(record.file)
    if name.is_absolute() or ".." in name.parts or "\\" in record.file or "\0" in record.file:
        raise ScenarioError(f"{shortened(record.file)} is not beside the set; allowed: a name such as experts.csv")
    path = folder / name if folder else None
    if path is None or not path.is_file():
        if record.optional:
            return None
        where = "beside the set" if folder else "here: text names no files"
        raise ScenarioError(f"there is no file {shortened(record.file)} {where}", reason="NO_SUCH_FILE")
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ScenarioError(f"{record.file} is too large; allowed: up to {MAX_BYTES} bytes")
    return content


def _columns(table: Table, columns: Mapping[str, str]) -> dict[str, tuple[Fraction, ...]]:
    if not table.rows or len(table.rows) - 1 > MAX_ROWS:
        raise table.refusal(f"a head and up to {MAX_ROWS} rows are needed", (1, 1))
    head, *rows = table.rows
    names = [head.cell(column) for column in range(1, head.width + 1)]
    found: dict[str, tuple[Fraction, ...]] = {}
    for parameter, name in columns.items():
        if names.count(name) != 1:
            wrong = f"two columns {name}" if name in names else f"no column {shortened(name)}"
            raise table.refusal(f"there are {wrong}; {nearest(name, names)}", (head.line, 1))
        column = names.index(name) + 1
        found[parameter] = tuple(_number(table, row.cell(column), (row.line, column)) for row in rows)
    return found


def _number(table: Table, text: str, place: tuple[int, int]) -> Fraction:
    try:
        return exact(text)
    except GameError as error:
        raise table.refusal(error.message, place, "NOT_A_NUMBER") from error

"""Excel (.xlsx): a sheet `actions` with a column per player, and a sheet `payoffs` with a row per profile.

`actions` has the players' names in its first row and their actions beneath; `payoffs` is the table that a CSV file
holds. A text cell is exact: 1/3 in a cell of the format Text, as in the template, is a third. A number cell holds a
float, and is read as the decimal that Excel shows, of at most 15 digits; where the float is another number, as after
=1/3, a warning says so. Of a formula its last value counts, of a format nothing: 10% is 0.1. Dates are refused: Excel
makes one of 1/3 in a cell of the format General.

Sources: ECMA-376, Office Open XML, part 1, section 18.3.1; Microsoft, Floating-point arithmetic may give inaccurate
results in Excel (15 digits).
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from policygames.errors import ScenarioError, UnsupportedError
from policygames.formats.files.table import Place, Row, Table, empty_rows, read_table, rows_of
from policygames.formats.files.text import BAD_FILE
from policygames.games import NormalFormGame
from policygames.games.limits import MAX_PLAYERS
from policygames.results.files import MAX_BYTES

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ACTIONS, PAYOFFS = "actions", "payoffs"
MAX_CELLS = 2**24
"""The most cells of the rectangle that holds all of a sheet's: it is read whole."""
MAX_ROWS = 2**20
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,9})(\d{1,9})["']""")
_DIGITS = 15


def read(content: bytes, file: str = "game.xlsx") -> NormalFormGame:
    """The game in `content`. Raises ScenarioError, with sheet and cell, where there is none."""
    _check_size(content, file)
    workbook = _opened(content, file)
    actions, payoffs = (_table(workbook, sheet, file) for sheet in (ACTIONS, PAYOFFS))
    names = _columns(actions)
    _check_players(actions, payoffs)
    return read_table(payoffs, names)


def sheet(content: bytes, file: str, name: str = "") -> Table:
    """The cells of a sheet, the first one without a name. Raises ScenarioError where there is none."""
    _check_size(content, file)
    workbook = _opened(content, file)
    return _table(workbook, name or workbook.sheet_names[0], file)


def _check_size(content: bytes, file: str) -> None:
    """Raises ScenarioError where the sheets are too large, before one is read."""
    if not content:
        raise _refusal(file, "the file is empty")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_BYTES:
                raise _refusal(file, f"the file holds more than {MAX_BYTES} bytes")
            sheets = [archive.read(part) for part in archive.namelist() if part.lower().startswith("xl/worksheets/")]
    except _NO_ARCHIVE as error:
        raise _refusal(file, f"this is no Excel file (.xlsx): {error}") from error
    for sheet in sheets:
        _check_extent(sheet, file)


_NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)


def _check_extent(sheet: bytes, file: str) -> None:
    lines = columns = 1
    for found in _PLACE.finditer(sheet):
        lines, columns = max(lines, int(found[2])), max(columns, _number(found[1]))
    if lines * columns > MAX_CELLS:
        raise _refusal(file, f"a sheet of {lines} rows and {columns} columns; allowed: up to {MAX_CELLS} cells")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _refusal(file: str, message: str) -> ScenarioError:
    return ScenarioError(message, reason=BAD_FILE, file=file, line=1, column=1)


def _opened(content: bytes, file: str) -> CalamineWorkbook:
    try:
        import python_calamine
    except ImportError as error:
        raise _missing("python-calamine") from error
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.CalamineError as error:
        raise _refusal(file, f"this is no Excel file (.xlsx): {error}") from error


def _table(workbook: CalamineWorkbook, sheet: str, file: str) -> Table:
    """The sheet, numbers as decimals. Raises ScenarioError where it is missing, or holds a date or truth value."""
    import python_calamine

    if sheet not in workbook.sheet_names:
        there = ", ".join(map(repr, workbook.sheet_names))
        allowed = f"; allowed: {ACTIONS!r} and {PAYOFFS!r}" if sheet in (ACTIONS, PAYOFFS) else ""
        raise _refusal(file, f"there is no sheet {sheet!r}{allowed}; there are {there}")
    try:
        values = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise _refusal(file, f"the sheet {sheet!r} cannot be read: {error}") from error
    table = Table(file, sheet, [])
    rounded: list[str] = []
    rows = [
        Row(line, [_text(table, value, (line, column), rounded) for column, value in enumerate(cells, 1)])
        for line, cells in enumerate(values, 1)
    ]
    _warn(rounded, file)
    return Table(file, sheet, [row for row in rows if row.width])


def _text(table: Table, value: Any, place: Place, rounded: list[str]) -> str:
    """What a cell shows; a float that is no short decimal is noted in `rounded`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        message = (
            f"a {_KINDS.get(type(value).__name__, 'date')} is no number and no name; in a cell of the format Text "
        )
        raise table.refusal(f"{message}1/3 is a third", place, "NOT_A_NUMBER")
    decimal = f"{value:.{_DIGITS}g}"
    if float(decimal) != value:
        rounded.append(f"{table.cell(place)} is read as {decimal}")
    return decimal


_KINDS = {"bool": "truth value"}


def _warn(rounded: Sequence[str], file: str) -> None:
    if rounded:
        more = f" (and {len(rounded) - 1} cells more)" if len(rounded) > 1 else ""
        message = f"{file}: {rounded[0]}, the decimal that Excel shows, though its float is another number{more}"
        warnings.warn(f"{message}; for exact numbers write text such as 1/3", stacklevel=2)


def _columns(table: Table) -> list[list[str]]:
    """The actions of each player. Raises ScenarioError where one is missing or there twice."""
    if not table.rows:
        raise table.refusal("the sheet is empty; allowed: a column per player, the name first", (1, 1))
    return [_column(table, column) for column in range(1, table.rows[0].width + 1)]


def _column(table: Table, column: int) -> list[str]:
    names: list[str] = []
    filled = max(index for index, row in enumerate(table.rows) if index == 0 or row.cell(column))
    for row in table.rows[1 : filled + 1]:
        name = unicodedata.normalize("NFC", row.cell(column))
        if not name:
            raise table.refusal("an action is missing", (row.line, column))
        if name in names:
            raise table.refusal(f"the action {name!r} is there twice", (row.line, column), "DUPLICATE_LABEL")
        names.append(name)
    if not names:
        raise table.refusal("there are no actions beneath", (table.rows[0].line, column), "EMPTY_ACTION_SET")
    return names


def _check_players(actions: Table, payoffs: Table) -> None:
    """Raises ScenarioError where the sheets name other players."""
    if not payoffs.rows:
        return
    for column in range(1, actions.rows[0].width + 1):
        name, wanted = payoffs.rows[0].cell(column), actions.rows[0].cell(column)
        if name != wanted:
            message = f"the player is called {name!r}; allowed: {wanted!r}, as in the sheet {actions.sheet!r}"
            raise payoffs.refusal(message, (payoffs.rows[0].line, column))
    if payoffs.rows[0].width != 2 * actions.rows[0].width:
        message = f"{payoffs.rows[0].width} columns; allowed: two for each of the players in {actions.sheet!r}"
        raise payoffs.refusal(message, (payoffs.rows[0].line, payoffs.rows[0].width))


def write(game: NormalFormGame) -> bytes:
    """The workbook of the game, every payoff as exact text."""
    return _workbook(game.players, game.actions, rows_of(game))


def template(players: Sequence[str], actions: Sequence[Sequence[str]]) -> bytes:
    """The workbook with empty cells for the payoffs, of the format Text, so that 1/3 stays a third."""
    return _workbook(players, actions, empty_rows(players, actions))


def _workbook(players: Sequence[str], actions: Sequence[Sequence[str]], rows: Iterable[Sequence[str]]) -> bytes:
    profiles = math.prod(map(len, actions))
    if profiles >= MAX_ROWS:
        message = f"the game has {profiles} profiles; allowed in a sheet: fewer than {MAX_ROWS}"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME")
    return written_sheets({ACTIONS: [players, *zip_longest(*actions, fillvalue="")], PAYOFFS: rows})


def written_sheets(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """A workbook with these sheets, rows of exact text, the first of each its head."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise _missing("XlsxWriter") from error
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # the same content, the same file  # noqa: DTZ001
        text, head = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "@", "bold": True})
        for name, rows in sheets.items():
            _fill(workbook.add_worksheet(name), rows, text, head)
    return stream.getvalue()


def _fill(sheet: Worksheet, rows: Iterable[Sequence[str]], text: Format, head: Format) -> None:
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, cell, text if line else head)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 2 * MAX_PLAYERS, 22, text)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _missing(package: str) -> UnsupportedError:
    message = f"Excel files need the package {package}: pip install 'policygames[solver]'"
    return UnsupportedError(message, reason="MISSING_EXTRA")

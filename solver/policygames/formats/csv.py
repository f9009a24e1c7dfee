r"""CSV: one table with a row per profile, comma-separated, in UTF-8, quoted where needed.

    United States,China,payoff to United States,payoff to China
    sell,buy,3,3
    sell,boycott,1,4
    ban,buy,4,1
    ban,boycott,2,2

The head names the players, then what each gets; each profile is there once, in any order, and actions come in the
order of their first rows. Of two players the table that textbooks print is read too, see `files.bimatrix`:

    United States \ China,buy,boycott
    sell,3;3,1;4
    ban,4;1,2;2

Payoffs are exact: 2, 0.5 or 1/3. A spreadsheet program takes 1/3 for a date when it opens such a file; the .xlsx
template avoids that. (The module is called like the extension; it is imported by its full name only.)

Source: RFC 4180, with a head, and with UTF-8 and either line end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from policygames.errors import ScenarioError
from policygames.formats.files.bimatrix import is_bimatrix, read_bimatrix
from policygames.formats.files.table import Row, Table, empty_rows, read_table, rows_of
from policygames.formats.files.text import Text, decoded
from policygames.games import NormalFormGame


def read(content: str | bytes, file: str = "game.csv") -> NormalFormGame:
    """The game in `content`. Raises ScenarioError, with line and cell, where there is none."""
    rows = table(content, file)
    return read_bimatrix(rows) if is_bimatrix(rows) else read_table(rows)


def table(content: str | bytes, file: str) -> Table:
    """The rows in `content`, whatever they hold. Raises ScenarioError where it is no CSV."""
    return Table(file, "", _rows(decoded(content, file)))


def _rows(text: Text) -> list[Row]:
    reader = csv.reader(io.StringIO(text.content, newline=""), strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            row = Row(start, cells)
            if row.width:
                rows.append(row)
            start = reader.line_num + 1
    except csv.Error as error:
        raise _refusal(text, start, f"this is no CSV: {error}") from error
    if rows and rows[0].width == 1 and ";" in rows[0].cell(1):
        raise _refusal(text, rows[0].line, "the cells are separated by semicolons; allowed: commas")
    return rows


def _refusal(text: Text, line: int, message: str) -> ScenarioError:
    return Table(text.file, "", []).refusal(message, (line, 1))


def write(game: NormalFormGame) -> bytes:
    """The table of the game, profiles with the last player's action changing first."""
    return _spelled(rows_of(game))


def template(players: Sequence[str], actions: Sequence[Sequence[str]]) -> bytes:
    """The table without payoffs."""
    return _spelled(empty_rows(players, actions))


def _spelled(rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()

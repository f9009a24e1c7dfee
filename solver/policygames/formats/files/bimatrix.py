r"""The table of a two-player game as textbooks print it: a row per action of the first player, both payoffs in a cell.

    US \ China,buy,boycott
    sell,3;3,1;4
    ban,4;1,2;2

The payoffs of a cell are separated by a semicolon, or by a comma in quotation marks: "3,3". The corner names both
players, or is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.errors import GameError
from policygames.formats.files.payoffs import number
from policygames.formats.files.table import Place, Row, Table
from policygames.games import NormalFormGame
from policygames.games.names import player_names

_BETWEEN = "\\"
_ALLOWED = "allowed: two numbers with a semicolon between them, such as 3;1/2"


def is_bimatrix(table: Table) -> bool:
    """Whether the corner is empty or names two players: the other table has one player's name there."""
    if not table.rows:
        return False
    corner, *others = table.rows[0].cells
    return (not corner.strip() or _BETWEEN in corner) and not any(name.startswith("payoff to ") for name in others)


def read_bimatrix(table: Table) -> NormalFormGame:
    """The game in `table`. Raises ScenarioError, with the cell, where there is none."""
    head, *rows = table.rows
    if head.width < 2 or not rows:
        message = (
            "no payoffs follow; allowed: the second player's actions in the first row, a row for each of the first's"
        )
        raise table.refusal(message, (head.line, max(1, head.width)))
    cells = [[_payoffs(table, row, column) for column in range(2, head.width + 1)] for row in rows]
    for row in rows:
        if row.width > head.width:
            raise table.refusal(f"a cell beyond the {head.width} columns", (row.line, row.width))
    actions = [[row.cell(1) for row in rows], list(head.cells[1 : head.width])]
    payoffs = [[[cell[player] for cell in line] for line in cells] for player in (0, 1)]
    try:
        return NormalFormGame(payoffs, _players(table, head), actions)
    except GameError as error:
        raise table.refusal(error.message, _place(table, error.path), error.reason) from error


def _payoffs(table: Table, row: Row, column: int) -> tuple[int | Fraction, int | Fraction]:
    text = row.cell(column)
    parts = text.split(";" if ";" in text else ",")
    if len(parts) != 2:
        message = f"{text!r} is no pair of payoffs" if text.strip() else "the payoffs are missing"
        raise table.refusal(f"{message}; {_ALLOWED}", (row.line, column))
    try:
        return number(parts[0].strip()), number(parts[1].strip())
    except GameError as error:
        raise table.refusal(error.message, (row.line, column), error.reason) from error


def _players(table: Table, head: Row) -> Sequence[str] | None:
    """The names in the corner; None where it is empty."""
    corner = head.cell(1)
    if not corner.strip():
        return None
    names = [name.strip() for name in corner.split(_BETWEEN)]
    try:
        return player_names(names, 2)
    except GameError as error:
        raise table.refusal(error.message, (head.line, 1), error.reason) from error


def _place(table: Table, path: str) -> Place:
    """The cell that holds the name at a path such as actions[1][0]; the first one for any other."""
    indices = path.removeprefix("actions[").removesuffix("]").split("][")
    head, *rows = table.rows
    if not path.startswith("actions[") or len(indices) != 2:
        return head.line, 1
    player, action = map(int, indices)
    return (rows[action].line, 1) if player == 0 else (head.line, action + 2)

"""The table of payoffs that CSV and Excel files hold: a row per profile, an action per player, then what each gets.

    United States,China,payoff to United States,payoff to China
    sell,buy,3,3
    sell,boycott,1,4
    …

Every profile is there once, in any order. In a place the column counts cells; the path is that of a spreadsheet, such
as C2.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from policygames.errors import GameError, ScenarioError
from policygames.formats.files.payoffs import number, shaped, texts
from policygames.formats.files.text import BAD_FILE
from policygames.games import NormalFormGame
from policygames.games.limits import MAX_PLAYERS, check_shape
from policygames.games.names import index_of

Place: TypeAlias = tuple[int, int]
"""A line and a column, both from 1."""
Places: TypeAlias = dict[str, Place]
_HEAD = "payoff to "


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line, as texts; those after the last one are empty."""

    line: int
    cells: Sequence[str]

    def cell(self, column: int) -> str:
        """The text in a column, counted from 1."""
        return self.cells[column - 1] if column <= len(self.cells) else ""

    @property
    def width(self) -> int:
        """The last column that is not empty."""
        return max((column for column, text in enumerate(self.cells, 1) if text), default=0)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, those that are empty left out; `sheet` is empty for a file that has none."""

    file: str
    sheet: str
    rows: Sequence[Row]

    def refusal(self, message: str, place: Place, reason: str = BAD_FILE) -> ScenarioError:
        """The error that tells of a mistake in a cell."""
        line, column = place
        return ScenarioError(message, reason=reason, path=self.cell(place), file=self.file, line=line, column=column)

    def cell(self, place: Place) -> str:
        """The cell as a spreadsheet calls it: payoffs!C2."""
        return f"{self.sheet}{'!' if self.sheet else ''}{_letters(place[1])}{place[0]}"


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def read_table(table: Table, actions: Sequence[Sequence[str]] | None = None) -> NormalFormGame:
    """The game in `table`; actions come in the order of `actions`, else of their first rows.

    Raises ScenarioError, with the cell, where there is none.
    """
    if not table.rows:
        raise table.refusal(f"the table is empty; allowed: names of players, then {_HEAD!r} and each name", (1, 1))
    places: Places = {}
    players = _players(table, places)
    profiles = _Profiles(table, [_numbered(names) for names in actions or [[] for _ in players]], bool(actions), places)
    for row in table.rows[1:]:
        profiles.add(row)
    columns = profiles.columns()
    try:
        return NormalFormGame([shaped(column, profiles.shape) for column in columns], players, profiles.names)
    except GameError as error:
        raise table.refusal(error.message, places.get(error.path, (1, 1)), error.reason) from error


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(names)}


def _players(table: Table, places: Places) -> list[str]:
    head = table.rows[0]
    count, odd = divmod(head.width, 2)
    if odd or not 2 <= count <= MAX_PLAYERS:
        message = (
            f"{head.width} columns; allowed: the names of 2 to {MAX_PLAYERS} players, then {_HEAD!r} and each name"
        )
        raise table.refusal(message, (head.line, max(1, head.width)))
    players = [head.cell(column) for column in range(1, count + 1)]
    for index, name in enumerate(players):
        places[f"players[{index}]"] = (head.line, index + 1)
        wanted = _HEAD + name
        if not _same(head.cell(count + index + 1), wanted):
            found = head.cell(count + index + 1)
            raise table.refusal(f"the column is called {found!r}; allowed: {wanted!r}", (head.line, count + index + 1))
    return players


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


@dataclass(slots=True)
class _Profiles:
    """The rows read so far; `actions` number each player's names, and grow with the rows unless they are `known`."""

    table: Table
    actions: list[dict[str, int]]
    known: bool
    places: Places
    found: dict[tuple[int, ...], tuple[int, list[int | Fraction]]] = field(default_factory=dict)
    """Per profile its line and what each player gets."""

    def add(self, row: Row) -> None:
        """Reads one row. Raises ScenarioError for a mistake in it, or a profile that was there."""
        players = len(self.actions)
        if row.width > 2 * players:
            raise self.table.refusal(f"a cell beyond the {2 * players} columns", (row.line, row.width))
        profile = tuple(self._action(row, player) for player in range(players))
        if profile in self.found:
            message = f"the profile of line {self.found[profile][0]} a second time"
            raise self.table.refusal(message, (row.line, 1), "DUPLICATE_LABEL")
        self.found[profile] = row.line, [self._payoff(row, players + 1 + player) for player in range(players)]

    def _action(self, row: Row, player: int) -> int:
        name, known = unicodedata.normalize("NFC", row.cell(player + 1)), self.actions[player]
        place = row.line, player + 1
        if name in known:
            return known[name]
        if not name:
            raise self.table.refusal("an action is missing", place)
        if self.known:
            try:
                return index_of(name, list(known), "")
            except GameError as error:
                raise self.table.refusal(error.message, place, error.reason) from error
        self.places[f"actions[{player}][{len(known)}]"] = place
        return known.setdefault(name, len(known))

    def _payoff(self, row: Row, column: int) -> int | Fraction:
        text = row.cell(column)
        if not text.strip():
            raise self.table.refusal("a payoff is missing", (row.line, column))
        try:
            return number(text)
        except GameError as error:
            raise self.table.refusal(error.message, (row.line, column), error.reason) from error

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.actions))

    @property
    def names(self) -> list[list[str]]:
        return list(map(list, self.actions))

    def columns(self) -> list[tuple[int | Fraction, ...]]:
        """Each player's payoffs in the order of profiles. Raises ScenarioError where a profile is missing."""
        last = self.table.rows[-1].line, 1
        if len(self.table.rows) == 1:
            raise self.table.refusal("no profile follows; allowed: a row for each", last)
        try:
            check_shape((len(self.actions), *self.shape))
        except GameError as error:
            raise self.table.refusal(error.message, last, error.reason) from error
        ordered = list(product(*map(range, self.shape)))
        for profile in ordered:
            if profile not in self.found:
                raise self.table.refusal(f"no row for {self._spelled(profile)}", last)
        return list(zip(*(self.found[profile][1] for profile in ordered), strict=True))

    def _spelled(self, profile: tuple[int, ...]) -> str:
        return ", ".join(repr(names[action]) for names, action in zip(self.names, profile, strict=True))


def rows_of(game: NormalFormGame) -> Iterator[Sequence[str]]:
    """The rows of the table of `game`, its head first."""
    yield head_of(game.players)
    columns = [texts(game, player) for player in range(len(game.players))]
    for profile, payoffs in zip(product(*game.actions), zip(*columns, strict=True), strict=True):
        yield [*profile, *payoffs]


def empty_rows(players: Sequence[str], actions: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The rows of a table whose payoffs are to be filled in."""
    yield head_of(players)
    for profile in product(*actions):
        yield [*profile, *[""] * len(players)]


def head_of(players: Sequence[str]) -> list[str]:
    """The first row: the players, and what each gets."""
    return [*players, *(_HEAD + name for name in players)]

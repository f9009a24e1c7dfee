"""The picture of a game as textbooks print it: a table of payoffs with names, best responses and equilibria marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from textwrap import wrap
from typing import Any

from policygames.errors import UnsupportedError
from policygames.games import BayesianGame, NormalFormGame, PureProfile, RepeatedGame
from policygames.numerics.exact import nearest_float
from policygames.report import payoff_scatter
from policygames.report.bars import BLUE, GREY, ORANGE, PALE
from policygames.report.figures import new_axes
from policygames.results.wording import listed, number, ratio

MOST_CELLS = 64
"""Cells of all tables together; of larger games of two players each profile is a point."""
_COLOURS = (BLUE, ORANGE, "#007A5A", "#8C4A79", GREY)
"""Of each player in turn."""
_ROW, _HEAD, _GAP, _NAMES, _DIGITS = 0.62, 0.8, 0.15, 2.1, 0.62
"""Inches: heights of a row, of the names above and of what is free below, widths of names and of one player's payoff.
"""
_LETTERS = 9.0
"""Characters of a name that an inch holds."""


def plot(game: NormalFormGame | RepeatedGame | BayesianGame, ax: Any = None) -> Any:
    """Draws a table of payoffs, one for all that players after the second do; of a Bayesian game one for all types.

    What is a best response to what the others do is framed, pure equilibria of the table are shaded. Of two players
    with more cells than MOST_CELLS every profile is a point, at what it pays. `ax` are matplotlib axes, new ones
    without. Gives the axes. Raises UnsupportedError where there are more cells of more players.
    """
    if isinstance(game, RepeatedGame):
        return plot(game.stage_game, ax)
    tables = _tables_of(game)
    cells = sum(prod(one.game.shape[:2]) for one in tables)
    if cells <= MOST_CELLS:
        return _drawn(tables, ax)
    if isinstance(game, NormalFormGame) and len(game.players) == 2:
        return payoff_scatter.plot(game, ax)
    message = f"the tables have {cells} cells; up to {MOST_CELLS} are drawn, and more of two players only"
    raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="game")


@dataclass(frozen=True)
class _Table:
    """What players after the second do, as it is fixed in one table, and what stands above it."""

    game: NormalFormGame
    others: PureProfile
    title: str

    @property
    def height(self) -> float:
        """In inches."""
        return _HEAD + (0.3 if self.title else 0.0) + _ROW * self.game.shape[0] + _GAP

    @cached_property
    def best(self) -> list[Any]:
        """Per player an array of the shape of the game: whether the action is a best response."""
        return [own == own.max(axis=player, keepdims=True) for player, own in enumerate(self.game.numerators)]


def _tables_of(game: NormalFormGame | BayesianGame) -> list[_Table]:
    if isinstance(game, NormalFormGame):
        return _tables(game, "")
    told = []
    for types, chance in game.possible:
        names = listed([game.name_of(agent) for agent in enumerate(types)])
        told += _tables(game.game_at(types), f"With probability {ratio(chance)}: {names}")
    return told


def _tables(game: NormalFormGame, title: str) -> list[_Table]:
    found = []
    for others in product(*map(range, game.shape[2:])):
        pairs = zip(game.players[2:], game.actions[2:], others, strict=True)
        fixed = "; ".join(f"{name}: {actions[action]}" for name, actions, action in pairs)
        found.append(_Table(game, others, "; ".join(filter(None, (title, fixed)))))
    return found


def _drawn(tables: Sequence[_Table], ax: Any) -> Any:
    wide = _NAMES + max(one.game.shape[1] * _cell_width(one.game) for one in tables)
    high = sum(one.height for one in tables) + 0.5
    axes = new_axes(wide + 0.3, high + 0.2) if ax is None else ax
    top = 0.0
    for table in tables:
        _draw(axes, table, top)
        top += table.height
    note = (
        f"Payoffs: {listed(tables[0].game.players)}. Framed: the best response to what the others do. "
        "Shaded: a pure equilibrium of the table."
    )
    axes.text(0, top + 0.05, "\n".join(wrap(note, int(wide * 15))), fontsize=8, color=GREY, va="top")
    axes.set_xlim(0, wide + 0.05)
    axes.set_ylim(high, 0)
    axes.axis("off")
    return axes


def _cell_width(game: NormalFormGame) -> float:
    return max(_DIGITS * len(game.players), 1.35)


def _draw(axes: Any, table: _Table, top: float) -> None:
    """One table, its upper edge at `top`."""
    game, cell = table.game, _cell_width(table.game)
    rows, columns = game.shape[:2]
    if table.title:
        axes.text(0, top + 0.15, table.title, fontsize=9, va="center", style="italic")
        top += 0.3
    middle = _NAMES + columns * cell / 2
    axes.text(middle, top + 0.16, game.players[1], ha="center", va="center", weight="bold", color=_COLOURS[1])
    axes.text(0, top + 0.16, game.players[0], ha="left", va="center", weight="bold", color=_COLOURS[0])
    for column, name in enumerate(game.actions[1]):
        place = _NAMES + (column + 0.5) * cell
        axes.text(place, top + 0.52, _short(name, cell), ha="center", va="center", fontsize=8)
    for row, name in enumerate(game.actions[0]):
        place = top + _HEAD + (row + 0.5) * _ROW
        axes.text(_NAMES - 0.08, place, _short(name, _NAMES), ha="right", va="center", fontsize=8)
    for row, column in product(range(rows), range(columns)):
        _draw_cell(axes, table, (row, column), (_NAMES + column * cell, top + _HEAD + row * _ROW, cell))


def _draw_cell(axes: Any, table: _Table, where: tuple[int, int], place: tuple[float, float, float]) -> None:
    """The payoffs of one profile; `place` is left, top and width."""
    from matplotlib.patches import Rectangle

    (left, top, width), profile = place, (*where, *table.others)
    players = range(len(table.game.players))
    stable = all(table.best[player][profile] for player in players)
    axes.add_patch(Rectangle((left, top), width, _ROW, facecolor=PALE if stable else "white", edgecolor=GREY, lw=0.8))
    for player in players:
        colour = _COLOURS[player % len(_COLOURS)]
        frame = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": colour, "linewidth": 1.4}
        across = left + width * (player + 0.5) / len(players)
        axes.text(
            across,
            top + _ROW / 2,
            _told(table.game, player, profile),
            ha="center",
            va="center",
            fontsize=10,
            color=colour,
            bbox=frame if table.best[player][profile] else None,
        )


def _told(game: NormalFormGame, player: int, profile: PureProfile) -> str:
    """A payoff in few digits."""
    payoff = game.payoff(player, profile)
    text = number(payoff)
    return text if len(text) <= 6 else f"{nearest_float(payoff):.4g}"


def _short(name: str, inches: float) -> str:
    """A name in two lines, cut where it is longer."""
    lines = wrap(name, max(6, int(inches * _LETTERS)))
    return "\n".join(lines[:2]) + (" …" if len(lines) > 2 else "")

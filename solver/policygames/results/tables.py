"""Payoffs as plain-text tables, with the names of players and actions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from policygames.games import BayesianGame, Game, NormalFormGame, RepeatedGame
from policygames.results.wording import listed, number, ratio

MOST_ROWS = 64
"""The most profiles that are written out."""


def payoff_table(game: Game) -> str:
    """The payoffs as text: a matrix for two players, a line per profile for more, the stage game of a repeated one."""
    if isinstance(game, RepeatedGame):
        patience = listed([f"{name} {ratio(factor)}" for name, factor in zip(game.players, game.discount, strict=True)])
        return f"Every period, with discount factors {patience}:\n{payoff_table(game.stage_game)}"
    if isinstance(game, BayesianGame):
        return "\n\n".join(_of_types(game)[:MOST_ROWS])
    if not isinstance(game, NormalFormGame):
        return ""
    return _matrix(game) if len(game.shape) == 2 else _profiles(game)


def _of_types(game: BayesianGame) -> list[str]:
    """The payoffs for each profile of types that can be drawn."""
    told = []
    for types, chance in game.possible:
        names = listed([game.name_of(agent) for agent in enumerate(types)])
        told.append(f"With probability {ratio(chance)}, {names}:\n{payoff_table(game.game_at(types))}")
    return told


def _matrix(game: NormalFormGame) -> str:
    rows, columns = game.actions
    if len(rows) * len(columns) > MOST_ROWS:
        return f"{len(rows)} x {len(columns)} actions: too many to print."
    cells = [[_cell(game, (i, j)) for j in range(len(columns))] for i in range(len(rows))]
    head = f"Rows: {game.players[0]}; columns: {game.players[1]}. Each cell: {game.players[0]}, {game.players[1]}."
    return "\n".join([head, *aligned([["", *columns], *([name, *cells[i]] for i, name in enumerate(rows))])])


def _profiles(game: NormalFormGame) -> str:
    profiles = list(product(*map(range, game.shape)))
    if len(profiles) > MOST_ROWS:
        return f"{len(profiles)} profiles: too many to print."
    lines = [
        [*(game.actions[player][action] for player, action in enumerate(profile)), _cell(game, profile)]
        for profile in profiles
    ]
    return "\n".join(aligned([[*game.players, "payoffs"], *lines]))


def _cell(game: NormalFormGame, profile: tuple[int, ...]) -> str:
    return ", ".join(_short(game.payoff(player, profile)) for player in range(len(game.players)))


def _short(value: Fraction) -> str:
    return number(value) if 10**6 % value.denominator == 0 else f"{value}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines in which the cells of each column start at the same place."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]

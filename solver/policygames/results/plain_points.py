"""Payoff vectors, deviations and numbers that may be missing as plain data, for files, every number exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from policygames.certificates import Deviation
from policygames.errors import GameError
from policygames.games import NormalFormGame, Point
from policygames.numerics.exact import read_back, spelled


def plain_points(points: Sequence[Point]) -> list[list[str]]:
    """The vectors as plain data."""
    return [plain_point(point) for point in points]


def plain_point(point: Point) -> list[str]:
    """The vector as plain data."""
    return [spelled(value) for value in point]


def read_points(rows: Any, path: str, players: int) -> tuple[Point, ...]:
    """The vectors that `plain_points` wrote, one entry a player. Raises GameError for anything else."""
    return tuple(read_point(row, f"{path}[{place}]", players) for place, row in enumerate(rows))


def read_point(row: Any, path: str, players: int) -> Point:
    """The vector that `plain_point` wrote, one entry a player. Raises GameError for anything else."""
    point = tuple(read_back(text, path) for text in row)
    if len(point) != players:
        raise GameError(f"a payoff vector has {players} entries here", reason="SHAPE_DATA_MISMATCH", path=path)
    return point


def plain_number(value: Fraction | None) -> str | None:
    """The number as text; None for None."""
    return None if value is None else spelled(value)


def read_number(text: Any, path: str) -> Fraction | None:
    """The number that `plain_number` wrote. Raises GameError for anything else."""
    return None if text is None else read_back(text, path)


def plain_deviation(deviation: Deviation) -> dict[str, Any]:
    """The deviation as plain data, player and action by their indices."""
    place = {"player": deviation.player, "action": deviation.action, "state": deviation.state}
    return {**place, "gain": spelled(deviation.gain)}


def read_deviation(data: Mapping[str, Any], game: NormalFormGame, path: str) -> Deviation:
    """The deviation that `plain_deviation` wrote, by a player of `game` to one of their actions.

    Raises GameError, naming the place under `path`, for anything else.
    """
    player = game.player_index(data["player"], f"{path}.player")
    action, state = int(data["action"]), data["state"]
    if not 0 <= action < game.shape[player]:
        message = f"{game.players[player]} has no action {action}"
        raise GameError(message, reason="UNKNOWN_NAME", path=f"{path}.action")
    return Deviation(player, action, read_back(data["gain"], f"{path}.gain"), None if state is None else str(state))

"""Sets of payoffs as plain data, for files, every number exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policygames.certificates import PayoffBounds
from policygames.errors import GameError
from policygames.games import Game, Point, RepeatedGame
from policygames.numerics.exact import read_back, spelled
from policygames.results.payoff_set import PayoffSet


def plain_payoff_set(payoff_set: PayoffSet) -> dict[str, Any]:
    """The set as plain data, without its game."""
    bounds = payoff_set.bounds
    if bounds is None:
        return {"approximate": payoff_set.vertices.tolist()}
    return {
        "inner": _plain_points(bounds.inner),
        "outer": _plain_points(bounds.outer),
        "exact": bounds.exact,
        "points": bounds.points,
    }


def read_payoff_set(data: Mapping[str, Any] | None, game: Game, concept: str) -> PayoffSet | None:
    """The set that `plain_payoff_set` wrote; None for None. Raises GameError where a field is missing or bad."""
    if data is None:
        return None
    if not isinstance(game, RepeatedGame):
        message = f"a {type(game).__name__} has no set of payoffs"
        raise GameError(message, reason="BAD_RESULT", path="payoff_set")
    if "approximate" in data:
        return PayoffSet.approximated(game, concept, data["approximate"])
    bounds = PayoffBounds(
        _read_points(data["inner"], "payoff_set.inner", len(game.players)),
        _read_points(data["outer"], "payoff_set.outer", len(game.players)),
        exact=bool(data["exact"]),
        points=bool(data["points"]),
    )
    return PayoffSet(game, concept, bounds)


def _plain_points(points: Sequence[Point]) -> list[list[str]]:
    return [[spelled(value) for value in point] for point in points]


def _read_points(rows: Any, path: str, players: int) -> tuple[Point, ...]:
    points = tuple(tuple(read_back(text, f"{path}[{k}]") for text in row) for k, row in enumerate(rows))
    if any(len(point) != players for point in points):
        raise GameError(f"a payoff vector has {players} entries here", reason="SHAPE_DATA_MISMATCH", path=path)
    return points

"""Sets of payoffs as plain data, for files, every number exact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.certificates import PayoffBounds
from policygames.errors import GameError
from policygames.games import Game, RepeatedGame
from policygames.results.payoff_set import PayoffSet
from policygames.results.plain_points import plain_points, read_points


def plain_payoff_set(payoff_set: PayoffSet) -> dict[str, Any]:
    """The set as plain data, without its game."""
    bounds = payoff_set.bounds
    if bounds is None:
        return {"approximate": payoff_set.vertices.tolist()}
    return plain_bounds(bounds)


def plain_bounds(bounds: PayoffBounds) -> dict[str, Any]:
    """The bounds as plain data."""
    return {
        "inner": plain_points(bounds.inner),
        "outer": plain_points(bounds.outer),
        "exact": bounds.exact,
        "points": bounds.points,
    }


def read_bounds(data: Mapping[str, Any], players: int, path: str) -> PayoffBounds:
    """The bounds that `plain_bounds` wrote. Raises GameError, naming the place under `path`, for a bad point."""
    return PayoffBounds(
        read_points(data["inner"], f"{path}.inner", players),
        read_points(data["outer"], f"{path}.outer", players),
        exact=bool(data["exact"]),
        points=bool(data["points"]),
    )


def read_payoff_set(data: Mapping[str, Any] | None, game: Game, concept: str) -> PayoffSet | None:
    """The set that `plain_payoff_set` wrote; None for None. Raises GameError where a field is missing or bad."""
    if data is None:
        return None
    if not isinstance(game, RepeatedGame):
        message = f"a {type(game).__name__} has no set of payoffs"
        raise GameError(message, reason="BAD_RESULT", path="payoff_set")
    if "approximate" in data:
        return PayoffSet.approximated(game, concept, data["approximate"])
    return PayoffSet(game, concept, read_bounds(data, len(game.players), "payoff_set"))

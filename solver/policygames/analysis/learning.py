"""What processes of learning and selection share: starts, numbers of steps, tolerances."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame, options
from policygames.games.spread import spread_floats
from policygames.numerics.exact import nearest_float

Reals = NDArray[np.float64]
MOST_STEPS = 1_000_000


def checked_game(game: Any, players: int | None = None) -> NormalFormGame:
    """The game, if it is in normal form and has that many players. Raises GameError or UnsupportedError."""
    if not isinstance(game, NormalFormGame):
        raise GameError("learning is studied in a NormalFormGame", reason="MISSING_GAME", path="game")
    if players is not None and len(game.shape) != players:
        message = f"this is for {players} players; there are {len(game.shape)}"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="game")
    return game


MOST_SEED = 2**64 - 1


def whole(number: Any, path: str, least: int = 1, most: int = MOST_STEPS) -> int:
    """The whole number. Raises GameError for any other, and outside these limits."""
    return options.whole(number, path, least, most)


def seed_of(seed: Any) -> int:
    """The seed of random numbers. Raises GameError for anything else."""
    return options.whole(seed, "seed", 0, MOST_SEED)


def tolerance_of(tolerance: Any) -> float:
    """The share of the range of payoffs. Raises GameError for anything but a number above 0."""
    return nearest_float(options.positive(tolerance, "tolerance"))


def tables(game: NormalFormGame) -> tuple[list[Reals], float]:
    """Each player's payoffs over the largest range of any player's, the least being 0, and that range, 1 for none."""
    floats = spread_floats(game)
    unit = max(float(own.max()) for own in floats) or 1.0
    return [own / unit for own in floats], unit


def start_of(game: NormalFormGame, start: Any) -> list[Reals]:
    """The profile to start from: all actions alike, without one."""
    if start is None:
        return [np.full(count, 1 / count) for count in game.shape]
    profile = game.mixed_profile(start, "start")
    return [np.array([nearest_float(chance) for chance in own]) for own in profile]


def recorded(steps: int, most: int = 1000) -> set[int]:
    """Which steps, counted from 1, to keep: each one of few, else about as many as `most`, the last among them."""
    return set(np.unique(np.linspace(1, steps, min(steps, most)).round().astype(int)).tolist())

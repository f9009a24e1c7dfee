"""What saved analyses share: which fields they have, the game they are about, and floats that may be infinite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError, GameError
from policygames.games import Game, game_from_dict
from policygames.results.plain import first_difference

FORMAT = 1
"""The version of the saved form."""
Reals = NDArray[np.float64]


def plain(kind: str, game: Game, **fields: Any) -> dict[str, Any]:
    """Plain data about `game`, to be saved as JSON."""
    return {"policygames": FORMAT, "kind": kind, "game": game.to_dict(), "digest": game.digest, **fields}


def game_of(data: Any, kind: str, fields: Sequence[str], *games: type) -> Any:
    """The game that saved data of this kind, with these fields, are about: one of these classes.

    Raises GameError, naming the field, for anything else; CertificateError where the digest is another game's.
    """
    if not isinstance(data, Mapping) or data.get("kind") != kind or data.get("policygames") != FORMAT:
        raise GameError(f"this is no saved {kind} of format {FORMAT}", reason="BAD_RESULT", path="kind")
    wanted = {"policygames", "kind", "game", "digest", *fields}
    for name in sorted(map(str, wanted.symmetric_difference(data))):
        told = "missing" if name in wanted else "unknown"
        raise GameError(f"the field is {told}; there are {', '.join(fields)}", reason="BAD_RESULT", path=name)
    game = game_from_dict(data["game"])
    if not isinstance(game, games):
        raise GameError(f"a {type(game).__name__} has no {kind}", reason="BAD_RESULT", path="game")
    if data["digest"] != game.digest:
        message = f"the digest is {data['digest']}, that of the game is {game.digest}"
        raise CertificateError(message, path="digest")
    return game


def check_as_saved(data: Mapping[str, Any], again: Mapping[str, Any]) -> None:
    """Raises GameError, naming the place, where what was read is written differently, but for the words."""
    left_out = {"explanation": ""}
    if (place := first_difference({**data, **left_out}, {**again, **left_out})) is not None:
        message = "this is not as it was saved: a field was added, left out or changed"
        raise GameError(message, reason="BAD_RESULT", path=place)


@contextmanager
def reading(kind: str) -> Iterator[None]:
    """Turns what goes wrong in plain data of a wrong shape into a GameError."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise GameError(f"no {kind} can be read here: {error!r}", reason="BAD_RESULT") from error


def plain_real(value: float) -> float | str:
    """A float for JSON, which has no infinite ones."""
    return float(value) if np.isfinite(value) else str(float(value))


def read_real(value: Any, path: str) -> float:
    """The float that is saved; texts as JSON readers leave them. Raises GameError for anything else, and nan."""
    number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else np.nan
    if np.isnan(number):
        raise GameError(f"{value!r} is no number", reason="BAD_RESULT", path=path)
    return float(number)


def read_reals(values: Any, path: str) -> Reals:
    """The floats of a list, shape (k,)."""
    return np.array([read_real(value, f"{path}[{index}]") for index, value in enumerate(values)], dtype=np.float64)


def read_table(rows: Any, path: str) -> Reals:
    """The floats of a list of lists of the same length, shape (k, m)."""
    found = [read_reals(row, f"{path}[{index}]") for index, row in enumerate(rows)]
    return np.array(found, dtype=np.float64).reshape(len(found), -1)


def check_profiles(profiles: Sequence[Reals], points: int, counts: Sequence[int], path: str = "profiles") -> None:
    """Raises GameError unless there is, per player, an array of shape (points, actions) of frequencies."""
    shapes = [own.shape for own in profiles]
    if points < 1 or shapes != [(points, count) for count in counts]:
        message = f"arrays of shapes {shapes} for {points} points and {list(counts)} actions"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
    for player, own in enumerate(profiles):
        if not ((own >= 0).all() and abs(own.sum(axis=1) - 1).max() < _OFF):
            message = "frequencies are at least 0 and sum to 1"
            raise GameError(message, reason="PROBABILITY_RANGE", path=f"{path}[{player}]")


_OFF = 1e-6  # how far a sum of floats may be off


def same(one: Any, other: object) -> bool:
    """Whether two results of a class say the same: arrays have no equality of their own."""
    return type(one) is type(other) and bool(one.to_dict() == other.to_dict())  # type: ignore[attr-defined]  # same type

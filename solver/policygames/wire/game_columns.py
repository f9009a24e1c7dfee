"""Many games of one shape as one block of numbers, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError, UnsupportedError
from policygames.games.batch import GameBatch
from policygames.games.limits import MAX_PLAYERS, check_shape, too_large
from policygames.v1 import batch_pb2 as pb

_INTEGERS = {f"int{8 * size}": np.dtype(f"<i{size}") for size in (1, 2, 4, 8)}
"""The fields of whole numbers, narrowest first."""
_TYPES = _INTEGERS | {"float64": np.dtype("<f8")}
_MAX_PLAYERS = MAX_PLAYERS - 2
"""Two axes of an array are taken: for games and for players."""


def columns_message(games: GameBatch) -> pb.GameColumns:
    """The message of many games: whole numbers in as few bytes as hold them all.

    Raises UnsupportedError where payoffs are neither int64 nor float64.
    """
    message = pb.GameColumns(shape=games.shape)
    if games.payoffs.dtype == np.float64:
        message.float64 = games.payoffs.astype("<f8").tobytes()
        return message
    if games.payoffs.dtype != np.int64:
        text = "fractions cannot be sent in bulk; allowed: floats, or whole numbers over one denominator per player"
        raise UnsupportedError(text, reason="UNSUPPORTED_GAME", path="payoffs")
    field, kind = _narrowest(games.payoffs)
    setattr(message, field, games.payoffs.astype(kind).tobytes())
    if (games.denominators != 1).any():
        same = (games.denominators == games.denominators[0]).all()
        message.denominators.extend((games.denominators[0] if same else games.denominators.ravel()).tolist())
    return message


def _narrowest(payoffs: NDArray[np.int64]) -> tuple[str, np.dtype[np.signedinteger]]:
    low, high = (int(payoffs.min()), int(payoffs.max())) if payoffs.size else (0, 0)
    bounds = {field: np.iinfo(kind) for field, kind in _INTEGERS.items()}
    field = next(field for field, bound in bounds.items() if bound.min <= low and high <= bound.max)
    return field, _INTEGERS[field]


def read_columns(message: pb.GameColumns) -> GameBatch:
    """The games of a message. Raises GameError, naming the field, for anything that is none."""
    shape, field = tuple(message.shape), message.WhichOneof("payoffs")
    if field is None:
        allowed = ", ".join(_TYPES)
        text, variables = f"the payoffs are missing; allowed: {allowed}", {"allowed": allowed}
        raise GameError(text, reason="MISSING_GAME", path="payoffs", variables=variables)
    _check_columns(shape)
    block, kind = getattr(message, field), _TYPES[field]
    size = len(shape) * math.prod(shape) * kind.itemsize
    if not block or len(block) % size:
        text = f"{len(block)} bytes; a game needs {size}, and there is at least one"
        sizes = {"bytes": len(block), "wanted": size}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path=field, variables=sizes)
    numbers = np.frombuffer(block, kind).reshape(-1, len(shape), *shape)
    return GameBatch(numbers.astype(kind.newbyteorder("=")), _read_denominators(message.denominators, numbers.shape))


def _check_columns(shape: Sequence[int]) -> None:
    check_shape((len(shape), *shape), "shape")
    if len(shape) > _MAX_PLAYERS:
        text = f"{len(shape)} players; allowed in bulk: 2 to {_MAX_PLAYERS}"
        raise too_large(text, "shape", players=len(shape), limit=_MAX_PLAYERS)


def _read_denominators(given: Sequence[int], shape: tuple[int, ...]) -> NDArray[np.int64] | None:
    if not given:
        return None
    numbers = np.array(given, dtype=np.int64)
    return numbers if len(numbers) == shape[1] else _per_game(numbers, shape)


def _per_game(numbers: NDArray[np.int64], shape: tuple[int, ...]) -> NDArray[np.int64]:
    games, players = shape[:2]
    if len(numbers) != games * players:
        text = f"{len(numbers)} denominators; allowed: {players}, or {games * players}"
        variables = {"given": len(numbers), "allowed": f"{players}, or {games * players}"}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="denominators", variables=variables)
    return numbers.reshape(games, players)

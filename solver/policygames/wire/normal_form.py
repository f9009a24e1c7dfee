"""Games in normal form as messages and back: floats where every payoff is one, else texts for the whole game."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.limits import MAX_PLAYERS, check_shape
from policygames.games.tensors import Integers
from policygames.v1 import games_pb2 as pb
from policygames.wire.numbers import number_text


def normal_form_message(game: NormalFormGame) -> pb.NormalFormGame:
    """The message of a game; names that are the default ones are left out."""
    message = pb.NormalFormGame(shape=game.shape)
    if game.players != tuple(f"player {player}" for player in range(len(game.shape))):
        message.players.extend(game.players)
    if any(names != tuple(f"action {action}" for action in range(len(names))) for names in game.actions):
        message.actions.extend(pb.ActionNames(names=names) for names in game.actions)
    floats = _exact_floats(game)
    if floats is None:
        message.exact_payoffs.extend(number_text(payoff) for payoff in _fractions(game))
    else:
        message.payoffs.extend(floats)
    return message


def _fractions(game: NormalFormGame) -> Iterator[Fraction]:
    for numerators, denominator in zip(game.numerators, game.denominators, strict=True):
        yield from (Fraction(value, denominator) for value in numerators.ravel().tolist())


def _exact_floats(game: NormalFormGame) -> list[float] | None:
    """All payoffs in one list, None where one of them is no float."""
    floats: list[float] = []
    for numerators, denominator in zip(game.numerators, game.denominators, strict=True):
        row = _exact_row(numerators, denominator)
        if row is None:
            return None
        floats += row
    return floats


def _exact_row(numerators: Integers, denominator: int) -> list[float] | None:
    if denominator & (denominator - 1):
        return None
    if numerators.dtype == np.int64 and denominator < 2**1000 and bool((abs(numerators) <= 2**53).all()):
        quotients: list[float] = (numerators / float(denominator)).ravel().tolist()
        return quotients
    whole = numerators.ravel().tolist()
    try:
        floats = [value / denominator for value in whole]  # rounded correctly, however long the integers
    except OverflowError:
        return None
    ratios = map(float.as_integer_ratio, floats)
    same = all(above * denominator == value * below for (above, below), value in zip(ratios, whole, strict=True))
    return floats if same else None


def read_normal_form(message: pb.NormalFormGame) -> NormalFormGame:
    """The game of a message. Raises GameError, naming the field, for anything that is none."""
    if message.payoffs and message.exact_payoffs:
        text = "payoffs are given as floats and as texts; allowed: one of the two"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="exact_payoffs")
    shape = tuple(message.shape)
    _check_size(shape, len(message.payoffs) or len(message.exact_payoffs))
    _check_rank(shape, len(message.players), "players")
    _check_rank(shape, len(message.actions), "actions")
    players, actions = list(message.players), [list(one.names) for one in message.actions]
    return NormalFormGame(_tensor(message, shape), players or None, actions or None)


def _check_size(shape: Sequence[int], entries: int) -> None:
    """In Python's unlimited integers, so that no product of hostile numbers overflows."""
    if not shape:
        text = "the shape is missing: how many actions each player has, one entry per player"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="shape")
    wanted = len(shape) * math.prod(shape)
    if 2 <= len(shape) <= MAX_PLAYERS and min(shape) > 0 and wanted != entries:
        text = f"shape {_shortened(shape)} of {len(shape)} players needs {wanted} payoffs; there are {entries}"
        variables = {"shape": shape, "players": len(shape), "wanted": wanted, "given": entries}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="shape", variables=variables)
    check_shape((len(shape), *shape), "shape")


def _shortened(shape: Sequence[int]) -> str:
    return f"({', '.join(map(str, shape[:8]))}{', …' if len(shape) > 8 else ''})"


def _check_rank(shape: Sequence[int], names: int, field: str) -> None:
    if names and names != len(shape):
        text = f"the shape is that of {len(shape)} players; {field} has {names} entries"
        variables = {"players": len(shape), "field": field, "given": names}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="shape", variables=variables)


def _tensor(message: pb.NormalFormGame, shape: Sequence[int]) -> NDArray[Any] | list[NDArray[Any]]:
    """Payoffs of shape (n, m0, m1, …): float64, or texts; an array per player where one for all has too many axes."""
    flat: NDArray[Any] = np.array(message.payoffs, dtype=np.float64)
    if message.exact_payoffs:
        flat = np.array(list(message.exact_payoffs), dtype=object)
    if len(shape) < MAX_PLAYERS:
        return flat.reshape(len(shape), *shape)
    return [row.reshape(shape) for row in flat.reshape(len(shape), -1)]

"""Priors over types, payoffs by types, and names of types as callers write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.limits import check_shape
from policygames.games.names import own_names
from policygames.games.nested import flat_numbers, shape_along_first
from policygames.games.tensors import read_only

MOST_PLAYERS = 16


def read_prior(prior: Any) -> tuple[NDArray[Any], tuple[int, ...]]:
    """The exact prior and the numbers of types. Raises GameError unless it is one in which every type has a chance."""
    shape = shape_along_first(prior, MOST_PLAYERS)
    if not 2 <= len(shape) <= MOST_PLAYERS or 0 in shape:
        message = f"the prior has {len(shape)} axes; wanted: one per player, for 2 to {MOST_PLAYERS} players"
        reason = "GAME_TOO_LARGE" if len(shape) > MOST_PLAYERS else "SHAPE_DATA_MISMATCH"
        variables = {"axes": len(shape), "limit": MOST_PLAYERS}
        raise GameError(message, reason=reason, path="prior", variables=variables)
    chances = flat_numbers(prior, shape, "prior")
    if min(chances) < 0 or sum(chances) != 1:
        message = f"the chances of profiles of types are at least 0 and sum to 1; they sum to {sum(chances)}"
        raise GameError(message, reason="PROBABILITY_RANGE", path="prior", variables={"sum": sum(chances)})
    table = np.empty(len(chances), dtype=object)
    table[:] = chances
    table = table.reshape(shape)
    for player, kind in _impossible(table):
        message = f"type {kind} of player {player} has probability 0; leave it out"
        variables = {"player": player, "type": kind}
        raise GameError(message, reason="PROBABILITY_RANGE", path="prior", variables=variables)
    return read_only(table), shape


def _impossible(prior: NDArray[Any]) -> Iterator[tuple[int, int]]:
    for player, count in enumerate(prior.shape):
        own = np.moveaxis(prior, player, 0).reshape(count, -1)
        yield from ((player, kind) for kind in range(count) if not any(own[kind]))


def action_counts(payoffs: Any, kinds: tuple[int, ...]) -> tuple[int, ...]:
    """How many actions each player has, where `kinds` counts their types. Raises GameError for a bad shape."""
    count = len(kinds)
    shape = shape_along_first(payoffs, 2 * MOST_PLAYERS + 1)
    if len(shape) != 2 * count + 1 or shape[0] != count or shape[1 : count + 1] != kinds:
        message = (
            f"payoffs have shape {shape}; wanted: ({count}, types of player 0, …, actions of player 0, …), with "
            f"{', '.join(map(str, kinds))} types"
        )
        told = {"shape": shape, "players": count, "types": kinds}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="payoffs", variables=told)
    check_shape((count, *shape[count + 1 :]), "payoffs")
    return shape[count + 1 :]


def names_of(names: Any, counts: Sequence[int], word: str) -> tuple[tuple[str, ...], ...]:
    """Each player's names of types or actions, numbered from 0 where none are given."""
    path = f"{word}s"
    if names is None:
        return tuple(tuple(f"{word} {index}" for index in range(count)) for count in counts)
    if isinstance(names, str) or not isinstance(names, Sequence) or len(names) != len(counts):
        message = f"{path} hold {len(counts)} lists of names, one per player"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables={"players": len(counts)})
    return tuple(
        own_names(own, counts[player], f"{path}[{player}]", {"player": player}) for player, own in enumerate(names)
    )

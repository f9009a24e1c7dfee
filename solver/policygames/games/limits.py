"""How large a game may be; a server reports these numbers, and nothing is allocated before they are checked."""

from __future__ import annotations

import math
from collections.abc import Sequence

from policygames.errors import GameError

MAX_PLAYERS = 64  # the most dimensions of an array of one player's payoffs
MAX_PAYOFFS = 2**22
"""The most entries of a payoff tensor, all players together."""
MAX_ACTIONS = 10_000
"""The most actions, all players together."""
MAX_LABEL_BYTES = 256
MAX_TOTAL_BITS = 2**32
"""The most bits that all payoffs may take once each player's are whole numbers over one denominator."""


def check_shape(shape: Sequence[int], path: str = "payoffs") -> None:
    """Raises GameError unless `shape` is (n, m0, m1, …) with n players, each with an action, within the limits."""
    players, *actions = shape
    if players < 2:
        found = "is 1 player" if players == 1 else "are no players"
        message = f"there {found}; allowed: 2 to {MAX_PLAYERS}"
        variables = {"players": players, "allowed": f"2 to {MAX_PLAYERS}"}
        raise GameError(message, reason="TOO_FEW_PLAYERS", path=path, variables=variables)
    if players > MAX_PLAYERS:
        raise too_large(f"{players} players; allowed: 2 to {MAX_PLAYERS}", path, players=players, limit=MAX_PLAYERS)
    if len(actions) != players:
        message = (
            f"payoffs have shape {tuple(shape)}: {players} players with {len(actions)} action indices; "
            "wanted: (players, actions of player 0, actions of player 1, …)"
        )
        variables = {"shape": shape, "players": players, "actionIndices": len(actions)}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables=variables)
    _check_actions(actions, path)


def _check_actions(actions: Sequence[int], path: str) -> None:
    for player, count in enumerate(actions):
        if count < 1:
            message = f"player {player} has no actions; each needs at least one"
            raise GameError(message, reason="EMPTY_ACTION_SET", path=path, variables={"player": player})
    payoffs = len(actions) * math.prod(actions)
    if payoffs > MAX_PAYOFFS:
        message = f"the game has {payoffs} payoffs; allowed: up to {MAX_PAYOFFS}"
        raise too_large(message, path, payoffs=payoffs, limit=MAX_PAYOFFS)
    if sum(actions) > MAX_ACTIONS:
        message = f"the game has {sum(actions)} actions in all; allowed: up to {MAX_ACTIONS}"
        raise too_large(message, path, actions=sum(actions), limit=MAX_ACTIONS)


def check_axes(players: int, spare: int, path: str) -> None:
    """Raises GameError where an array with `spare` axes besides one a player would have more axes than there may be."""
    if players + spare > MAX_PLAYERS:
        most = MAX_PLAYERS - spare
        raise too_large(
            f"{players} players; allowed in one array for all: 2 to {most}", path, players=players, limit=most
        )


def too_large(message: str, path: str, **variables: object) -> GameError:
    """The error of a game over a limit: `variables` say how much of what there is, and the limit."""
    return GameError(message, reason="GAME_TOO_LARGE", path=path, variables=variables)


def check_bits(bits: int, entries: int, path: str) -> None:
    """Raises GameError where `entries` whole numbers of `bits` bits would not fit into MAX_TOTAL_BITS."""
    if bits * entries > MAX_TOTAL_BITS:
        message = (
            f"{entries} payoffs of {bits} bits over their common denominator; allowed: {MAX_TOTAL_BITS} bits in all"
        )
        raise too_large(message, path, payoffs=entries, bits=bits, limit=MAX_TOTAL_BITS)

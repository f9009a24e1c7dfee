"""How far the others can hold a player down: exactly, or between two proven bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from policygames.analysis.separate_punishments import least_found
from policygames.errors import GameError
from policygames.games import NormalFormGame, Strategy
from policygames.games.profiles import pure_strategy
from policygames.numerics.matrix_games import optimal_pair
from policygames.results.minmax import STRATEGIES, Minmax, others_at, pure_minmax, replies, secured


def minmax(game: NormalFormGame, player: str | int, strategies: str = "pure") -> Minmax:
    """The least payoff to which the others can hold `player`, by name or index, who replies best.

    `strategies` are "pure", or "mixed": each of the others mixes independently. It is exact but for mixed strategies of
    two and more punishers: there it is enclosed, in rational numbers, between what the player can secure (the minmax if
    they could mix together) and the best separate punishment found; `.warnings` says so.

    Raises GameError for anything but a NormalFormGame, an unknown player, with the nearest names, and other strategies.

    Source: von Neumann, Mathematische Annalen 100 (1928) 295-320; Fudenberg and Maskin, Econometrica 54 (1986) 533-554.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("the game is a NormalFormGame", reason="MISSING_GAME", path="game")
    index = game.player_index(player)
    if strategies not in STRATEGIES:
        message = f"strategies are {strategies!r}; allowed: {', '.join(map(repr, STRATEGIES))}"
        raise GameError(message, reason="OPTION_RANGE", path="strategies")
    return _pure(game, index) if strategies == "pure" else _mixed(game, index)


def _pure(game: NormalFormGame, player: int) -> Minmax:
    value, others = pure_minmax(game, player)
    counts = [count for index, count in enumerate(game.shape) if index != player]
    played = [pure_strategy(action, count) for action, count in zip(others, counts, strict=True)]
    return Minmax(game, game.players[player], "pure", value, value, _with_gap(played, player))


def _mixed(game: NormalFormGame, player: int) -> Minmax:
    guarantee, chances = optimal_pair(replies(game, player))
    low = secured(game, player, guarantee)
    found: dict[str, Any] = {"guarantee": guarantee}
    if len(game.shape) == 2:
        played: Sequence[Strategy] = (chances,)
    else:
        found["correlated"] = tuple(_lottery(game, player, chances))
        played = least_found(game, player, found["correlated"], low)
    punishment = _with_gap(played, player)
    high = max(game.deviation_payoffs(player, tuple(one or guarantee for one in punishment)))
    return Minmax(game, game.players[player], "mixed", low, high, punishment, **found)


def _lottery(game: NormalFormGame, player: int, chances: Sequence[Fraction]) -> Iterator[tuple[Any, Fraction]]:
    for place, chance in enumerate(chances):
        if chance:
            yield others_at(game, player, place), chance


def _with_gap(played: Sequence[Strategy], player: int) -> tuple[Strategy | None, ...]:
    return (*played[:player], None, *played[player:])

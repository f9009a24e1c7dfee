"""Hands that tremble: a player intends one action, and with a known probability another one is done."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from policygames.errors import GameError
from policygames.games.automaton import Automaton, Seen, State
from policygames.games.limits import MAX_PAYOFFS, too_large
from policygames.games.lotteries import check_lottery
from policygames.games.monitoring import PublicMonitoring
from policygames.games.normal_form import NormalFormGame
from policygames.games.plays import names_of_profiles
from policygames.games.tensors import opened
from policygames.numerics.exact import exact, shown

Hand: TypeAlias = tuple[tuple[Fraction, ...], ...]
"""For each action that a player intends, the probabilities of what is done."""


def hands_of(game: NormalFormGame, mistakes: Any) -> tuple[Hand, ...]:
    """Each player's hand, from one entry for all, one per player, or {player: entry}, others making no mistakes.

    An entry is the probability that an action fails, every other action being as likely then; or probabilities[action
    intended][action done]. Raises GameError, naming the place, for anything else.
    """
    players = range(len(game.players))
    if isinstance(mistakes, Mapping):
        known = {game.player_index(name, "mistakes"): (name, entry) for name, entry in mistakes.items()}
        named = [known.get(player, (player, 0)) for player in players]
        return tuple(_hand(game, i, entry, f"mistakes[{name!r}]") for i, (name, entry) in enumerate(named))
    entries = opened(mistakes)
    if entries is None:
        return tuple(_hand(game, player, mistakes, "mistakes") for player in players)
    if len(entries) != len(game.players):
        message = f"{len(entries)} entries; allowed: one, or one per player"
        variables = {"given": len(entries), "players": len(game.players)}
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="mistakes", variables=variables)
    return tuple(_hand(game, player, entry, f"mistakes[{player}]") for player, entry in enumerate(entries))


def _hand(game: NormalFormGame, player: int, entry: Any, path: str) -> Hand:
    count, rows = game.shape[player], opened(entry)
    if rows is None:
        return _uniform(exact(entry, path), count, path)
    if len(rows) != count or any(len(opened(row) or ()) != count for row in rows):
        message = f"{count} lists of {count} probabilities are needed, one per action"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables={"wanted": count})
    return tuple(_row(opened(row) or (), f"{path}[{action}]") for action, row in enumerate(rows))


def _uniform(chance: Fraction, count: int, path: str) -> Hand:
    if not 0 <= chance <= 1:
        message = f"the probability is {shown(chance)}; allowed: [0, 1]"
        variables = {"value": shown(chance), "allowed": "[0, 1]"}
        raise GameError(message, reason="PROBABILITY_RANGE", path=path, variables=variables)
    if count == 1:
        return ((Fraction(1),),)
    other = chance / (count - 1)
    return tuple(tuple(1 - chance if done == due else other for done in range(count)) for due in range(count))


def _row(row: Sequence[Any], path: str) -> tuple[Fraction, ...]:
    chances = tuple(exact(chance, path) for chance in row)
    check_lottery(chances, path)
    return chances


def trembling(
    game: NormalFormGame, monitoring: PublicMonitoring | None, automaton: Automaton, mistakes: Any
) -> tuple[NormalFormGame, PublicMonitoring, Automaton]:
    """The same confrontation in terms of what is intended: a stage game, its public signals, and the automaton in it.

    A profile is now what the players intend; it pays what is expected. The signal is what all see afterwards: the
    profile that was done, by name, or the public signal about it. Nobody sees what others intended, and the automaton
    never asks. So a perfect public equilibrium of what comes back is exactly an automaton that nobody gains by leaving,
    in intentions, after any history, though every hand trembles. Raises GameError as `hands_of` does, and for games of
    too many profiles.
    """
    hands = hands_of(game, mistakes)
    if math.prod(game.shape) ** 2 > MAX_PAYOFFS:
        message = f"{math.prod(game.shape)} profiles; allowed with mistakes: up to {math.isqrt(MAX_PAYOFFS)}"
        raise too_large(message, "mistakes", profiles=math.prod(game.shape), limit=math.isqrt(MAX_PAYOFFS))
    payoffs = [_expected(game.payoffs[player], hands).tolist() for player in range(len(hands))]
    intended = NormalFormGame(payoffs, game.players, game.actions)
    if monitoring is not None:
        seen = np.array([list(row) for row in monitoring.rows], dtype=object).reshape(*game.shape, -1)
        return intended, PublicMonitoring(monitoring.signals, _expected(seen, hands).tolist()), automaton
    names = names_of_profiles(game)
    done = np.array([[Fraction(one == other) for other in names] for one in names], dtype=object)
    chances = _expected(done.reshape(*game.shape, -1), hands).tolist()
    moves: dict[tuple[State, Seen], dict[State, Fraction]] = {
        (state, names[seen]): dict(after)
        for (state, seen), after in automaton.moves
        if isinstance(seen, tuple) and seen in names
    }
    moved = Automaton(dict(automaton.starts), dict(automaton.play), moves)
    return intended, PublicMonitoring(list(names.values()), chances), moved


def _expected(values: Any, hands: Sequence[Hand]) -> Any:
    """Values by what is done (one axis per player, then any others) as expected values by what is intended."""
    for player, hand in enumerate(hands):
        weights = np.array([list(row) for row in hand], dtype=object)
        values = np.moveaxis(np.tensordot(weights, values, axes=(1, player)), 0, player)
    return values

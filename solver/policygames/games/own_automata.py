"""Automata that callers write with the names of actions and signals, read for a stage game."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from policygames.errors import GameError
from policygames.games.automaton import Automaton, Seen, State
from policygames.games.dynamics import observations
from policygames.games.monitoring import PublicMonitoring
from policygames.games.names import index_of
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import check_size
from policygames.games.plays import play_of
from policygames.games.tensors import opened

Rule: TypeAlias = Callable[[State, Any], Any]
"""Where a state leads after what is seen there: a tuple of action names, or the name of a signal."""


def own_automaton(
    game: NormalFormGame, monitoring: PublicMonitoring | None, start: Any, play: Any, moves: Mapping[Any, Any] | Rule
) -> Automaton:
    """The automaton that `start`, `play` and `moves` describe; actions are names or indices.

    `play` maps each state to a profile: per player an action, {action: probability}, or a distribution. `moves` maps
    (state, what is seen) to a state or to {state: probability}; a key that is a state alone stands for all that is seen
    there and has no key of its own. Or it is a function of a state and what is seen, a tuple of action names or the
    name of a signal. Raises GameError, naming the place, for anything else.
    """
    if not isinstance(play, Mapping):
        message = f"type {type(play).__name__} where a mapping from states to profiles is needed"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="play", variables={"kind": type(play).__name__})
    plays = {state: play_of(game, profile, f"play[{state!r}]") for state, profile in play.items()}
    if callable(moves):
        return Automaton(start, plays, _asked(game, monitoring, plays, moves))
    if not isinstance(moves, Mapping):
        message = f"type {type(moves).__name__} where a mapping or a function is needed"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="moves", variables={"kind": type(moves).__name__})
    return Automaton(start, plays, _listed(game, monitoring, plays, moves))


def _asked(
    game: NormalFormGame, monitoring: PublicMonitoring | None, plays: Mapping[State, Any], rule: Rule
) -> dict[tuple[State, Seen], Any]:
    check_size(game, len(plays))
    return {
        (state, seen): rule(state, _named(game, seen)) for state in plays for seen in observations(game, monitoring)
    }


def _named(game: NormalFormGame, seen: Seen) -> Any:
    if isinstance(seen, str):
        return seen
    return tuple(names[action] for names, action in zip(game.actions, seen, strict=True))


def _listed(
    game: NormalFormGame, monitoring: PublicMonitoring | None, plays: Mapping[State, Any], moves: Mapping[Any, Any]
) -> dict[tuple[State, Seen], Any]:
    found: dict[tuple[State, Seen], Any] = {}
    for key, target in moves.items():
        if isinstance(key, tuple):
            known = _read_key(game, monitoring, key)
            if known in found:
                raise GameError("the move is given twice", reason="DUPLICATE_LABEL", path=f"moves[{key!r}]")
            found[known] = target
    for state in (key for key in moves if not isinstance(key, tuple)):
        if state not in plays:
            raise GameError(
                f"there is no state {state!r}", reason="UNKNOWN_NAME", path="moves", variables={"state": state}
            )
        for seen in observations(game, monitoring):
            found.setdefault((state, seen), moves[state])
    return found


def _read_key(game: NormalFormGame, monitoring: PublicMonitoring | None, key: tuple[Any, ...]) -> tuple[State, Seen]:
    path = f"moves[{key!r}]"
    if len(key) != 2:
        message = "wanted: a pair of a state and what is seen, or a state alone"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)
    state, seen = key
    if monitoring:
        return state, monitoring.signals[index_of(seen, monitoring.signals, path)]
    entries = opened(seen)
    return state, game.pure_profile(seen if entries is None else tuple(entries), path)

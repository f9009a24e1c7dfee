"""Strategy automata: in each state the players play a profile, and what is seen moves them to the next state."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from policygames.errors import GameError
from policygames.games.lotteries import check_lottery
from policygames.games.profiles import MixedProfile, PureProfile
from policygames.games.tensors import opened
from policygames.numerics.exact import exact, spelled

State: TypeAlias = str
Seen: TypeAlias = PureProfile | str
"""What moves an automaton: the pure profile that was played, or the name of a public signal."""
Lottery: TypeAlias = tuple[tuple[State, Fraction], ...]
"""Next states with their probabilities, which sum to 1."""


@dataclass(frozen=True, init=False)
class Automaton:
    """A finite automaton, hashable; `play` and `moves` are sorted pairs, `plan` and `transitions` mappings.

    `play` maps each state to a pure profile (action indices) or a mixed one (exact probabilities); `moves` maps
    (state, what is seen) to a state or to a lottery {state: probability}. `start` is a state or a lottery likewise,
    drawn by a public coin before the first period. That every move is defined is a matter of the game: `check_moves` in
    `policygames.games.dynamics` tells.

    Raises GameError, naming the state, for a start or a move to a state that has no play, or probabilities that do not
    sum to 1.
    """

    start: State | Lottery
    play: tuple[tuple[State, PureProfile | MixedProfile], ...]
    moves: tuple[tuple[tuple[State, Seen], Lottery], ...]

    def __init__(self, start: Any, play: Mapping[State, Any], moves: Mapping[tuple[State, Seen], Any]) -> None:
        _check_mapping(play, "play")
        _check_mapping(moves, "moves")
        plan = {_state(state): _frozen(profile, f"play[{state!r}]") for state, profile in play.items()}
        starts = _lottery(start, plan, "start")
        object.__setattr__(self, "start", starts[0][0] if len(starts) == 1 else starts)
        object.__setattr__(self, "play", tuple(sorted(plan.items(), key=lambda item: item[0])))
        lotteries = {(known := _key(key, plan)): _lottery(target, plan, _place(known)) for key, target in moves.items()}
        object.__setattr__(self, "moves", tuple(sorted(lotteries.items(), key=lambda item: repr(item[0]))))

    @property
    def starts(self) -> Lottery:
        """The states in which play may begin, with their probabilities."""
        return ((self.start, Fraction(1)),) if isinstance(self.start, str) else self.start

    @cached_property
    def plan(self) -> dict[State, PureProfile | MixedProfile]:
        """What is played, by state."""
        return dict(self.play)

    @cached_property
    def transitions(self) -> dict[tuple[State, Seen], Lottery]:
        """Where it goes, by state and what is seen."""
        return dict(self.moves)

    def __hash__(self) -> int:
        return hash((self.start, self.play, self.moves))

    def to_dict(self) -> dict[str, Any]:
        """Plain data; probabilities as "p/q"."""
        return {
            "start": self.start if isinstance(self.start, str) else {to: spelled(p) for to, p in self.start},
            "play": [[state, _plain(profile)] for state, profile in self.play],
            "moves": [
                [state, list(seen) if isinstance(seen, tuple) else seen, {to: spelled(p) for to, p in lottery}]
                for (state, seen), lottery in self.moves
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Automaton:
        """The automaton that `to_dict` wrote."""
        moves = {
            (state, tuple(seen) if isinstance(seen, list) else seen): lottery for state, seen, lottery in data["moves"]
        }
        return cls(data["start"], dict(data["play"]), moves)


def _check_mapping(given: Any, path: str) -> None:
    if not isinstance(given, Mapping):
        message = f"type {type(given).__name__} where a mapping is needed"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path, variables={"kind": type(given).__name__})


def _state(state: Any) -> State:
    if not isinstance(state, str) or not state:
        raise GameError(
            f"{state!r} is no state; allowed: a name",
            reason="BAD_LABEL",
            path="play",
            variables={"state": state, "allowed": "a name"},
        )
    return state


def _check_state(state: Any, plan: Mapping[State, object], path: str) -> None:
    if not isinstance(state, Hashable) or state not in plan:
        known = ", ".join(map(repr, sorted(plan)[:20]))
        raise GameError(
            f"there is no state {state!r}; allowed: {known}",
            reason="UNKNOWN_NAME",
            path=path,
            variables={"state": state, "allowed": known},
        )


def _frozen(profile: Any, path: str) -> PureProfile | MixedProfile:
    entries = opened(profile) or ()
    strategies = [opened(entry) for entry in entries]
    if entries and None not in strategies:
        return tuple(tuple(exact(chance, path) for chance in strategy or ()) for strategy in strategies)
    return _indices(profile, path)


def _indices(profile: Any, path: str) -> PureProfile:
    entries = opened(profile) or ()
    if not entries or any(isinstance(entry, bool) or not hasattr(entry, "__index__") for entry in entries):
        message = f"{profile!r} is no profile; allowed: one action index per player"
        raise GameError(message, reason="UNKNOWN_NAME", path=path, variables={"profile": profile})
    return tuple(int(entry) for entry in entries)


def _plain(profile: PureProfile | MixedProfile) -> list[Any]:
    return [entry if isinstance(entry, int) else [spelled(chance) for chance in entry] for entry in profile]


def _key(key: Any, plan: Mapping[State, object]) -> tuple[State, Seen]:
    if not isinstance(key, tuple) or len(key) != 2:
        message = f"{key!r} is no pair of a state and what is seen"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="moves", variables={"key": key})
    state, seen = key
    _check_state(state, plan, "moves")
    return state, seen if isinstance(seen, str) else _indices(seen, "moves")


def _place(key: tuple[State, Seen]) -> str:
    return f"moves[{key[0]!r}, {key[1]!r}]"


def _lottery(target: Any, plan: Mapping[State, object], path: str) -> Lottery:
    if not isinstance(target, Mapping):
        _check_state(target, plan, path)
        return ((target, Fraction(1)),)
    chances = {to: exact(chance, path) for to, chance in target.items()}
    for state in chances:
        _check_state(state, plan, path)
    check_lottery(tuple(chances.values()), path)
    return tuple(sorted((state, chance) for state, chance in chances.items() if chance))

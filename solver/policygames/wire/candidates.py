"""Profiles and automata as messages and back, every probability exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games import Automaton, Candidate, MixedProfile, PureProfile
from policygames.games.automaton import Lottery, Seen
from policygames.v1 import candidates_pb2 as pb
from policygames.wire.numbers import number_text, read_number
from policygames.wire.places import under, unrepeated
from policygames.wire.profiles import mixed_message, pure_message, read_mixed, read_pure
from policygames.wire.structured import read_structured, structured_message

__all__ = [
    "automaton_message",
    "candidate_message",
    "mixed_message",
    "pure_message",
    "read_automaton",
    "read_candidate",
    "read_mixed",
    "read_pure",
]
KINDS = tuple(field.name for field in pb.Candidate.DESCRIPTOR.fields)


def candidate_message(candidate: Candidate) -> pb.Candidate:
    """The message of a candidate. Raises UnsupportedError for a kind that has none."""
    if isinstance(candidate, Automaton):
        return pb.Candidate(automaton=automaton_message(candidate))
    if (message := structured_message(candidate)) is not None:
        return message
    if isinstance(candidate, tuple) and all(isinstance(strategy, tuple) for strategy in candidate):
        return pb.Candidate(mixed_profile=mixed_message(candidate))
    raise UnsupportedError(f"type {type(candidate).__name__} cannot be sent", reason="UNSUPPORTED_CANDIDATE")


def read_candidate(message: pb.Candidate, path: str = "candidate") -> Candidate:
    """The candidate of a message. Raises GameError, its path under `path`, for anything that is none."""
    kind = message.WhichOneof("kind")
    if kind == "automaton":
        return read_automaton(message.automaton, f"{path}.automaton")
    if kind == "mixed_profile":
        return read_mixed(message.mixed_profile, f"{path}.mixed_profile")
    if kind is not None:
        return read_structured(message, kind, path)
    text = f"the candidate is missing or of a kind that is unknown here; allowed: {', '.join(KINDS)}"
    raise GameError(text, reason="MISSING_CANDIDATE", path=path)


def automaton_message(automaton: Automaton) -> pb.Automaton:
    """The message of an automaton, the moves of each state with the state."""
    message = pb.Automaton(start=automaton.start) if isinstance(automaton.start, str) else pb.Automaton()
    if not message.start:
        message.starts.extend(_targets(automaton.starts))
    states = {state: message.states.add(name=state, **_play(profile)) for state, profile in automaton.play}
    for (state, seen), lottery in automaton.moves:
        states[state].moves.add(targets=_targets(lottery), **_seen(seen))
    return message


def _targets(lottery: Lottery) -> list[pb.Target]:
    return [pb.Target(state=target, probability=_chance(chance)) for target, chance in lottery]


def _play(profile: Any) -> dict[str, Any]:
    pure = all(isinstance(action, int) for action in profile)
    return {"pure": pure_message(profile)} if pure else {"mixed": mixed_message(profile)}


def _seen(seen: Seen) -> dict[str, Any]:
    return {"signal": seen} if isinstance(seen, str) else {"profile": pure_message(seen)}


def _chance(chance: Fraction) -> str:
    return "" if chance == 1 else number_text(chance)


def read_automaton(message: pb.Automaton, path: str = "automaton") -> Automaton:
    """The automaton of a message. Raises GameError, its path under `path`, for anything that is none."""
    states = message.states
    places = [f"{path}.states[{index}]" for index in range(len(states))]
    play = unrepeated(
        ((state.name, _read_play(state, place)) for state, place in zip(states, places, strict=True)), f"{path}.states"
    )
    moves: dict[tuple[str, Seen], dict[str, Fraction]] = {}
    for state, place in zip(states, places, strict=True):
        moves |= {(state.name, seen): dict(lottery) for seen, lottery in _read_moves(state.moves, place).items()}
    starts = dict(_read_lottery(message.starts, f"{path}.starts"))
    with under(path):
        return Automaton(starts or message.start, play, moves)


def _read_play(state: pb.State, path: str) -> PureProfile | MixedProfile:
    kind = state.WhichOneof("play")
    if kind is None:
        raise GameError("what the state plays is missing", reason="MISSING_CANDIDATE", path=f"{path}.play")
    return read_pure(state.pure) if kind == "pure" else read_mixed(state.mixed, f"{path}.mixed")


def _read_moves(moves: Sequence[pb.Move], path: str) -> dict[Seen, Lottery]:
    places = [f"{path}.moves[{index}]" for index in range(len(moves))]
    pairs = (
        (_read_seen(move, place), _read_lottery(move.targets, f"{place}.targets"))
        for move, place in zip(moves, places, strict=True)
    )
    return unrepeated(pairs, f"{path}.moves")


def _read_seen(move: pb.Move, path: str) -> Seen:
    kind = move.WhichOneof("seen")
    if kind is None:
        raise GameError("what was seen is missing", reason="MISSING_CANDIDATE", path=f"{path}.seen")
    return move.signal if kind == "signal" else read_pure(move.profile)


def _read_lottery(targets: Sequence[pb.Target], path: str) -> Lottery:
    pairs = (
        (target.state, read_number(target.probability or "1", f"{path}[{index}].probability"))
        for index, target in enumerate(targets)
    )
    return tuple(unrepeated(pairs, path).items())

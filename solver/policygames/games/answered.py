"""Automata that play one profile for ever, and answer each player's deviation by another automaton."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from policygames.games.automaton import Automaton, Lottery, Seen, State
from policygames.games.grim import PATH, punishing
from policygames.games.profiles import MixedProfile, PureProfile


def answered(shape: Sequence[int], path: PureProfile, answers: Sequence[Automaton]) -> Automaton:
    """Plays `path` until somebody deviates, then the deviator's one of `answers`; of several that of lowest index.

    `shape` counts each player's actions, all of which are seen.
    """
    play: dict[State, PureProfile | MixedProfile] = {PATH: path}
    moves: dict[tuple[State, Seen], dict[State, object]] = {}
    for player, answer in enumerate(answers):
        play |= {_named(player, state): profile for state, profile in answer.play}
        moves |= {(_named(player, state), seen): _renamed(player, lottery) for (state, seen), lottery in answer.moves}
    for seen in product(*map(range, shape)):
        deviators = [player for player, (due, done) in enumerate(zip(path, seen, strict=True)) if due != done]
        moves[PATH, seen] = _renamed(deviators[0], answers[deviators[0]].starts) if deviators else {PATH: 1}
    return Automaton(PATH, play, moves)


def _named(player: int, state: State) -> State:
    return f"{punishing(player)}: {state}"


def _renamed(player: int, lottery: Lottery) -> dict[State, object]:
    return {_named(player, state): chance for state, chance in lottery}

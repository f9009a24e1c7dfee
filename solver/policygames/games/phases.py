"""Simple strategy profiles: phases that lead to one another, and for every deviator the phase that answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

from policygames.errors import GameError
from policygames.games.automaton import Automaton, Seen, State
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile

MAX_MOVES = 10**6
"""The most moves of an automaton that is written out here; each state has one for every profile of the stage game."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What is played in one period, and the phase that comes next where nobody is seen to deviate."""

    profile: PureProfile | MixedProfile
    then: State


def simple_automaton(
    stage_game: NormalFormGame, start: State, phases: Mapping[State, Phase], answer: Callable[[State, int], State]
) -> Automaton:
    """The automaton that goes through `phases`; `answer(state, player)` is where a deviation of that player leads.

    Of several deviators at once the one of lowest index is answered. An action is seen as a deviation where the phase
    plays it with probability 0. Raises GameError where it would have more than MAX_MOVES moves.

    Source: Abreu, Econometrica 56 (1988) 383-396.
    """
    check_size(stage_game, len(phases))
    cells = list(product(*map(range, stage_game.shape)))
    moves: dict[tuple[State, Seen], State] = {}
    for state, phase in phases.items():
        for cell in cells:
            deviator = _deviator(phase.profile, cell)
            moves[state, cell] = phase.then if deviator is None else answer(state, deviator)
    return Automaton(start, {state: phase.profile for state, phase in phases.items()}, moves)


def check_size(stage_game: NormalFormGame, states: int) -> None:
    """Raises GameError where an automaton of so many states would have more than MAX_MOVES moves in this game."""
    count = states * math.prod(stage_game.shape)
    if count > MAX_MOVES:
        message = f"the automaton has {count} moves, one per state and profile; allowed: up to {MAX_MOVES}"
        raise GameError(message, reason="GAME_TOO_LARGE", path="moves", variables={"moves": count, "limit": MAX_MOVES})


def _deviator(due: PureProfile | MixedProfile, seen: PureProfile) -> int | None:
    for player, (one, action) in enumerate(zip(due, seen, strict=True)):
        if not (one[action] if isinstance(one, tuple) else one == action):
            return player
    return None

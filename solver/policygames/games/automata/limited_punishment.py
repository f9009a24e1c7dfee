"""Limited punishment: a path, and after a deviation some periods of an answer before the path is taken up again."""

from __future__ import annotations

from typing import Any

from policygames.errors import GameError
from policygames.games.automaton import Automaton, State
from policygames.games.grim import PATH, punishing
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import MAX_MOVES, Phase, check_size, simple_automaton
from policygames.games.plays import answers_of, count_of
from policygames.games.templates import Template


def build(game: NormalFormGame, *, path: Any, periods: Any, punishment: Any = None, restart: bool = False) -> Automaton:
    """A pure profile, and after a deviation its answer for `periods` periods, for any number of players.

    `punishment` is one profile, {player: profile}, or by default the pure stage equilibrium that is worst for the
    deviator. Deviations while punishing are ignored, which is enough where the answer is a stage equilibrium; with
    `restart` they are answered by a full new punishment of their deviator.
    """
    if not isinstance(restart, bool):
        raise GameError(
            f"{restart!r}; allowed: True and False",
            reason="OPTION_RANGE",
            path="restart",
            variables={"value": restart, "allowed": "True and False"},
        )
    profile, answers = game.pure_profile(path, "path"), answers_of(game, punishment)
    length = count_of(periods, "periods", MAX_MOVES)
    check_size(game, 1 + length * len(answers))
    phases = {PATH: Phase(profile, PATH)}
    for player, answer in enumerate(answers):
        names = [_name(player, left) for left in range(length, 0, -1)]
        phases |= {name: Phase(answer, then) for name, then in zip(names, [*names[1:], PATH], strict=True)}

    def after(state: State, player: int) -> State:
        return _name(player, length) if state == PATH or restart else phases[state].then

    return simple_automaton(game, PATH, phases, after)


def _name(player: int, left: int) -> State:
    return punishing(player) if left == 1 else f"{punishing(player)}, {left} periods left"


TEMPLATE = Template(
    id="limited_punishment",
    source="Green and Porter, Econometrica 52 (1984) 87-100; Mailath and Samuelson (2006), section 2.3",
    build=build,
)

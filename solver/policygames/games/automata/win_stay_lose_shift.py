"""Win-stay, lose-shift, also called Pavlov: back to the path once all have punished, or gone along, together."""

from __future__ import annotations

from itertools import product
from typing import Any

from policygames.games.automaton import Automaton, Seen, State
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import check_size
from policygames.games.templates import Template

PATH, SHIFT = "path", "shift"


def build(game: NormalFormGame, *, path: Any, punishment: Any) -> Automaton:
    """Two pure profiles, for any number of players: the path is played after either was, the punishment after others.

    In a prisoner's dilemma: cooperate exactly if both did the same in the last period.
    """
    first, other = game.pure_profile(path, "path"), game.pure_profile(punishment, "punishment")
    check_size(game, 2)
    moves: dict[tuple[State, Seen], State] = {
        (state, cell): PATH if cell in (first, other) else SHIFT
        for state in (PATH, SHIFT)
        for cell in product(*map(range, game.shape))
    }
    return Automaton(PATH, {PATH: first, SHIFT: other}, moves)


TEMPLATE = Template(id="win_stay_lose_shift", source="Nowak and Sigmund, Nature 364 (1993) 56-58", build=build)

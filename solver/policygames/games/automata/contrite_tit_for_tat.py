"""Contrite tit for tat: who left the path takes one punishment without answering it, and is in good standing again."""

from __future__ import annotations

from itertools import product
from typing import Any

from policygames.games.automaton import Automaton, Seen, State
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.games.reciprocity import check_pair
from policygames.games.templates import Template

GOOD = "path"


def build(game: NormalFormGame, *, path: Any, punishment: Any) -> Automaton:
    """Two players; both are pure profiles: each player's part in the path, and what they punish with.

    A player loses standing by leaving the path where it was their part, and regains it by returning to it. While one
    is in bad standing the other punishes; where both are, both return to the path.
    """
    check_pair(game, "contrite_tit_for_tat", matched=False)
    due, answer = game.pure_profile(path, "path"), game.pure_profile(punishment, "punishment")
    plays = {GOOD: due, _bad(0): (due[0], answer[1]), _bad(1): (answer[0], due[1])}
    moves: dict[tuple[State, Seen], State] = {
        (state, seen): _next(state, due, seen) for state in plays for seen in product(*map(range, game.shape))
    }
    return Automaton(GOOD, plays, moves)


def _bad(player: int) -> State:
    return f"{player} in bad standing"


def _next(state: State, due: PureProfile, seen: PureProfile) -> State:
    """Only who was to play the path can lose standing by not doing so."""
    left = [player for player in range(2) if state in (GOOD, _bad(player)) and seen[player] != due[player]]
    return _bad(left[0]) if len(left) == 1 else GOOD


TEMPLATE = Template(
    id="contrite_tit_for_tat",
    source="Boyd, Journal of Theoretical Biology 136 (1989) 47-56; "
    "Wu and Axelrod, Journal of Conflict Resolution 39 (1995) 183-189",
    build=build,
)

"""Generous tit for tat: each plays what the other played in the last period, or forgives by the throw of a coin."""

from __future__ import annotations

from typing import Any

from policygames.errors import GameError
from policygames.games.automaton import Automaton
from policygames.games.normal_form import NormalFormGame
from policygames.games.reciprocity import check_pair, reciprocal
from policygames.games.templates import Template
from policygames.numerics.exact import exact


def build(game: NormalFormGame, *, path: Any, generosity: Any) -> Automaton:
    """Tit for tat that plays `path` with probability `generosity` where the other left it.

    Two players with as many actions each; the coins are public, one for each player.
    """
    check_pair(game, "generous_tit_for_tat", matched=True)
    chance = exact(generosity, "generosity")
    if not 0 <= chance <= 1:
        raise GameError(
            f"{generosity}; allowed: [0, 1]",
            reason="PROBABILITY_RANGE",
            path="generosity",
            variables={"value": generosity, "allowed": "[0, 1]"},
        )
    return reciprocal(game, game.pure_profile(path, "path"), chance)


TEMPLATE = Template(id="generous_tit_for_tat", source="Nowak and Sigmund, Nature 355 (1992) 250-253", build=build)

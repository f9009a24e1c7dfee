"""Tit for tat: each plays what the other played in the last period."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.games.automaton import Automaton
from policygames.games.normal_form import NormalFormGame
from policygames.games.reciprocity import check_pair, reciprocal
from policygames.games.templates import Template


def build(game: NormalFormGame, *, path: Any) -> Automaton:
    """Tit for tat of two players with as many actions each: action k of one is answered by action k of the other.

    `path`, a pure profile, is played in the first period.
    """
    check_pair(game, "tit_for_tat", matched=True)
    return reciprocal(game, game.pure_profile(path, "path"), Fraction(0))


TEMPLATE = Template(id="tit_for_tat", source="Axelrod, The Evolution of Cooperation (1984)", build=build)

"""Grim: a path for ever, and after a deviation for ever the profile that answers the deviator."""

from __future__ import annotations

from typing import Any

from policygames.games.automaton import Automaton
from policygames.games.grim import grim_along
from policygames.games.normal_form import NormalFormGame
from policygames.games.plays import answers_of, pure_path
from policygames.games.templates import Template


def build(game: NormalFormGame, *, path: Any, punishment: Any = None) -> Automaton:
    """Grim for any number of players.

    `path` is one profile for ever, or a list of profiles played in turn, over and over; `punishment` is one profile for
    ever, {player: profile}, or by default the pure stage equilibrium that is worst for the deviator.
    """
    return grim_along(game, pure_path(game, path), answers_of(game, punishment))


TEMPLATE = Template(id="grim", source="Friedman, Review of Economic Studies 38 (1971) 1-12", build=build)

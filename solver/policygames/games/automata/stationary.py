"""Stationary: one profile in every period, whatever was seen."""

from __future__ import annotations

from typing import Any

from policygames.games.automaton import Automaton
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import Phase, simple_automaton
from policygames.games.plays import play_of
from policygames.games.templates import Template


def build(game: NormalFormGame, *, path: Any) -> Automaton:
    """One profile for ever, pure or mixed, for any number of players; perfect exactly where it is a stage equilibrium.

    Always defecting is the profile in which all defect.
    """
    profile = play_of(game, path, "path")
    return simple_automaton(game, "path", {"path": Phase(profile, "path")}, lambda state, _: state)


TEMPLATE = Template(
    id="stationary", source="Mailath and Samuelson, Repeated Games and Reputations (2006), section 2.2", build=build
)

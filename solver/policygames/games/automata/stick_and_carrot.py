"""Stick and carrot: after any deviation, while punishing too, the stick once, and the carrot if all took it."""

from __future__ import annotations

from typing import Any

from policygames.errors import GameError
from policygames.games.automaton import Automaton
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import Phase, simple_automaton
from policygames.games.plays import play_of
from policygames.games.templates import Template

STICK, CARROT = "stick", "carrot"


def build(game: NormalFormGame, *, carrot: Any, stick: Any, start: str = CARROT) -> Automaton:
    """Both are profiles, for any number of players; `start` is "carrot", or "stick" for Abreu's worst punishment.

    Two states: the carrot for ever, after a deviation from either the stick in the next period, then the carrot.
    """
    if start not in (STICK, CARROT):
        message = f"{start!r}; allowed: {CARROT!r}, {STICK!r}"
        raise GameError(
            message, reason="UNKNOWN_NAME", path="start", variables={"value": start, "allowed": f"{CARROT}, {STICK}"}
        )
    plays = {CARROT: play_of(game, carrot, "carrot"), STICK: play_of(game, stick, "stick")}
    phases = {state: Phase(profile, CARROT) for state, profile in plays.items()}
    return simple_automaton(game, start, phases, lambda *_: STICK)


TEMPLATE = Template(id="stick_and_carrot", source="Abreu, Journal of Economic Theory 39 (1986) 191-225", build=build)

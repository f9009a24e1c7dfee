"""A penal code: a path, and for each player a path of punishment that every deviation of theirs starts anew."""

from __future__ import annotations

from typing import Any

from policygames.errors import GameError
from policygames.games.automaton import Automaton, State
from policygames.games.grim import PATH, punishing
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import Phase, simple_automaton
from policygames.games.plays import pure_path
from policygames.games.profiles import PureProfile
from policygames.games.templates import Template


def build(game: NormalFormGame, *, path: Any, punishments: Any) -> Automaton:
    """A simple strategy profile for any number of players.

    `path`, and for each player one of `punishments`, is a profile or a list of profiles played one after the other, of
    which the last is repeated for ever. `punishments` holds one path per player, in their order.
    """
    if not isinstance(punishments, (list, tuple)) or len(punishments) != len(game.players):
        message = f"{len(game.players)} paths are needed, one per player"
        raise GameError(
            message, reason="SHAPE_DATA_MISMATCH", path="punishments", variables={"players": len(game.players)}
        )
    phases = _steps(PATH, pure_path(game, path))
    for player, one in enumerate(punishments):
        phases |= _steps(punishing(player), pure_path(game, one, f"punishments[{player}]"))
    return simple_automaton(game, PATH, phases, lambda _, player: punishing(player))


def _steps(name: State, profiles: tuple[PureProfile, ...]) -> dict[State, Phase]:
    names = [name if not at else f"{name}, period {at + 1}" for at in range(len(profiles))]
    return {here: Phase(one, then) for here, one, then in zip(names, profiles, [*names[1:], names[-1]], strict=True)}


TEMPLATE = Template(id="penal_code", source="Abreu, Econometrica 56 (1988) 383-396", build=build)

"""Nash reversion: a path for ever, and after any deviation one equilibrium of the stage game for ever."""

from __future__ import annotations

from typing import Any

from policygames.errors import GameError
from policygames.games.automaton import Automaton
from policygames.games.grim import PATH, cyclic
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import Phase, simple_automaton
from policygames.games.plays import answers_of, play_of, pure_path
from policygames.games.profiles import MixedProfile, PureProfile
from policygames.games.templates import Template

REVERSION = "reversion"


def build(game: NormalFormGame, *, path: Any, punishment: Any = None) -> Automaton:
    """Reversion to the same stage equilibrium whoever deviates, for any number of players.

    `path` is one profile, or a list of profiles played in turn, over and over; `punishment` is an equilibrium of the
    stage game, which may be left out where that has exactly one pure equilibrium that is worst for every player.
    """
    phases = {**cyclic(pure_path(game, path)), REVERSION: Phase(_equilibrium(game, punishment), REVERSION)}
    return simple_automaton(game, PATH, phases, lambda *_: REVERSION)


def _equilibrium(game: NormalFormGame, punishment: Any) -> PureProfile | MixedProfile:
    if punishment is None:
        worst = set(answers_of(game, None))
        if len(worst) > 1:
            message = "the players' worst stage equilibria differ; allowed: one of the stage equilibria"
            raise GameError(message, reason="UNSPECIFIED_VALUE", path="punishment")
        return worst.pop()
    profile = play_of(game, punishment, "punishment")
    if not _is_equilibrium(game, game.mixed_profile(profile)):
        message = "the profile is no equilibrium of the stage game"
        raise GameError(message, reason="NO_STAGE_EQUILIBRIUM", path="punishment")
    return profile


def _is_equilibrium(game: NormalFormGame, profile: MixedProfile) -> bool:
    paid = game.payoffs_of(profile)
    return all(max(game.deviation_payoffs(player, profile)) <= payoff for player, payoff in enumerate(paid))


TEMPLATE = Template(id="nash_reversion", source="Friedman, Review of Economic Studies 38 (1971) 1-12", build=build)

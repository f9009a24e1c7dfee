"""Grim automata: a path for ever, and for ever after a deviation the profile that answers the deviator."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.games.automaton import Automaton, State
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import Phase, simple_automaton
from policygames.games.profiles import MixedProfile, PureProfile, pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria

PATH = "path"


def punishing(player: int) -> State:
    """The state in which a deviation of `player` is answered."""
    return f"punish {player}"


def grim(stage_game: NormalFormGame, path: PureProfile, punishments: Sequence[PureProfile | MixedProfile]) -> Automaton:
    """Plays `path` until somebody deviates, then punishments[deviator] for ever; of several the lowest index.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    return grim_along(stage_game, (path,), punishments)


def grim_along(
    stage_game: NormalFormGame, cycle: Sequence[PureProfile], punishments: Sequence[PureProfile | MixedProfile]
) -> Automaton:
    """The same for profiles that are played in turn, over and over."""
    answers = {punishing(player): Phase(profile, punishing(player)) for player, profile in enumerate(punishments)}
    phases = {**cyclic(cycle), **answers}
    return simple_automaton(
        stage_game, PATH, phases, lambda state, player: state if state in answers else punishing(player)
    )


def cyclic(cycle: Sequence[PureProfile]) -> dict[State, Phase]:
    """The phases of profiles that are played in turn, over and over; the first is PATH."""
    names = [f"{PATH}, step {at + 1} of {len(cycle)}" if at else PATH for at in range(len(cycle))]
    after = [*names[1:], PATH]
    return {name: Phase(profile, then) for name, profile, then in zip(names, cycle, after, strict=True)}


def worst_pure_equilibria(stage_game: NormalFormGame) -> tuple[MixedProfile, ...] | None:
    """For each player the pure equilibrium of the stage game that pays them least; None where there is no pure one."""
    found = [profile for profile in pure_equilibria(stage_game.numerators) if profile is not None]
    if not found:
        return None
    players = range(len(stage_game.players))
    worst = [min(found, key=lambda profile: stage_game.payoff(player, profile)) for player in players]
    return tuple(pure_as_mixed(profile, stage_game.shape) for profile in worst)

"""Grim automata: a path for ever, and for ever after a deviation the profile that answers the deviator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from policygames.games.automaton import Automaton, Seen, State
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile, pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria

PATH = "path"


def punishing(player: int) -> str:
    """The state in which a deviation of `player` is answered."""
    return f"punish {player}"


def grim(stage_game: NormalFormGame, path: PureProfile, punishments: Sequence[MixedProfile]) -> Automaton:
    """Plays `path` until somebody deviates, then punishments[deviator] for ever; of several the lowest index.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    profiles = list(product(*map(range, stage_game.shape)))
    answers = {punishing(player): profile for player, profile in enumerate(punishments)}
    moves: dict[tuple[State, Seen], State] = {(PATH, seen): _after(path, seen) for seen in profiles}
    moves |= {(state, seen): state for state in answers for seen in profiles}
    return Automaton(PATH, {PATH: path, **answers}, moves)


def _after(path: PureProfile, seen: PureProfile) -> str:
    deviators = [player for player, (due, done) in enumerate(zip(path, seen, strict=True)) if due != done]
    return punishing(deviators[0]) if deviators else PATH


def worst_pure_equilibria(stage_game: NormalFormGame) -> tuple[MixedProfile, ...] | None:
    """For each player the pure equilibrium of the stage game that pays them least; None where there is no pure one."""
    found = [profile for profile in pure_equilibria(stage_game.numerators) if profile is not None]
    if not found:
        return None
    players = range(len(stage_game.players))
    worst = [min(found, key=lambda profile: stage_game.payoff(player, profile)) for player in players]
    return tuple(pure_as_mixed(profile, stage_game.shape) for profile in worst)

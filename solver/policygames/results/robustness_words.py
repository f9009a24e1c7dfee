"""How robust an equilibrium is, in words."""

from __future__ import annotations

from policygames.games import BayesianGame, Crowd, NormalFormGame, SymmetricGame
from policygames.games.interventions.errors_made import group_of
from policygames.games.interventions.errors_survived import DEVIATION, PROBABILITY, Break
from policygames.results.bayesian_words import types_words
from policygames.results.crowd_words import crowd_words
from policygames.results.robustness import Robustness
from policygames.results.wording import listed, number, profile_words


def explain_robustness(found: Robustness) -> str:
    """The radii, what breaks it first, and what is proven, in a paragraph."""
    told = [f"{played_words(found)}.", _of_profile(found)]
    if not found.is_pure and found.weakest_support is not None:
        told.append(_of_support(found, found.weakest_support))
    told.append("If payoffs err by up to e, nobody gains more than 2e by deviating from this profile.")
    if found.index is not None:
        told.append(_of_index(found.index))
    return " ".join([*told, *(f"Note: {warning}." for warning in found.warnings)])


def played_words(found: Robustness) -> str:
    """What is played."""
    game, played = found.game, found.played
    if isinstance(game, SymmetricGame):
        return crowd_words(game, played) if isinstance(played, Crowd) else ""
    return types_words(game, found.profile) if isinstance(game, BayesianGame) else profile_words(game, found.profile)


def _decider(found: Robustness, place: int) -> tuple[str, tuple[str, ...]]:
    """Who decides at a place in the profile, and among which actions."""
    game = found.game
    if isinstance(game, SymmetricGame):
        group = group_of(game, place)
        named = len(game.groups) > 1
        return f"a player of group “{game.groups[group]}”" if named else "a player", game.actions[group]
    if isinstance(game, BayesianGame):
        return game.name_of(game.agents[place]), game.actions[game.agents[place][0]]
    return game.players[place], game.actions[place]


def _of_profile(found: Robustness) -> str:
    if found.weakest is None:
        return "Nobody has another action: no error breaks it."
    if not found.is_pure:
        return "The profile itself survives no error, however small, as those who mix have to be indifferent."
    weakest = found.weakest
    player, names = _decider(found, weakest.player)
    other = names[weakest.action]
    kept = next((names[action] for action, sign in weakest.signs if sign < 0), "")
    if not weakest.radius:
        return f"It survives no error, however small: {player} is indifferent between “{kept}” and “{other}”."
    return (
        f"It stays an equilibrium as long as no payoff errs by more than {number(weakest.radius)}: beyond that, the "
        f"first to give way is what {player} gets for “{kept}” and for “{other}” against it."
    )


def _of_support(found: Robustness, first: Break) -> str:
    if not first.radius:
        return f"No error is too small to end its support: {_end(found, first)}."
    start = f"Some equilibrium plays the same actions as long as every payoff errs by less than {number(first.radius)}"
    return f"{start}; beyond that, {_end(found, first)}."


def _end(found: Robustness, first: Break) -> str:
    game = found.game
    if not isinstance(game, NormalFormGame):  # of other games it is not computed
        return ""
    player, other = game.players[first.player], game.players[1 - first.player]
    wrong = f"errors in what {player} gets for {_actions(game, first)}"
    if first.kind == PROBABILITY:
        return f"{wrong} would make {other} stop playing “{game.actions[1 - first.player][first.action]}”"
    if first.kind == DEVIATION:
        return f"{wrong} would make {player} switch to “{game.actions[first.player][first.action]}”"
    return f"{wrong} would leave no strategy of {other} that keeps {player} indifferent"


def _actions(game: NormalFormGame, found: Break) -> str:
    return listed([f"“{game.actions[found.player][action]}”" for action, _ in found.signs])


def _of_index(index: int) -> str:
    if index:
        return f"The index of its component is {index}: equilibria stay near it after all small errors."
    return "The index of its component is 0: whether equilibria stay near it after all small errors is not proven."

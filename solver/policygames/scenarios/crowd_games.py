"""Groups of like players as a symmetric game: payoffs by own action and counts, never by profile."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from policygames.documents import Player, ScenarioDocument
from policygames.games import SymmetricGame
from policygames.numerics.compositions import number_of
from policygames.scenarios.expressions import Situation
from policygames.scenarios.interests import check_work, interests_of, paid
from policygames.scenarios.situations import single_choices


def symmetric_game(document: ScenarioDocument, values: Mapping[str, Fraction]) -> SymmetricGame:
    """The game of the document's groups, at these parameter values; a single player is a group of one.

    Raises GameError where the game is too large, and, naming term and counts, where a formula divides by zero.
    """
    interests = interests_of(document)
    check_work(interests, max(_cases(document, player) for player in document.players))
    players = {player.name: player for player in document.players}
    ids = {player.name: {action.name: action for action in player.actions} for player in document.players}

    def payoff(group: str, action: str, counts: Mapping[str, Mapping[str, int]]) -> Fraction:
        crowd = {
            players[name].id: {ids[name][one].id: number for one, number in own.items()} for name, own in counts.items()
        }
        play = {**single_choices(document, crowd), players[group].id: ids[group][action]}
        situation = Situation(values, document.players, play, players[group].id, crowd=crowd)
        return paid(document, interests[players[group].id], situation)

    def alone(action: str, counts: Mapping[str, int]) -> Fraction:
        (group,) = players
        return payoff(group, action, {group: counts})

    sizes = {player.name: player.count for player in document.players}
    actions = {name: list(own) for name, own in ids.items()}
    return SymmetricGame(sizes, actions, alone if len(players) == 1 else payoff)


def _cases(document: ScenarioDocument, own: Player) -> int:
    """How many payoffs a group has, by own action and counts of the others."""
    counts = (number_of(one.count - (one is own), len(one.actions)) for one in document.players)
    return len(own.actions) * prod(counts)

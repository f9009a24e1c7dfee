"""What each player is paid at each profile, as one formula of parameters."""

from __future__ import annotations

from itertools import product

from policygames.documents import Player, ScenarioDocument
from policygames.scenarios.expressions import Situation, Tree
from policygames.scenarios.expressions.residual import ZERO, added, chosen, residual
from policygames.scenarios.interests import Interests, interests_of
from policygames.scenarios.values import known_names


def payoff_formulas(document: ScenarioDocument) -> list[list[Tree]]:
    """Per player the formulas at all profiles, as in a payoff tensor, of a document without groups or types."""
    interests = interests_of(document)
    return [_formulas(document, interests[player.id], player) for player in document.players]


def _formulas(document: ScenarioDocument, interests: Interests, player: Player) -> list[Tree]:
    ids = [one.id for one in document.players]
    names = known_names(document)
    plays = (dict(zip(ids, profile, strict=True)) for profile in product(*document.actions))
    return [_formula(interests, Situation(names, document.players, play, player.id)) for play in plays]


def _formula(interests: Interests, situation: Situation) -> Tree:
    total: Tree = ZERO
    for one in interests.at(tuple(action.id for action in situation.play.values())):
        value = residual(one.value, situation)
        if one.when is not None:
            value = chosen(residual(one.when, situation), value, ZERO)
        total = added(total, value)
    return total

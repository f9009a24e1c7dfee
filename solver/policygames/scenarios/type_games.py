"""Players of several types as a game of incomplete information."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

import numpy as np

from policygames.documents import Player, PlayerType, ScenarioDocument
from policygames.games import BayesianGame
from policygames.games.limits import check_shape
from policygames.scenarios.expressions import Situation
from policygames.scenarios.interests import check_work, interests_of, paid
from policygames.scenarios.values import located, number_at

TypeIds: TypeAlias = tuple[str, ...]
_ONE_TYPE = (PlayerType("", "type 0", "1"),)


def bayesian_game(document: ScenarioDocument, values: Mapping[str, Fraction]) -> BayesianGame:
    """The document's game of incomplete information at these parameter values, with names for display.

    A type that has no chance at these values is left out: nobody is of it, and `types` of the game tells which remain.
    Raises GameError where chances do not sum to 1, where the game is too large, and where a formula divides by zero.
    """
    prior = _prior(document, values)
    kinds = [_possible(document, index, prior) for index in range(len(document.players))]
    drawn = list(product(*([kind.id for kind in own] for own in kinds)))
    shape = [len(player.actions) for player in document.players]
    check_shape([len(shape), *shape], "players")
    check_work(interests_of(document), len(drawn) * prod(shape))
    axes = [len(own) for own in kinds]
    payoffs = [
        np.array(_payoffs(document, values, player, drawn), dtype=object).reshape(*axes, *shape).tolist()
        for player in document.players
    ]
    chances = np.array([prior.get(types, Fraction(0)) for types in drawn], dtype=object).reshape(axes).tolist()
    names = [[kind.name for kind in own] for own in kinds]
    actions = [[action.name for action in player.actions] for player in document.players]
    return BayesianGame(payoffs, chances, [player.name for player in document.players], names, actions)


def _payoffs(
    document: ScenarioDocument, values: Mapping[str, Fraction], player: Player, drawn: list[TypeIds]
) -> list[Fraction]:
    interests, ids = interests_of(document)[player.id], [one.id for one in document.players]
    return [
        paid(
            document,
            interests,
            Situation(
                values,
                document.players,
                dict(zip(ids, profile, strict=True)),
                player.id,
                types={name: kind for name, kind in zip(ids, types, strict=True) if kind},
            ),
        )
        for types in drawn
        for profile in product(*document.actions)
    ]


def _kinds(document: ScenarioDocument, player: Player) -> tuple[PlayerType, ...]:
    return document.game.types.get(player.id, _ONE_TYPE)


def _possible(document: ScenarioDocument, index: int, prior: Mapping[TypeIds, Fraction]) -> list[PlayerType]:
    """The types of a player that have a chance."""
    kept = {types[index] for types, chance in prior.items() if chance}
    return [kind for kind in _kinds(document, document.players[index]) if kind.id in kept]


def _prior(document: ScenarioDocument, values: Mapping[str, Fraction]) -> dict[TypeIds, Fraction]:
    """The chance of each profile of type ids, "" for who has one type only. Raises GameError unless it sums to 1."""
    chances = _joint(document, values) if document.game.prior else _independent(document, values)
    path = "game.prior" if document.game.prior else "game.types"
    _check_sum(document, list(chances.values()), path)
    return chances


def _joint(document: ScenarioDocument, values: Mapping[str, Fraction]) -> dict[TypeIds, Fraction]:
    return {
        tuple(entry.types.get(player.id, "") for player in document.players): number_at(
            document, entry.probability, f"game.prior[{index}].probability", values
        )
        for index, entry in enumerate(document.game.prior)
    }


def _independent(document: ScenarioDocument, values: Mapping[str, Fraction]) -> dict[TypeIds, Fraction]:
    marginals = []
    for player in document.players:
        path = f"game.types.{player.id}"
        own = {
            kind.id: number_at(document, kind.probability, f"{path}[{index}].probability", values)
            for index, kind in enumerate(_kinds(document, player))
        }
        _check_sum(document, list(own.values()), path)
        marginals.append(own)
    return {
        types: prod((own[kind] for own, kind in zip(marginals, types, strict=True)), start=Fraction(1))
        for types in product(*marginals)
    }


def _check_sum(document: ScenarioDocument, chances: list[Fraction], path: str) -> None:
    if any(chance < 0 for chance in chances) or sum(chances) != 1:
        words = ", ".join(map(str, chances))
        message = f"the probabilities are {words}; allowed: at least 0 each, 1 in all"
        raise located(document, path, message, "PROBABILITY_RANGE") from None

"""A document as a game: parameter values in, the exact game out, of the kind that the file declares."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

import numpy as np

from policygames.documents import Player, ScenarioDocument
from policygames.errors import GameError
from policygames.games import Automaton, BayesianGame, NormalFormGame, PublicMonitoring, RepeatedGame, SymmetricGame
from policygames.games.limits import check_shape
from policygames.games.mistakes import trembling
from policygames.scenarios.crowd_games import symmetric_game
from policygames.scenarios.expressions import Situation
from policygames.scenarios.interests import Interests, check_work, interests_of, paid
from policygames.scenarios.roster import has_groups, written_out
from policygames.scenarios.signals import monitoring_of
from policygames.scenarios.type_games import bayesian_game
from policygames.scenarios.values import located, number_at

StageGame: TypeAlias = NormalFormGame | SymmetricGame | BayesianGame
AnyGame: TypeAlias = StageGame | RepeatedGame
Values: TypeAlias = Mapping[str, Fraction]


def game(document: ScenarioDocument, values: Values) -> AnyGame:
    """The game as the file says it is played. Raises GameError as `stage_game` does, and for bad discount factors.

    Where hands slip, it is the game between what players intend: payoffs are expected ones, and what all see is a
    public signal: the profile that was done, or the file's signal about it (`policygames.games.mistakes`).
    """
    if document.game.type != "repeated":
        return stage_game(document, values)
    every = written_out(document)
    stage, monitoring = _in_intentions(every, values, normal_form(every, values), monitoring_of(every, values))
    form = every.game
    discount = [number_at(every, form.discount[one.id], f"game.discount.{one.id}", values) for one in every.players]
    try:
        return RepeatedGame(
            stage,
            discount,
            monitoring,
            public_randomization=form.public_randomization,
            transfers=form.transfers,
            periods=form.periods,
        )
    except GameError as error:
        raise located(every, _path(every, error.path), error.message, error.reason) from error


def stage_game(document: ScenarioDocument, values: Values) -> StageGame:
    """The game that is played once, or in each period, with names for display, at these parameter values.

    Groups of like players that play once are a SymmetricGame; players of several types a BayesianGame.
    Raises GameError where the game is too large, and, naming profile and term, where a formula divides by zero.
    """
    if document.game.type == "bayesian":
        return bayesian_game(document, values)
    if document.game.type == "normal" and has_groups(document):
        return symmetric_game(document, values)
    return normal_form(written_out(document), values)


def normal_form(document: ScenarioDocument, values: Values) -> NormalFormGame:
    """The table of all profiles, of a document without groups. Raises GameError as `stage_game` does."""
    shape = [len(player.actions) for player in document.players]
    check_shape([len(shape), *shape], "players")
    interests = interests_of(document)
    check_work(interests, prod(shape))
    rows = [_row(document, interests[player.id], player, values) for player in document.players]
    names = [player.name for player in document.players]
    actions = [[action.name for action in player.actions] for player in document.players]
    return NormalFormGame(np.array(rows, dtype=object).reshape(len(shape), *shape), names, actions)


def mistakes_of(document: ScenarioDocument, values: Values) -> dict[str, Fraction]:
    """Player id → the probability with which its hand slips, of those who make mistakes."""
    formulas = document.game.mistakes.items()
    return {name: number_at(document, formula, f"game.mistakes.{name}", values) for name, formula in formulas}


def _row(document: ScenarioDocument, interests: Interests, player: Player, values: Values) -> list[Fraction]:
    ids = [one.id for one in document.players]
    plays = (dict(zip(ids, profile, strict=True)) for profile in product(*document.actions))
    return [paid(document, interests, Situation(values, document.players, play, player.id)) for play in plays]


def _in_intentions(
    document: ScenarioDocument, values: Values, stage: NormalFormGame, monitoring: PublicMonitoring | None
) -> tuple[NormalFormGame, PublicMonitoring | None]:
    """The same, seen by players who only intend, where hands slip."""
    chances = mistakes_of(document, values)
    if not any(chances.values()):
        return stage, monitoring
    hands = [chances.get(player.id, Fraction(0)) for player in document.players]
    try:
        # only the game is wanted, and no automaton of it
        nobody_moves = Automaton("start", {"start": (0,) * len(hands)}, {})
        intended, seen, _ = trembling(stage, monitoring, nobody_moves, hands)
    except GameError as error:
        raise located(document, _path(document, error.path), error.message, error.reason) from error
    return intended, seen


def _path(document: ScenarioDocument, path: str) -> str:
    """The path in the file of `discount[k]` or `mistakes[k]` of a game."""
    key, _, index = path.removesuffix("]").partition("[")
    return f"game.{key}.{document.players[int(index)].id}" if index.isdecimal() else f"game.{path}"

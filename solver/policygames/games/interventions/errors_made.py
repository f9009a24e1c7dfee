"""Who decides in a game, what each action pays them, and the same game with errors in what actions pay them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.games.bayesian import BayesianGame
from policygames.games.crowds import Crowd, changes
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, Strategy, support
from policygames.games.symmetric import SymmetricGame

OnceGame: TypeAlias = NormalFormGame | SymmetricGame | BayesianGame
"""A game that is played once."""
Played: TypeAlias = MixedProfile | Crowd
"""What is played: strategies, one a player or one a type, or what like players do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What each action pays one who decides while all others stay; `place` is that of the strategy in the profile.

    It is a player, the first of a faction of like players, or a player of some type, who is paid in expectation.
    """

    place: int
    strategy: Strategy
    payoffs: tuple[Fraction, ...]


def decisions(game: OnceGame, played: Played) -> Iterator[Decision]:
    """Everybody who decides, in the order of the profile."""
    if isinstance(game, SymmetricGame) and isinstance(played, Crowd):
        for one in changes(game, played):
            yield Decision(one.player, one.strategy, tuple(Fraction(n, one.denominator) for n in one.payoffs))
    elif isinstance(game, BayesianGame) and isinstance(played, tuple):
        for place, (agent, strategy) in enumerate(zip(game.agents, played, strict=True)):
            yield Decision(place, strategy, game.interim_payoffs(agent, played))
    elif isinstance(game, NormalFormGame) and isinstance(played, tuple):
        for player, strategy in enumerate(played):
            yield Decision(player, strategy, tuple(game.deviation_payoffs(player, played)))


def group_of(game: SymmetricGame, place: int) -> int:
    """The group of the player at a place in the profile."""
    return int(np.searchsorted(np.cumsum(game.sizes), place, side="right"))


def with_errors(game: OnceGame, played: Played, place: int, errors: Mapping[int, Fraction]) -> OnceGame:
    """The game in which each of these actions pays whoever decides at `place` so much more, whatever the others do.

    Of like players it pays all of the group so much more; in a game in normal form only against what the others play.
    """
    if isinstance(game, SymmetricGame):
        return _of_like_players(game, group_of(game, place), errors)
    if isinstance(game, BayesianGame):
        return _of_types(game, place, errors)
    payoffs = game.payoffs.copy()
    for action, error in errors.items():
        where = [
            [action] if player == place else list(support(strategy))
            for player, strategy in enumerate(played if isinstance(played, tuple) else ())
        ]
        payoffs[place][np.ix_(*where)] += error
    return NormalFormGame(payoffs.tolist(), game.players, game.actions)


def _of_like_players(game: SymmetricGame, group: int, errors: Mapping[int, Fraction]) -> SymmetricGame:
    tables = [_exact(*one) for one in zip(game.numerators, game.denominators, strict=True)]
    for action, error in errors.items():
        tables[group][action] += error
    lists = [table.reshape(len(table), -1).tolist() for table in tables]
    return SymmetricGame.from_tables(game.sizes, game.groups, game.actions, lists)


def _of_types(game: BayesianGame, place: int, errors: Mapping[int, Fraction]) -> BayesianGame:
    tables = [_exact(*one) for one in zip(game.numerators, game.denominators, strict=True)]
    (player, kind), count = game.agents[place], len(game.players)
    for action, error in errors.items():
        where: list[Any] = [slice(None)] * (2 * count)
        where[player], where[count + player] = kind, action
        tables[player][tuple(where)] += error
    payoffs = [table.tolist() for table in tables]
    return BayesianGame(payoffs, game.prior.tolist(), game.players, game.types, game.actions)


def _exact(numerators: NDArray[Any], denominator: int) -> NDArray[Any]:
    """The payoffs as Fractions, in an array of their own."""
    found: NDArray[Any] = numerators.astype(object) * Fraction(1, denominator)
    return found

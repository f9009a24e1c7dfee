"""Games of like players with every player written out: the table of all profiles, where it is not too long."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from policygames.errors import GameError, UnsupportedError
from policygames.games.crowds import Crowd
from policygames.games.names import index_of
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile
from policygames.games.symmetric import SymmetricGame
from policygames.numerics.compositions import places

MOST_WRITTEN = 100_000
"""The most payoffs of the table: a second or so."""


def written_out(game: SymmetricGame) -> NormalFormGame:
    """The same game as a table, its players group by group.

    Raises UnsupportedError where it has more than MOST_WRITTEN payoffs.
    """
    groups = [group for group, size in enumerate(game.sizes) for _ in range(size)]
    shape = tuple(game.shape[group] for group in groups)
    if (count := len(groups) * math.prod(shape)) > MOST_WRITTEN:
        message = (
            f"player by player the game has {count} payoffs; allowed: {MOST_WRITTEN}. Ask the same with fewer like "
            "players in a group"
        )
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="game")
    tables: list[Any] = [np.empty(shape, dtype=object) for _ in groups]
    for profile in product(*map(range, shape)):
        paid = _payoffs(game, groups, profile)
        for player, group in enumerate(groups):
            tables[player][profile] = paid[group, profile[player]]
    actions = [game.actions[group] for group in groups]
    return NormalFormGame([table.tolist() for table in tables], game.players, actions)


def profile_of(game: SymmetricGame, target: Any) -> PureProfile | MixedProfile | Any:
    """One entry per player for a crowd, or for how many play each action: {action: count}, by group {group: {…}}.

    Anything else comes back as it is. Raises GameError for counts that are none, and for a group that there is not.
    """
    if isinstance(target, Crowd):
        return _played(target)
    if not isinstance(target, Mapping) or not all(isinstance(name, str) for name in target):
        return target
    named = len(game.groups) > 1 or isinstance(target.get(game.groups[0]), Mapping)
    by_group = target if named else {game.groups[0]: target}
    for name in by_group:
        index_of(name, game.groups, "target")
    counts = [_counts(game, group, by_group.get(name)) for group, name in enumerate(game.groups)]
    return _played(Crowd.of_counts(counts))


def _played(crowd: Crowd) -> PureProfile | MixedProfile:
    profile = crowd.profile()
    return tuple(strategy.index(1) for strategy in profile) if crowd.is_pure else profile


def _payoffs(game: SymmetricGame, groups: list[int], profile: PureProfile) -> dict[tuple[int, int], Fraction]:
    """What whoever plays an action of a group gets in a profile, by group and action."""
    counts = [[0] * len(names) for names in game.actions]
    for group, action in zip(groups, profile, strict=True):
        counts[group][action] += 1
    paid = {}
    for group, row in enumerate(counts):
        for action in (action for action, count in enumerate(row) if count):
            others = [[*one] for one in counts]
            others[group][action] -= 1
            entry = game.numerators[group][(action, *_places(others))]
            paid[group, action] = Fraction(int(entry), game.denominators[group])
    return paid


def _places(counts: list[list[int]]) -> Iterator[int]:
    return (int(places(np.array([row]), sum(row))[0]) for row in counts)


def _counts(game: SymmetricGame, group: int, given: Any) -> list[int]:
    names, size = game.actions[group], game.sizes[group]
    rows = given if isinstance(given, Mapping) else {}
    found = [rows.get(name, 0) for name in names]
    whole = all(isinstance(one, int) and not isinstance(one, bool) and one >= 0 for one in found)
    if not rows or set(rows) - set(names) or not whole or sum(found) != size:
        message = (
            f"of {size} {game.groups[group]} so many play each action: {given!r} does not say that; wanted: as in "
            f"{{{names[0]!r}: {size}}}"
        )
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="target")
    return found

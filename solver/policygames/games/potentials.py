"""Exact potentials: found along one path of changes, and checked at every change."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.games.symmetric import SymmetricGame
from policygames.numerics.compositions import compositions, places

Table = NDArray[Any]


def profile_potential(game: NormalFormGame) -> Table | None:
    """The potential that is 0 where all play their first action, Fractions in the shape of the game; None without one.

    Along the path on which the players change one after another it can have no other values.
    """
    scale, payoffs = _whole(game)
    found: Table = np.zeros(game.shape, dtype=object)
    for player, table in enumerate(payoffs):
        later = tuple(slice(None) if one <= player else slice(0, 1) for one in range(len(payoffs)))
        own = table[later]
        found = found + (own - own.take([0], axis=player))
    exact = _over(found, scale)
    return exact if fits_profiles(game, exact) else None


def fits_profiles(game: NormalFormGame, potential: Table) -> bool:
    """Whether what a player gets less the potential does not depend on the player's own action, for each player."""
    if potential.shape != game.shape:
        return False
    rest = [(game.payoffs[player] - potential) for player in range(len(game.shape))]
    return all(bool((one == one.take([0], axis=player)).all()) for player, one in enumerate(rest))


def closed_round(game: NormalFormGame) -> tuple[PureProfile, ...] | None:
    """Four profiles along which gains do not sum to 0, where there is no potential.

    Source: Monderer and Shapley, Games and Economic Behavior 14 (1996) 124-143, theorem 2.8.
    """
    _, payoffs = _whole(game)
    for first, second in itertools.combinations(range(len(payoffs)), 2):
        apart = payoffs[first] - payoffs[second]
        for axis in (first, second):
            apart = apart - apart.take([0], axis=axis)
        for place in np.argwhere(apart != 0)[:1]:
            return tuple(_round(tuple(map(int, place)), first, second))
    return None


def _round(place: PureProfile, first: int, second: int) -> Iterator[PureProfile]:
    for changes in ((0, 0), (1, 0), (1, 1), (0, 1)):
        profile = list(place)
        for player, changed in zip((first, second), changes, strict=True):
            profile[player] = place[player] if changed else 0
        yield tuple(profile)


def _whole(game: NormalFormGame) -> tuple[int, list[Table]]:
    scale = math.lcm(*game.denominators)
    rows = zip(game.numerators, game.denominators, strict=True)
    return scale, [table.astype(object) * (scale // denominator) for table, denominator in rows]


def _over(table: Table, scale: int) -> Table:
    return _listed([Fraction(int(value), scale) for value in table.ravel().tolist()], table.shape)


def _listed(values: Sequence[Fraction], shape: Sequence[int]) -> Table:
    flat = np.empty(len(values), dtype=object)
    flat[:] = values
    return flat.reshape(shape)


def counts_of(game: SymmetricGame, place: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The counts of each group at a place of a table over all counts."""
    rows = zip(game.sizes, game.shape, place, strict=True)
    return tuple(tuple(compositions(size, count)[at].tolist()) for size, count, at in rows)


def places_of(game: SymmetricGame) -> tuple[int, ...]:
    """The shape of a table over the counts of all groups."""
    return tuple(len(compositions(size, count)) for size, count in zip(game.sizes, game.shape, strict=True))


def count_potential(game: SymmetricGame) -> Table | None:
    """The potential over the counts of all groups that is 0 where all choose the first action; None without one.

    Players leave the first action one by one: along that path it can have no other values.
    """
    counts = [list(map(tuple, compositions(*pair).tolist())) for pair in zip(game.sizes, game.shape, strict=True)]
    found: dict[tuple[tuple[int, ...], ...], Fraction] = {}
    tables = [_fractions(game, group) for group in range(len(counts))]
    for rows in itertools.product(*(one[::-1] for one in counts)):  # who comes before has more at the first action
        step = next(((group, at) for group, row in enumerate(rows) for at in range(1, len(row)) if row[at]), None)
        if step is None:
            found[rows] = Fraction(0)
            continue
        group, action = step
        others = tuple(_changed(row, action, -1) if one == group else row for one, row in enumerate(rows))
        before = tuple(_changed(row, 0, 1) if one == group else row for one, row in enumerate(others))
        at = tuple(int(places(np.array([row]), sum(row))[0]) for row in others)
        found[rows] = found[before] + tables[group][(action, *at)] - tables[group][(0, *at)]
    exact = _listed([found[rows] for rows in itertools.product(*counts)], [len(one) for one in counts])
    return exact if fits_counts(game, exact) else None


def _changed(row: tuple[int, ...], action: int, by: int) -> tuple[int, ...]:
    return (*row[:action], row[action] + by, *row[action + 1 :])


def _fractions(game: SymmetricGame, group: int) -> Table:
    return _over(game.numerators[group], game.denominators[group])


def fits_counts(game: SymmetricGame, potential: Table) -> bool:
    """Whether, against all counts of the others, what an action pays less the potential is the same for all actions."""
    counts = [compositions(size, parts) for size, parts in zip(game.sizes, game.shape, strict=True)]
    if potential.shape != tuple(len(rows) for rows in counts):
        return False
    for group, parts in enumerate(game.shape):
        others = compositions(game.sizes[group] - 1, parts)
        rest = []
        for action in range(parts):
            own = others.copy()
            own[:, action] += 1
            there = potential.take(places(own, game.sizes[group]), axis=group)
            rest.append(_fractions(game, group)[action] - there)
        if any(bool((one != rest[0]).any()) for one in rest[1:]):
            return False
    return True

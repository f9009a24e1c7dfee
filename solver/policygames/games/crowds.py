"""What the players of a symmetric game do, up to exchanging like players: how many of each group play what."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from policygames.games.profiles import MixedProfile, Strategy, flaw, pure_strategy, whole_weights
from policygames.numerics.compositions import places

if TYPE_CHECKING:
    from policygames.games.symmetric import SymmetricGame

Faction: TypeAlias = tuple[int, Strategy]
"""A number of players of one group who all play this strategy, each by a die of their own."""
Weights: TypeAlias = tuple[dict[tuple[int, ...], int], int]
"""How likely each count of actions is: whole numbers over a common denominator."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Per group its factions, in descending order of strategies: those who play the first action come first."""

    factions: tuple[tuple[Faction, ...], ...]

    @classmethod
    def of_counts(cls, counts: Sequence[Sequence[int]]) -> Crowd:
        """The crowd in which, per group, so many players play each action for certain."""
        return cls(
            tuple(
                tuple((count, pure_strategy(action, len(row))) for action, count in enumerate(row) if count)
                for row in counts
            )
        )

    @classmethod
    def alike(cls, sizes: Sequence[int], strategies: Sequence[Strategy]) -> Crowd:
        """The crowd in which all players of a group play the same strategy."""
        return cls(tuple(((size, strategy),) for size, strategy in zip(sizes, strategies, strict=True)))

    @property
    def is_pure(self) -> bool:
        """Whether nobody randomizes."""
        return all(max(strategy) == 1 for group in self.factions for _, strategy in group)

    def profile(self) -> MixedProfile:
        """One strategy per player, in the order of factions."""
        return tuple(strategy for group in self.factions for count, strategy in group for _ in range(count))

    def payoffs_in(self, game: SymmetricGame) -> tuple[Fraction, ...]:
        """What each player gets, in the order of factions."""
        paid: list[Fraction] = []
        for one in changes(game, self):
            chances, scale = whole_weights(one.strategy)
            total = sum(chance * one.payoffs[action] for action, chance in chances.items())
            paid += [Fraction(total, scale * one.denominator)] * one.count
        return tuple(paid)


@dataclass(frozen=True, slots=True)
class Change:
    """What each action would pay a player of one faction, as whole numbers over `denominator`.

    `player` is the first of its `count` players in the order of factions.
    """

    player: int
    group: int
    count: int
    strategy: Strategy
    payoffs: tuple[int, ...]
    denominator: int


def crowd_flaw(crowd: Crowd, game: SymmetricGame) -> str:
    """What keeps `crowd` from being one of `game`, in words; empty where nothing does."""
    if len(crowd.factions) != len(game.sizes):
        return f"a crowd has {len(game.sizes)} groups"
    for group, (factions, size) in enumerate(zip(crowd.factions, game.sizes, strict=True)):
        counts = [count for count, _ in factions]
        if not all(type(count) is int and count > 0 for count in counts) or sum(counts) != size:
            return f"group {group} has {size} players"
        strategies = tuple(strategy for _, strategy in factions)
        if problem := flaw(strategies, [game.shape[group]] * len(strategies)):
            return problem
        if any(one <= other for one, other in pairwise(strategies)):
            return "the strategies of a group descend, each once"
    return ""


def changes(game: SymmetricGame, crowd: Crowd) -> list[Change]:
    """For every faction what each action would pay one of its players while all others stay."""
    whole = [_joined(factions, game.shape[group]) for group, factions in enumerate(crowd.factions)]
    found, player = [], 0
    for group, factions in enumerate(crowd.factions):
        for place, (count, strategy) in enumerate(factions):
            rest = [*factions[:place], (count - 1, strategy), *factions[place + 1 :]]
            others = [*whole[:group], _joined(rest, game.shape[group]), *whole[group + 1 :]]
            payoffs, denominator = _expected(game, group, others)
            found.append(Change(player, group, count, strategy, payoffs, denominator))
            player += count
    return found


def _joined(factions: Sequence[Faction], actions: int) -> Weights:
    """How likely each count of actions is where these factions choose independently."""
    weights: dict[tuple[int, ...], int] = {(0,) * actions: 1}
    scale = 1
    for count, strategy in factions:
        chances, denominator = whole_weights(strategy)
        scale *= denominator**count
        weights = _sums(weights, _multinomial(count, chances, actions))
    return weights, scale


def _multinomial(count: int, chances: Mapping[int, int], actions: int) -> dict[tuple[int, ...], int]:
    """The likelihoods of all counts of `count` like players, as whole numbers; chances by action."""
    found: dict[tuple[int, ...], int] = {}

    def spread(left: int, played: Sequence[int], row: tuple[int, ...], weight: int) -> None:
        action, *rest = played
        for taken in range(left + 1) if rest else (left,):
            own = weight * math.comb(left, taken) * chances[action] ** taken
            grown = (*row[:action], taken, *row[action + 1 :])
            if rest:
                spread(left - taken, rest, grown, own)
            else:
                found[grown] = own

    spread(count, list(chances), (0,) * actions, 1)
    return found


def _sums(first: Mapping[tuple[int, ...], int], second: Mapping[tuple[int, ...], int]) -> dict[tuple[int, ...], int]:
    summed: dict[tuple[int, ...], int] = {}
    for row, weight in first.items():
        for other, factor in second.items():
            total = tuple(map(int.__add__, row, other))
            summed[total] = summed.get(total, 0) + weight * factor
    return summed


def _expected(game: SymmetricGame, group: int, others: Sequence[Weights]) -> tuple[tuple[int, ...], int]:
    """What each action pays a player of `group` against these counts of all others, over one denominator."""
    payoffs: Any = game.numerators[group]
    scale = game.denominators[group]
    for weights, denominator in reversed(others):  # the last axis goes first
        rows = np.array(list(weights), dtype=np.int64)
        found = payoffs.take(places(rows, int(rows[0].sum())), axis=-1)
        payoffs = found[..., 0] if denominator == len(weights) == 1 else found.astype(object) @ list(weights.values())
        scale *= denominator
    return tuple(map(int, payoffs)), scale

"""Strategies and strategy profiles: one strategy per player, each a distribution over the player's actions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeAlias

from policygames.numerics.exact import common_denominator, over

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

Strategy: TypeAlias = tuple[Fraction, ...]
"""Exact probabilities, one per action of a player."""
MixedProfile: TypeAlias = tuple[Strategy, ...]
PureProfile: TypeAlias = tuple[int, ...]
"""One action index per player."""


class Valued(Protocol):
    """What a normal-form game can be played by that is no mixed profile, and knows what it pays."""

    def payoffs_in(self, game: NormalFormGame) -> tuple[Fraction, ...]:
        """What each player gets in `game`."""


_ZERO, _ONE = Fraction(0), Fraction(1)


def pure_strategy(action: int, count: int) -> Strategy:
    """The strategy over `count` actions that plays `action` for certain."""
    return tuple(_ONE if index == action else _ZERO for index in range(count))


def pure_as_mixed(profile: PureProfile, shape: Sequence[int]) -> MixedProfile:
    """The mixed profile that plays `profile` for certain; `shape` counts each player's actions."""
    return tuple(pure_strategy(action, count) for action, count in zip(profile, shape, strict=True))


def support(strategy: Strategy) -> tuple[int, ...]:
    """The actions that are played with positive probability."""
    return tuple(index for index, probability in enumerate(strategy) if probability)


def whole_weights(strategy: Strategy) -> tuple[dict[int, int], int]:
    """The probabilities of the actions that are played, as whole numbers, and the denominator of them all."""
    played = {action: probability for action, probability in enumerate(strategy) if probability}
    scale = common_denominator(played.values())
    return dict(zip(played, over(list(played.values()), scale), strict=True)), scale


def flaw(profile: object, shape: Sequence[int]) -> str:
    """What keeps `profile` from being a mixed profile of a game of this shape, in words; empty where nothing does."""
    if not isinstance(profile, tuple) or len(profile) != len(shape):
        return f"a profile holds {len(shape)} strategies"
    for player, (strategy, count) in enumerate(zip(profile, shape, strict=True)):
        if not isinstance(strategy, tuple) or len(strategy) != count:
            return f"the strategy of player {player} holds {count} probabilities"
        if not all(isinstance(probability, Fraction) for probability in strategy):
            return f"the probabilities of player {player} are exact Fractions"
        if min(strategy) < 0 or not _sums_to_one(strategy):
            return f"the probabilities of player {player} are at least 0 and sum to 1"
    return ""


def _sums_to_one(strategy: Strategy) -> bool:
    weights, scale = whole_weights(strategy)
    return sum(weights.values()) == scale

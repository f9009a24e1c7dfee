"""Joint distributions over profiles: what a mediator draws and tells each player privately, with what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.games.profiles import PureProfile
from policygames.games.tensors import read_only
from policygames.numerics.exact import common_denominator, over

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

Objective: TypeAlias = tuple[Fraction, ...] | None
"""What is maximized: the sum of the payoffs with these weights, one per player; None is the least of the payoffs."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a proof pays per unit of payoff `player` loses by `deviation`: after the advice `advised`, or before."""

    player: int
    advised: int | None
    deviation: int
    price: Fraction


@dataclass(frozen=True, slots=True)
class Advice:
    """A mediator's lottery over profiles, each player being told only their own action.

    `chances` holds the profiles drawn, ascending, each with its positive probability. `objective` is what is maximized.
    `weights`, one per player, and `prices` prove that nothing does better: in no profile is the sum of payoffs with
    these weights, plus the prices times what following gains over each deviation, more than the objective here.
    """

    shape: tuple[int, ...]
    chances: tuple[tuple[PureProfile, Fraction], ...]
    objective: Objective
    weights: tuple[Fraction, ...]
    prices: tuple[Price, ...]

    def __hash__(self) -> int:
        return hash(tuple(profile for profile, _ in self.chances))  # Fractions take their time

    def table(self) -> NDArray[Any]:
        """The probability of every profile, Fractions in an array of the game's shape."""
        table = np.full(self.shape, Fraction(0), dtype=object)
        for profile, chance in self.chances:
            table[profile] = chance
        return read_only(table)

    def payoffs_in(self, game: NormalFormGame) -> tuple[Fraction, ...]:
        """The expected payoff to each player who follows, as all others do."""
        scale = common_denominator(chance for _, chance in self.chances)
        drawn = list(zip(over([chance for _, chance in self.chances], scale), self.chances, strict=True))
        return tuple(
            Fraction(sum(weight * int(own[profile]) for weight, (profile, _) in drawn), scale * denominator)
            for own, denominator in zip(game.numerators, game.denominators, strict=True)
        )


def flaw_of_chances(chances: Any, shape: Sequence[int]) -> str:
    """What keeps `chances` from being a distribution over the profiles of this shape, in words; empty for nothing."""
    profiles = [profile for profile, _ in chances]
    if not profiles or any(not is_profile(profile, shape) for profile in profiles):
        return f"a distribution is over profiles of {len(shape)} actions that there are"
    if any(one >= other for one, other in pairwise(profiles)):
        return "profiles are listed once, in ascending order"
    if not all(isinstance(chance, Fraction) and chance > 0 for _, chance in chances):
        return "the probabilities of listed profiles are positive Fractions"
    scale = common_denominator(chance for _, chance in chances)
    if sum(over([chance for _, chance in chances], scale)) != scale:
        return "the probabilities sum to 1"
    return ""


def is_profile(profile: Any, shape: Sequence[int]) -> bool:
    """Whether `profile` is a tuple of action indices of a game of this shape."""
    return (
        isinstance(profile, tuple)
        and len(profile) == len(shape)
        and all(type(action) is int and 0 <= action < count for action, count in zip(profile, shape, strict=True))
    )

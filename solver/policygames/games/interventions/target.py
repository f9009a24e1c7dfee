"""What an intervention is to bring about: one profile, pure or mixed, or a lottery that a mediator draws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from policygames.errors import GameError
from policygames.games.distributions import Advice, flaw_of_chances
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile, flaw, support
from policygames.numerics.exact import exact

MOST_PROFILES = 2**14
"""The most profiles that a target may play with positive probability."""
Chances = tuple[tuple[PureProfile, Fraction], ...]
"""Profiles with their positive probabilities, ascending."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be played: `profile`, each player on their own, or, where that is None, the lottery `chances`."""

    chances: Chances
    profile: MixedProfile | None

    @property
    def pure(self) -> PureProfile | None:
        """The one profile that is played for certain; None where there are more."""
        return self.chances[0][0] if len(self.chances) == 1 else None

    def plays(self, player: int) -> dict[int, Fraction]:
        """The actions of `player` that are played, with their probabilities."""
        found: dict[int, Fraction] = {}
        for profile, chance in self.chances:
            found[profile[player]] = found.get(profile[player], Fraction(0)) + chance
        return found

    def others(self, player: int, action: int) -> Chances:
        """What the others play, as `player` who is to play `action` sees it: profiles without him, with chances."""
        told = {one: chance for one, chance in self.chances if one[player] == action}
        total = sum(told.values(), Fraction(0))
        return tuple(((*one[:player], *one[player + 1 :]), chance / total) for one, chance in told.items())


def target_of(game: NormalFormGame, given: Any, path: str = "target") -> Target:
    """The target that `given` spells: actions, one a player, strategies, one a player, or profiles with probabilities.

    Raises GameError, naming the place, for anything else.
    """
    if isinstance(given, Advice):
        return lottery(game, given.chances, path)
    if isinstance(given, Mapping):
        pairs = [
            (game.pure_profile(names, f"{path}[{place}]"), exact(chance, f"{path}[{place}]"))
            for place, (names, chance) in enumerate(given.items())
        ]
        return lottery(game, tuple(sorted(pair for pair in pairs if pair[1])), path)
    return independent(game, game.mixed_profile(given, path), path)


def lottery(game: NormalFormGame, chances: Chances, path: str = "target") -> Target:
    """The lottery over profiles with these probabilities. Raises GameError where they are none."""
    if problem := flaw_of_chances(chances, game.shape):
        raise GameError(problem, reason="PROBABILITY_RANGE", path=path, variables={"why": problem})
    return Target(chances, None)


def independent(game: NormalFormGame, profile: MixedProfile, path: str = "target") -> Target:
    """The target in which each plays a strategy on their own. Raises GameError where the profile is none."""
    if problem := flaw(profile, game.shape):
        raise GameError(problem, reason="PROBABILITY_RANGE", path=path, variables={"why": problem})
    played = [support(strategy) for strategy in profile]
    if (count := math.prod(map(len, played))) > MOST_PROFILES:
        message = f"the target plays {count} profiles; allowed: up to {MOST_PROFILES}"
        raise GameError(
            message, reason="GAME_TOO_LARGE", path=path, variables={"profiles": count, "limit": MOST_PROFILES}
        )
    chances = tuple((one, _chance(profile, one)) for one in product(*played))
    return Target(chances, profile)


def _chance(profile: MixedProfile, pure: PureProfile) -> Fraction:
    return math.prod((strategy[action] for strategy, action in zip(profile, pure, strict=True)), start=Fraction(1))

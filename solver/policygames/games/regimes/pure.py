"""Where a profile is a pure equilibrium, with payoffs left open: any number of players."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from policygames.games.game_forms import GameForms
from policygames.games.profiles import PureProfile
from policygames.games.regimes.conditions import (
    Box,
    Conditions,
    Outcome,
    Reference,
    Register,
    Signs,
    always_positive,
    never_positive,
    sign_of,
)

Gains: TypeAlias = Mapping[PureProfile, Sequence[Reference]]
"""For each profile that may be an equilibrium somewhere what players gain there, where that may be positive."""


def pure_conditions(game: GameForms, box: Box) -> Conditions:
    """What each player gains by each other action in each profile: it decides which profiles are pure equilibria."""
    register = Register(box)
    gains = gains_of(game, register)
    return Conditions(register.forms, lambda signs: frozenset(map(played, pure_equilibria(gains, signs))))


def gains_of(game: GameForms, register: Register) -> Gains:
    """The gains on which it depends which profiles are pure equilibria."""
    found = ((profile, _gains_at(game, profile, register)) for profile in game.profiles())
    return {profile: gains for profile, gains in found if gains is not None}


def _gains_at(game: GameForms, profile: PureProfile, register: Register) -> list[Reference] | None:
    """None where somebody always gains."""
    gains: dict[Reference, None] = {}
    for player in range(len(game.players)):
        for action in game.others(player, profile):
            gain = register.of(game.gain(player, profile, action))
            if always_positive(gain):
                return None
            if not never_positive(gain):
                gains[gain] = None
    return list(gains)


def pure_equilibria(gains: Gains, signs: Signs) -> list[PureProfile]:
    """The profiles at which nobody gains."""
    return [profile for profile, own in gains.items() if all(sign_of(gain, signs) <= 0 for gain in own)]


def played(profile: PureProfile) -> Outcome:
    """The supports of a pure profile."""
    return tuple((action,) for action in profile)

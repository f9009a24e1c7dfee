"""Where a profile is a pure equilibrium, with payoffs left open: any number of players."""

from __future__ import annotations

from policygames.games.game_forms import GameForms
from policygames.games.profiles import PureProfile
from policygames.games.regimes.conditions import Conditions, Signs, distinct


def pure_conditions(game: GameForms) -> Conditions:
    """What each player gains by each other action in each profile: it decides which profiles are pure equilibria."""
    gains = (
        game.gain(player, profile, action)
        for profile in game.profiles()
        for player in range(len(game.players))
        for action in game.others(player, profile)
    )
    return Conditions(distinct(gains), lambda signs: frozenset(map(played, pure_equilibria(game, signs))))


def pure_equilibria(game: GameForms, signs: Signs) -> list[PureProfile]:
    """The profiles at which nobody gains."""
    return [profile for profile in game.profiles() if _is_stable(game, profile, signs)]


def _is_stable(game: GameForms, profile: PureProfile, signs: Signs) -> bool:
    return all(
        signs(game.gain(player, profile, action)) <= 0
        for player in range(len(game.players))
        for action in game.others(player, profile)
    )


def played(profile: PureProfile) -> tuple[tuple[int, ...], ...]:
    """The supports of a pure profile."""
    return tuple((action,) for action in profile)

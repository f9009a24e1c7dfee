"""Which profiles can be played for ever when deviations end in a pure stage equilibrium, with payoffs left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policygames.errors import GameError
from policygames.games.game_forms import GameForms
from policygames.games.profiles import PureProfile
from policygames.games.regimes.conditions import Conditions, Regime, Signs, distinct
from policygames.games.regimes.pure import played, pure_conditions, pure_equilibria
from policygames.numerics.forms import Form


def sustained_conditions(game: GameForms) -> Conditions:
    """The gains of the stage, and what deviations gain when each player's worst pure equilibrium follows for ever.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    every = list(game.profiles())
    lasting = (form for profile in every for end in every for form in _gains(game, profile, end))
    forms = distinct((*pure_conditions(game).forms, *lasting))

    def regime(signs: Signs) -> Regime:
        ends = pure_equilibria(game, signs)
        held = (one for one in every if one in ends or _is_sustained(game, one, ends, signs))
        return frozenset(map(played, held))

    return Conditions(forms, regime)


def _gains(game: GameForms, profile: PureProfile, end: PureProfile) -> Iterator[Form]:
    for player in range(len(game.players)):
        yield from _player_gains(game, profile, end, player)


def _player_gains(game: GameForms, profile: PureProfile, end: PureProfile, player: int) -> Iterator[Form]:
    """What the player gains by each deviation that `end` follows: (1 - d) deviation + d end - now, times positives."""
    if game.discounts is None:
        raise GameError("a game that is not repeated has no discount factor", reason="MISSING_GAME", path="game")
    kept, whole = game.discounts[player]
    table = game.payoffs[player]
    lost = table[end] - table[profile]
    for action in game.others(player, profile):
        yield (whole - kept) * game.gain(player, profile, action) + kept * lost


def _is_sustained(game: GameForms, profile: PureProfile, ends: Sequence[PureProfile], signs: Signs) -> bool:
    return all(
        any(all(signs(form) <= 0 for form in _player_gains(game, profile, end, player)) for end in ends)
        for player in range(len(game.players))
    )

"""Which profiles can be played for ever when deviations end in a pure stage equilibrium, with payoffs left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from policygames.errors import GameError
from policygames.games.game_forms import GameForms
from policygames.games.profiles import PureProfile
from policygames.games.regimes.conditions import Box, Conditions, Reference, Regime, Register, Signs, sign_of
from policygames.games.regimes.pure import gains_of, played, pure_equilibria
from policygames.numerics.forms import Form

_Endings: TypeAlias = Mapping[PureProfile, Sequence[Reference]]
"""For each equilibrium that deviations may end in what the deviations of one player gain then."""


def sustained_conditions(game: GameForms, box: Box) -> Conditions:
    """The gains of the stage, and what deviations gain when each player's worst pure equilibrium follows for ever.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    register = Register(box)
    stage = gains_of(game, register)
    players = range(len(game.players))
    lasting: dict[PureProfile, list[_Endings]] = {
        profile: [_endings(game, profile, list(stage), player, register) for player in players]
        for profile in game.profiles()
    }

    def regime(signs: Signs) -> Regime:
        ends = pure_equilibria(stage, signs)
        held = (one for one, endings in lasting.items() if one in ends or _is_sustained(endings, ends, signs))
        return frozenset(map(played, held))

    return Conditions(register.forms, regime)


def _endings(
    game: GameForms, profile: PureProfile, ends: Sequence[PureProfile], player: int, register: Register
) -> _Endings:
    return {end: [*map(register.of, _gains(game, profile, end, player))] for end in ends}


def _gains(game: GameForms, profile: PureProfile, end: PureProfile, player: int) -> Iterator[Form]:
    """What the player gains by each deviation that `end` follows: (1 - d) deviation + d end - now, times positives."""
    if game.discounts is None:
        raise GameError("a game that is not repeated has no discount factor", reason="MISSING_GAME", path="game")
    kept, whole = game.discounts[player]
    table = game.payoffs[player]
    lost = kept * (table[end] - table[profile])
    for action in game.others(player, profile):
        yield (whole - kept) * game.gain(player, profile, action) + lost


def _is_sustained(endings: Sequence[_Endings], ends: Sequence[PureProfile], signs: Signs) -> bool:
    return all(any(all(sign_of(gain, signs) <= 0 for gain in own[end]) for end in ends) for own in endings)

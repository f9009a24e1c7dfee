"""Words for numbers, strategies and payoffs, as a policy analyst reads them aloud."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.games import MixedProfile, NormalFormGame
from policygames.games.profiles import support
from policygames.numerics.exact import is_long, shown

_DECIMALS = 10**6
"""Numbers whose denominators divide this are written as decimals, in full."""
_READABLE = 10**9
"""Fractions of larger numbers are told by their decimals alone."""


def number(value: Fraction) -> str:
    """An exact number as people write it: 12.24, or 332/1237 (about 0.268); to three digits where it is long."""
    if is_long(value):
        return _about(value)
    if value.denominator == 1:
        return shown(value)
    return _decimal(value) or _told(value, f"{float(value):.3g}")


def ratio(value: Fraction) -> str:
    """A probability or discount factor, as a fraction with its decimal beside it; to three digits where it is long."""
    if is_long(value):
        return _about(value)
    if value.denominator == 1:
        return shown(value)
    decimal = _decimal(value)
    return f"{value} ({decimal})" if decimal else _told(value, f"{float(value):.3f}")


def _told(value: Fraction, about: str) -> str:
    """A fraction with what it is about, or that alone where nobody would read the fraction."""
    unreadable = max(abs(value.numerator), value.denominator) > _READABLE
    return f"about {about}" if unreadable else f"{value} (about {about})"


def _about(value: Fraction) -> str:
    """A long number to three digits, as a plain decimal where that is short."""
    return f"about {float(value):.3g}" if _TINY <= abs(value) < _HUGE else shown(value)


_TINY, _HUGE = Fraction(1, 10**4), 1000


def _decimal(value: Fraction) -> str:
    """The decimal in full; empty where it has more than six places."""
    if _DECIMALS % value.denominator:
        return ""
    whole, places = divmod(abs(value) * _DECIMALS // 1, _DECIMALS)
    return f"{'-' if value < 0 else ''}{whole}.{places:06d}".rstrip("0")


def listed(words: Sequence[str]) -> str:
    """Words joined as in a sentence: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def strategy_words(game: NormalFormGame, player: int, strategy: Sequence[Fraction]) -> str:
    """What one player does: "China plays Boycott", or the odds with which they mix."""
    name, actions = game.players[player], game.actions[player]
    played = support(tuple(strategy))
    if len(played) == 1:
        return f"{name} plays “{actions[played[0]]}”"
    odds = listed([f"“{actions[action]}” with probability {ratio(strategy[action])}" for action in played])
    return f"{name} mixes {odds}"


def profile_words(game: NormalFormGame, profile: MixedProfile) -> str:
    """What all players do."""
    words = [strategy_words(game, player, strategy) for player, strategy in enumerate(profile)]
    mixed = any(len(support(strategy)) > 1 for strategy in profile)
    return "; ".join(words) if mixed else listed(words)


def payoff_words(players: Sequence[str], payoffs: Sequence[Fraction]) -> str:
    """What all players get."""
    return listed([f"{name} gets {number(payoff)}" for name, payoff in zip(players, payoffs, strict=True)])

"""Strict equilibria of two players compared: which is the less risky, the better for both, the more robust to doubt."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.numerics.best_responses import pure_equilibria


def is_strict(game: NormalFormGame, profile: PureProfile) -> bool:
    """Whether each player would lose by any other action."""
    own = [game.numerators[player][_line(profile, player)] for player in range(len(profile))]
    return all(int((row >= row[action]).sum()) == 1 for row, action in zip(own, profile, strict=True))


def _line(profile: PureProfile, player: int) -> tuple[int | slice, ...]:
    return (*profile[:player], slice(None), *profile[player + 1 :])


def strict_equilibria(game: NormalFormGame) -> Iterator[PureProfile | None]:
    """All profiles from which each player would lose by any other action, after a None for each player."""
    for profile in pure_equilibria(game.numerators):
        yield profile if profile is not None and is_strict(game, profile) else None


def losses_product(game: NormalFormGame, profile: PureProfile, other: PureProfile) -> Fraction:
    """The product of what each of two players loses who deviates from `profile` to `other` alone."""
    (one, two), (first, second) = profile, other
    of_first = game.payoff(0, profile) - game.payoff(0, (first, two))
    return of_first * (game.payoff(1, profile) - game.payoff(1, (one, second)))


def risk_dominates(game: NormalFormGame, profile: PureProfile, other: PureProfile) -> bool:
    """Whether one strict equilibrium risk-dominates another in the game with their actions alone.

    Source: Harsanyi and Selten, A General Theory of Equilibrium Selection in Games (1988), section 3.9.
    """
    return losses_product(game, profile, other) > losses_product(game, other, profile)


def payoff_dominates(game: NormalFormGame, profile: PureProfile, other: PureProfile) -> bool:
    """Whether everybody gets more in the first of two profiles."""
    return all(game.payoff(player, profile) > game.payoff(player, other) for player in range(len(profile)))


def dominance_threshold(game: NormalFormGame, profile: PureProfile) -> Fraction:
    """The least p for which a strict equilibrium of two players is p-dominant.

    Each player's action is then a best reply to every belief that gives the other's at least the chance p. Of another
    action b it is p where p (loss by b at the equilibrium) = (1 - p) (most that b gains against anything else).

    Source: Morris, Rob and Shin, Econometrica 63 (1995) 145-157.
    """
    needs = [Fraction(0)]
    for player, (action, others) in enumerate(zip(profile, reversed(profile), strict=True)):
        table = game.numerators[player] if player == 0 else game.numerators[player].T
        for row in table:
            gains = [int(value) - int(kept) for value, kept in zip(row, table[action], strict=True)]
            loss, most = -gains[others], max(gains)
            needs += [Fraction(most, most + loss)] if most > 0 else []
    return max(needs)

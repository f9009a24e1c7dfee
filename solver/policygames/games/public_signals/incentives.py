"""What tempts each player away from a profile, and how each deviation shifts the odds of what is seen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from policygames.games.profiles import MixedProfile, PureProfile, pure_as_mixed, pure_strategy, support
from policygames.games.repeated import RepeatedGame

Signal: TypeAlias = Hashable
"""The name of a public signal; under perfect monitoring the profile itself, or what of it matters."""
Odds: TypeAlias = Mapping[Signal, Fraction]
Seeing: TypeAlias = Callable[[PureProfile], Odds]
"""The odds of each signal after a pure profile."""


@dataclass(frozen=True, slots=True)
class Temptation:
    """One deviation of one player: `gain` at once, in payoff units of one period, and what it does to the signals.

    `shift` holds per signal its probability after the deviation less that without; all sum to 0.
    """

    player: int
    action: int
    gain: Fraction
    shift: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Incentives:
    """A profile of the stage game: what it pays, the odds of the signals that matter, and all that tempts away.

    `signals` are those that the profile or a deviation from it can bring; `chances` are theirs under the profile. Of
    deviations that shift the odds alike only the one that gains most is kept, and none that neither gains nor shifts.
    """

    profile: MixedProfile
    payoffs: tuple[Fraction, ...]
    signals: tuple[Signal, ...]
    chances: tuple[Fraction, ...]
    temptations: tuple[Temptation, ...]

    @property
    def enforceable(self) -> bool:
        """False where a deviation gains and nobody could ever notice: then no continuation holds the profile."""
        return all(any(one.shift) or one.gain <= 0 for one in self.temptations)


def seeing(game: RepeatedGame) -> Seeing:
    """The odds of signals in `game`; under perfect monitoring the signal is the profile."""
    monitoring = game.monitoring
    if monitoring is None:
        return lambda profile: {profile: Fraction(1)}
    return lambda profile: dict(monitoring.after(profile))


def pure_incentives(game: RepeatedGame, profile: PureProfile, see: Seeing | None = None) -> Incentives:
    """The incentives at a pure profile; `see` stands for what is seen in `game`."""
    return incentives(game, pure_as_mixed(profile, game.stage_game.shape), see)


def incentives(game: RepeatedGame, profile: MixedProfile, see: Seeing | None = None) -> Incentives:
    """The incentives at a profile in which players may mix: each temptation is one action for certain."""
    stage, look = game.stage_game, see or seeing(game)
    payoffs, calm = stage.payoffs_of(profile), _odds(look, profile)
    found = [
        (player, action, deviation - payoffs[player], _odds(look, _with(profile, player, action)))
        for player in range(len(profile))
        for action, deviation in enumerate(stage.deviation_payoffs(player, profile))
        if profile[player][action] != 1
    ]
    signals = tuple(dict.fromkeys([*calm, *(name for *_, odds in found for name in odds)]))
    zero = Fraction(0)
    tempting = (
        Temptation(player, action, gain, tuple(odds.get(name, zero) - calm.get(name, zero) for name in signals))
        for player, action, gain, odds in found
    )
    chances = tuple(calm.get(name, zero) for name in signals)
    return Incentives(profile, payoffs, signals, chances, tuple(_strongest(tempting)))


def _with(profile: MixedProfile, player: int, action: int) -> MixedProfile:
    return (*profile[:player], pure_strategy(action, len(profile[player])), *profile[player + 1 :])


def _odds(look: Seeing, profile: MixedProfile) -> dict[Signal, Fraction]:
    odds: dict[Signal, Fraction] = {}
    for actions in product(*(support(strategy) for strategy in profile)):
        weight = Fraction(1)
        for strategy, action in zip(profile, actions, strict=True):
            weight *= strategy[action]
        for name, chance in look(actions).items():
            odds[name] = odds.get(name, Fraction(0)) + weight * chance
    return odds


def _strongest(tempting: Iterator[Temptation]) -> Iterator[Temptation]:
    best: dict[tuple[int, tuple[Fraction, ...]], Temptation] = {}
    for one in tempting:
        known = best.get((one.player, one.shift))
        if (known is None or one.gain > known.gain) and (any(one.shift) or one.gain > 0):
            best[one.player, one.shift] = one
    yield from best.values()

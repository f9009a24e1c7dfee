"""A public alarm that rings after a deviation, and for ever after which a stage equilibrium is played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from policygames.games.automaton import Automaton, Seen
from policygames.games.interventions.demands import profile_with
from policygames.games.monitoring import PublicMonitoring
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, PureProfile
from policygames.games.repeated import RepeatedGame

QUIET, ALARM = "quiet", "alarm"
PATH, AFTER = "path", "after the alarm"


@dataclass(frozen=True, slots=True)
class AlarmQuestion:
    """How likely an alarm has to ring after a deviation from `path`, so that it is played for ever until one rings.

    Without a deviation it rings with probability `false_alarms`; from then on all play `punishment`, an equilibrium of
    the stage game. `discount` has one factor per player.
    """

    stage_game: NormalFormGame
    discount: tuple[Fraction, ...]
    path: PureProfile
    punishment: MixedProfile
    false_alarms: Fraction

    def value(self, player: int) -> Fraction:
        """What `player` gets on the path: a mean of the path's payoff and that of what follows a false alarm."""
        patience, own = self.discount[player], self.stage_game.payoff(player, self.path)
        after = self.stage_game.payoffs_of(self.punishment)[player]
        ringing = patience * self.false_alarms
        return ((1 - patience) * own + ringing * after) / (1 - patience + ringing)

    def needs(self) -> Iterator[Need]:
        """What each deviation needs, players and actions in order."""
        after = self.stage_game.payoffs_of(self.punishment)
        for player, action in enumerate(self.path):
            value = self.value(player)
            for other in range(self.stage_game.shape[player]):
                if other != action:
                    others = (*self.path[:player], *self.path[player + 1 :])
                    pays = self.stage_game.payoff(player, profile_with(others, player, other))
                    patience = self.discount[player]
                    loss = patience * (value - after[player])
                    yield Need(player, other, (1 - patience) * (pays - value), loss)

    def game(self, rate: Fraction) -> RepeatedGame:
        """The repeated game in which the alarm rings with probability `rate` after anything but the path."""
        counts = map(range, self.stage_game.shape)
        rows: list[Any] = [_odds(self.false_alarms if one == self.path else rate) for one in product(*counts)]
        for count in reversed(self.stage_game.shape[1:]):
            rows = [rows[start : start + count] for start in range(0, len(rows), count)]
        return RepeatedGame(self.stage_game, self.discount, PublicMonitoring((QUIET, ALARM), rows))

    def automaton(self) -> Automaton:
        """The strategies: the path until the alarm rings, and from then on the punishment."""
        moves: dict[tuple[str, Seen], str] = {
            (PATH, QUIET): PATH,
            (PATH, ALARM): AFTER,
            (AFTER, QUIET): AFTER,
            (AFTER, ALARM): AFTER,
        }
        return Automaton(PATH, {PATH: self.path, AFTER: self.punishment}, moves)


@dataclass(frozen=True, slots=True)
class Need:
    """What keeps `player` from `action`: rate times `loss` has to be at least `gain`, in payoff units of one period."""

    player: int
    action: int
    gain: Fraction
    loss: Fraction

    @property
    def least(self) -> Fraction | None:
        """The least rate that will do; None where none does, however often the alarm rings."""
        if self.gain <= 0:
            return Fraction(0)
        return self.gain / self.loss if self.loss > 0 else None

    @property
    def most(self) -> Fraction | None:
        """The greatest rate that will do, where the alarm is a reward; None where there is no such limit."""
        return self.gain / self.loss if self.loss < 0 and self.gain <= 0 else None


def least_rate(question: AlarmQuestion) -> tuple[Fraction | None, Need | None]:
    """The least rate of detection, and the deviation that needs it; None for the rate where no rate does.

    A rate is at least that of false alarms, and at most 1. Exact: each deviation's condition is linear in the rate.

    Source: Mailath and Samuelson, Repeated Games and Reputations (2006), section 7.2, with reversion to stage Nash.
    """
    needs = list(question.needs())
    never = next((one for one in needs if one.least is None or one.least > 1), None)
    if never is not None:
        return None, never
    hardest = max(needs, key=lambda one: one.least or Fraction(0), default=None)
    rate = max(question.false_alarms, (hardest.least if hardest else None) or Fraction(0))
    lured = next((one for one in needs if one.most is not None and one.most < rate), None)
    if lured is not None:
        return None, lured
    return rate, hardest if hardest and hardest.least == rate and rate else None


def greatest_rate(question: AlarmQuestion) -> tuple[Fraction, Need | None]:
    """The greatest rate of detection at which no deviation pays for the sake of the alarm, and which pays beyond it.

    It is 1, and None, where a sure alarm tempts nobody. All conditions being linear in the rate, the path lasts exactly
    at the rates from the least to this one.
    """
    lures = [(one.most, one) for one in question.needs() if one.most is not None and one.most < 1]
    return min(lures, key=_rate, default=(Fraction(1), None))


def _rate(lure: tuple[Fraction, Need]) -> Fraction:
    return lure[0]


def _odds(rate: Fraction) -> list[Fraction]:
    return [1 - rate, rate]

"""Least patience under the harshest credible punishments: the value or a bracket, and why nothing less will do."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from policygames import registry
from policygames.certificates import Certificate, PayoffBounds
from policygames.errors import CertificateError
from policygames.games import Automaton, NormalFormGame, PureProfile, RepeatedGame
from policygames.games.penal_codes import Floors, folk_floors, restricted_floors
from policygames.results.plain_thresholds import plain_threshold
from policygames.results.threshold import Shortfall, best_deviation

Bracket = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class OptimalThreshold:
    """The least common discount factor at which `path` can be played for ever, deviations answered harshly as can be.

    `exact` is the value, or None: then `interval` (low, high] contains it, or no discount factor below 1 does.
    `certificate` holds an automaton that plays the path at the value, or at the high end. `reason` names the proof that
    nothing less does: "folk" (no feasible payoffs that respect the minmax hold anybody lower), "bounds" (nor do any in
    `bounds`, which enclose the equilibrium payoffs at the value or the low end), "restricted" (profiles that can be
    played only at the value or above are left out of them).
    """

    stage_game: NormalFormGame
    path: PureProfile
    exact: Fraction | None
    interval: Bracket | None
    certificate: Certificate | None
    reason: str
    bounds: PayoffBounds | None = None

    punishment = "optimal"

    @property
    def value(self) -> float | None:
        """The least discount factor as a float, the high end of a bracket; None for never."""
        return None if self._high is None else float(self._high)

    @property
    def by_player(self) -> tuple[Fraction | None, ...]:
        """Each player's own threshold, against the least that anybody can be held to; None for never."""
        held = tuple(map(min, zip(*self.bounds.outer, strict=True))) if self.bounds else folk_floors(self.stage_game)
        own = tuple(one.threshold for one in self._shortfalls(held or ()))
        return own or (None,) * len(self.path)

    @property
    def weak_link(self) -> str | None:
        """The player who needs the most patience; None where nobody needs any."""
        return self.stage_game.players[self.least.deviation.player] if self.least else None

    @property
    def least(self) -> Shortfall | None:
        """The deviation that pays at anything less; None where the value is 0, or no equilibrium is left below it."""
        if self.exact == 0 or self._floors is None:
            return None
        return max(
            self._shortfalls(self._floors), key=lambda one: Fraction(1) if one.threshold is None else one.threshold
        )

    @property
    def ceiling(self) -> None:
        """There is none: more patience sustains more."""
        return

    @property
    def _high(self) -> Fraction | None:
        return self.exact if self.interval is None else self.interval[1]

    def _shortfalls(self, floors: Floors) -> list[Shortfall]:
        stage, path = self.stage_game, self.path
        return [
            Shortfall(best_deviation(stage, path, player), stage.payoff(player, path) - floor)
            for player, floor in enumerate(floors)
        ]

    @cached_property
    def _floors(self) -> Floors | None:
        """What no player can be held below at any lesser discount factor; None where no equilibrium is left there."""
        if self.reason == "folk" or self.bounds is None:
            return folk_floors(self.stage_game)
        if self.reason == "restricted":
            return restricted_floors(RepeatedGame(self.stage_game, self._low), self.bounds.outer)
        return tuple(map(min, zip(*self.bounds.outer, strict=True))) if self.bounds.outer else None

    @property
    def _low(self) -> Fraction:
        """Where `bounds` hold: at the value, or at the low end of the bracket."""
        return self.interval[0] if self.interval else self.exact or Fraction(0)

    def verify(self) -> None:
        """Checks both proofs again, from the stage game alone. Raises CertificateError where one does not hold."""
        self._check_form()
        if self.certificate is not None and self._high is not None:
            check_sustained(self.stage_game, self.path, self._high, self.certificate)
        if self.bounds is not None and self.reason != "folk":
            note = _check_bounds(RepeatedGame(self.stage_game, self._low), self.bounds)
            if note:
                raise CertificateError(f"the bounds could not be proven again: {note}", path="bounds")
        if not self.holds_nothing_less():
            raise CertificateError("no deviation pays at anything less", path="least")

    def _check_form(self) -> None:
        if self.reason not in ("folk", "bounds", "restricted"):
            raise CertificateError(f"nothing here proves a threshold by {self.reason!r}", path="reason")
        if (self.certificate is None) != (self._high is None):
            raise CertificateError(
                "a value goes with the certificate of an automaton, and never without", path="certificate"
            )
        if self.interval is not None and (self.exact is not None or not 0 <= self.interval[0] < self.interval[1] < 1):
            raise CertificateError("a bracket (low, high] lies below 1 and has no exact value", path="interval")

    def holds_nothing_less(self) -> bool:
        """Whether some deviation pays at every lesser discount factor, given what nobody can be held below there."""
        floors = self._floors
        if self.exact == 0 or floors is None:
            return True
        need = Fraction(0)
        for one in self._shortfalls(floors):
            if one.threshold is None:
                return True
            need = max(need, one.threshold)
        return self._high is not None and (need > self.interval[0] if self.interval else need >= self._high)

    def to_dict(self) -> dict[str, Any]:
        """Plain data: the value, each player's own, the weak link, and the words; the proofs stay behind."""
        return plain_threshold(self)

    def explain(self) -> str:
        """A paragraph that can be read aloud: the threshold, each player's own, the weak link, what is proven."""
        from policygames.results.threshold_words import explain_optimal_threshold

        return explain_optimal_threshold(self)


def _need(shortfall: Shortfall) -> Fraction:
    return Fraction(1) if shortfall.threshold is None else shortfall.threshold


def check_sustained(stage: NormalFormGame, path: PureProfile, discount: Fraction, certificate: Certificate) -> None:
    """Raises CertificateError unless the certificate's automaton is an equilibrium that plays `path` for ever."""
    game, automaton = RepeatedGame(stage, discount), certificate.candidate
    if (
        not isinstance(automaton, Automaton)
        or registry.concept("subgame_perfect").certify(game, automaton) != certificate
    ):
        raise CertificateError(f"the certificate proves no equilibrium at {discount}", path="certificate")
    if not plays_for_ever(automaton, path):
        raise CertificateError("the automaton of the certificate does not play the path", path="certificate")


def plays_for_ever(automaton: Automaton, path: PureProfile) -> bool:
    """Whether the automaton, followed from its start, plays `path` in every period."""
    starts = {state for state, _ in automaton.starts}
    follow = {after for state in starts for after, _ in automaton.transitions.get((state, path), (("", 1),))}
    return follow <= starts and all(automaton.plan[state] == path for state in starts)


def _check_bounds(game: RepeatedGame, bounds: PayoffBounds) -> str:
    check = registry.concept("subgame_perfect").check_bounds
    if check is None:
        raise CertificateError("nothing proves bounds of payoffs", path="bounds")
    return check(game, bounds)

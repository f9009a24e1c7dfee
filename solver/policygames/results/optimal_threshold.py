"""Least patience under the harshest credible punishments: the value or a bracket, and why nothing less will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from policygames import registry
from policygames.certificates import Certificate, PayoffBounds
from policygames.errors import CertificateError
from policygames.games import Automaton, NormalFormGame, PureProfile, RepeatedGame
from policygames.games.notebooks import repr_html
from policygames.games.penal_codes import Floors, folk_floors, restricted_floors
from policygames.results.plain_grounds import GROUNDS, plain_grounds, read_grounds
from policygames.results.plain_thresholds import plain_threshold, read_profile, threshold_game
from policygames.results.saved import check_as_saved, reading
from policygames.results.threshold import Shortfall, best_deviation

Bracket = tuple[Fraction, Fraction]
FLOORS = ("folk", "bounds", "restricted")
"""What the proof that nothing less does may rest on."""


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
        return floors_below(self.stage_game, self.reason, self.bounds, self._low)

    @property
    def _low(self) -> Fraction:
        """Where `bounds` hold: at the value, or at the low end of the bracket."""
        return self.interval[0] if self.interval else self.exact or Fraction(0)

    def verify(self) -> None:
        """Checks both proofs again, from the stage game alone. Raises CertificateError where one does not hold."""
        self._check_form()
        if self.certificate is not None and self._high is not None:
            check_plays(self.stage_game, (self.path,), self._high, self.certificate)
        if self.bounds is not None:
            prove_again(RepeatedGame(self.stage_game, self._low), self.bounds)
        if not self.holds_nothing_less():
            raise CertificateError("no deviation pays at anything less", path="least")

    def _check_form(self) -> None:
        if self.reason not in FLOORS:
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
        """Plain data, every number exact, with both proofs and the words."""
        return plain_threshold(self, **plain_grounds(self.certificate, self.reason, self.bounds))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> OptimalThreshold:
        """The threshold that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = threshold_game(data, *GROUNDS)
        with reading("threshold"):
            path = read_profile(data["path"], game)
            found = cls(game, path, **read_grounds(data, game))
            check_as_saved(data, found.to_dict())
            return found

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: the threshold, each player's own, the weak link, what is proven."""
        from policygames.results.threshold_words import explain_optimal_threshold

        return explain_optimal_threshold(self)


def _need(shortfall: Shortfall) -> Fraction:
    return Fraction(1) if shortfall.threshold is None else shortfall.threshold


def check_plays(
    stage: NormalFormGame, path: tuple[PureProfile, ...], discount: Fraction, certificate: Certificate
) -> None:
    """Raises CertificateError unless the certificate's automaton is an equilibrium that plays `path` over and over."""
    game, automaton = RepeatedGame(stage, discount), certificate.candidate
    if (
        not isinstance(automaton, Automaton)
        or registry.concept("subgame_perfect").certify(game, automaton) != certificate
    ):
        raise CertificateError(f"the certificate proves no equilibrium at {discount}", path="certificate")
    states = {state for state, _ in automaton.starts}
    for profile in (*path, *path):
        if any(automaton.plan[state] != profile for state in states):
            raise CertificateError("the automaton of the certificate does not play the path", path="certificate")
        states = {after for state in states for after, _ in automaton.transitions[state, profile]}
    if states != {state for state, _ in automaton.starts}:
        raise CertificateError("the automaton of the certificate does not go on with the path", path="certificate")


def floors_below(stage: NormalFormGame, reason: str, bounds: PayoffBounds | None, discount: Fraction) -> Floors | None:
    """What nobody can be held below at any lesser discount factor; None where no equilibrium is left there.

    `bounds` enclose all equilibrium payoffs at `discount`; `reason` is one of FLOORS.
    """
    if reason == "folk" or bounds is None:
        return folk_floors(stage)
    if reason == "restricted":
        return restricted_floors(RepeatedGame(stage, discount), bounds.outer)
    return tuple(map(min, zip(*bounds.outer, strict=True))) if bounds.outer else None


def prove_again(game: RepeatedGame, bounds: PayoffBounds) -> None:
    """Raises CertificateError unless the bounds are proven from the game alone."""
    check = registry.concept("subgame_perfect").check_bounds
    note = "nothing proves bounds of payoffs" if check is None else check(game, bounds)
    if note:
        raise CertificateError(f"the bounds could not be proven again: {note}", path="bounds")

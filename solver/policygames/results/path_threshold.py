"""Least patience for a path of several profiles, played over and over: the value or a bracket, and why nothing less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from policygames.certificates import Certificate, Deviation, PayoffBounds
from policygames.errors import CertificateError
from policygames.games import NormalFormGame, PureProfile, RepeatedGame
from policygames.games.notebooks import repr_html
from policygames.games.path_patience import along_the_path, deterring_discounts, period_name
from policygames.games.penal_codes import Floors
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.roots import Root
from policygames.results.discounts import DiscountBound, DiscountInterval
from policygames.results.optimal_threshold import FLOORS, Bracket, check_plays, floors_below, prove_again
from policygames.results.plain_grounds import GROUNDS, plain_grounds, read_grounds
from policygames.results.plain_thresholds import plain_threshold, read_profile, threshold_game
from policygames.results.saved import check_as_saved, reading
from policygames.results.strategy import Strategy


@dataclass(frozen=True)
class PathThreshold:
    """The least common discount factor at which the profiles of `path` can be played in turn, over and over.

    `exact` is the value, or None: then `interval` (low, high] contains it, or no discount factor below 1 does. A
    greater discount factor need not do as well: under "grim" punishment `discounts` holds all that do. `certificate`
    holds an automaton that plays the path at the value, or at the high end. `reason` names the proof that nothing less
    does: "grim", or as in OptimalThreshold, with `bounds`.
    """

    stage_game: NormalFormGame
    path: tuple[PureProfile, ...]
    exact: Fraction | None
    interval: Bracket | None
    certificate: Certificate | None
    reason: str
    bounds: PayoffBounds | None = None

    @property
    def punishment(self) -> str:
        """How deviations are answered: by the worst stage equilibrium, or by the worst of all equilibria."""
        return "grim" if self.reason == "grim" else "optimal"

    @property
    def value(self) -> float | None:
        """The least discount factor as a float, the high end of a bracket; None for never."""
        return None if self._high is None else float(self._high)

    @property
    def by_player(self) -> tuple[Fraction | None, ...]:
        """Each player's own threshold, the high end of its bracket where it is irrational; None for never."""
        return tuple(self._own(player) for player in range(len(self.stage_game.players)))

    @property
    def weak_link(self) -> str | None:
        """The player who needs the most patience; None where nobody needs any."""
        needs = [Fraction(1) if one is None else one for one in self.by_player]
        return self.stage_game.players[needs.index(max(needs))] if max(needs) else None

    @property
    def discounts(self) -> tuple[DiscountInterval, ...] | None:
        """Under grim punishment all discount factors at which the path can be played; else None."""
        return grim_discounts(self.stage_game, self.path) if self.reason == "grim" else None

    @property
    def least(self) -> Deviation | None:
        """A deviation that pays just below the value; None where that is 0, or no equilibrium is left below it."""
        floors, end = self._floors, Fraction(1) if self._high is None else self._high
        if floors is None or not end:
            return None
        return max(_gains(self.stage_game, self.path, floors, end * (1 - _LESS)), key=lambda one: one.gain)

    @property
    def ceiling(self) -> None:
        """None: see `discounts`."""
        return

    @property
    def _high(self) -> Fraction | None:
        return self.exact if self.interval is None else self.interval[1]

    @property
    def _low(self) -> Fraction:
        return self.interval[0] if self.interval else self.exact or Fraction(0)

    @cached_property
    def _floors(self) -> Floors | None:
        return floors_below(self.stage_game, self.reason, self.bounds, self._low)

    def _own(self, player: int) -> Fraction | None:
        floors = self._floors
        found = [] if floors is None else deterring_discounts(self.stage_game, self.path, floors, (player,))
        return DiscountBound.of(found[0][0]).bracket[1] if found else None

    def verify(self) -> None:
        """Checks both proofs again, from the stage game alone. Raises CertificateError where one does not hold."""
        if self.reason not in (*FLOORS, "grim"):
            raise CertificateError(f"nothing here proves a threshold by {self.reason!r}", path="reason")
        if (self.certificate is None) != (self._high is None):
            raise CertificateError("a value goes with a certificate, and never without", path="certificate")
        if self.certificate is not None and self._high is not None:
            check_plays(self.stage_game, self.path, self._high, self.certificate)
        if self.bounds is not None:
            prove_again(RepeatedGame(self.stage_game, self._low), self.bounds)
        if not self.holds_nothing_less():
            raise CertificateError("no deviation pays at everything less", path="least")

    def holds_nothing_less(self) -> bool:
        """Whether at every lesser discount factor some deviation pays, given what nobody can be held below there."""
        end = Fraction(1) if self._high is None else self._low
        return all(not _begins_below(one, end, open_end=self.interval is None) for one in self._left())

    def _left(self) -> list[Root]:
        """Where the intervals begin at which no deviation is known to pay."""
        if self.reason == "grim":
            return [one.lower.root for one in self.discounts or ()]
        if self._floors is None:
            return []
        players = range(len(self.stage_game.players))
        return [low for low, _ in deterring_discounts(self.stage_game, self.path, self._floors, players)]

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with both proofs and the words."""
        return plain_threshold(self, **plain_grounds(self.certificate, self.reason, self.bounds))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PathThreshold:
        """The threshold that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = threshold_game(data, *GROUNDS)
        with reading("threshold"):
            path = tuple(read_profile(one, game, f"path[{place}]") for place, one in enumerate(data["path"]))
            found = cls(game, path, **read_grounds(data, game))
            check_as_saved(data, found.to_dict())
            return found

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: the path, the threshold, who deviates below it, what is proven."""
        from policygames.results.threshold_words import explain_path_threshold

        return explain_path_threshold(self)


_LESS = Fraction(1, 10**12)


def _begins_below(root: Root, end: Fraction, *, open_end: bool) -> bool:
    """Whether an interval begins below `end`, or at it where that is no part of what is claimed."""
    order = root.compared_with(end)
    return order < 0 or (order == 0 and not open_end)


def _gains(stage: NormalFormGame, path: tuple[PureProfile, ...], floors: Floors, discount: Fraction) -> list[Deviation]:
    """What each deviation in each period gains per period, when answered by `floors` for ever."""
    worth = along_the_path(stage, path, discount)
    return [
        Deviation(
            player, action, (1 - discount) * paid + discount * floors[player] - worth[at][player], period_name(at)
        )
        for at, profile in enumerate(path)
        for player in range(len(stage.players))
        for action, paid in enumerate(stage.deviation_payoffs(player, pure_as_mixed(profile, stage.shape)))
        if action != profile[player]
    ]


def grim_discounts(stage: NormalFormGame, path: tuple[PureProfile, ...]) -> tuple[DiscountInterval, ...]:
    """All discount factors at which grim punishment sustains the path."""
    from policygames.games.automata.grim import build

    return Strategy(stage, build(stage, path=list(path))).discounts()

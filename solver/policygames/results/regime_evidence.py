"""What regime maps rest on where payoffs move: the games as forms in the parameter, in one piece or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from policygames.budget import UNLIMITED, Budget
from policygames.errors import CertificateError
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece, forms_at, meet, piece_at, span
from policygames.games.regimes.conditions import Box, Conditions
from policygames.games.regimes.line import Stretch, stretches
from policygames.games.regimes.mixed import mixed_conditions
from policygames.games.regimes.pure import pure_conditions
from policygames.games.regimes.sustained import sustained_conditions
from policygames.numerics.roots import Root
from policygames.results.regime_map import Boundary, Regime, SolvedGame

WIDTH = Fraction(1, 10**12)
"""Of the range: no interval around an irrational boundary is wider."""
GRIM = "grim"
CONDITIONS: dict[str, Callable[[GameForms, Box], Conditions]] = {
    "nash": mixed_conditions,
    "pure_nash": pure_conditions,
    GRIM: sustained_conditions,
}


@dataclass(frozen=True, eq=False)
class PayoffEvidence:
    """The payoffs of a game as forms in one unknown in each of `parts`; `kind`, of CONDITIONS, is what is looked for.

    There is one part unless payoffs change their form along the parameter.
    """

    parts: tuple[GamePiece, ...]
    kind: str

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each player can do."""
        return self.parts[0].forms.actions

    def regimes(self, low: Fraction, high: Fraction) -> tuple[Regime, ...]:
        """The regimes from one value of the parameter to another, which are the ends of all parts."""
        return tuple(map(_joined, self._groups(low, high)))

    def derive(self, budget: Budget) -> None:
        """Derives all regimes, which are then known. Raises DeadlineError once the time of the budget is over."""
        for part in self.parts:
            _local(part, self.kind, budget)

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a value of the parameter lies in."""
        part = piece_at(self.parts, value)
        position = Fraction(0) if part.is_point else (value - part.low) / (part.high - part.low)
        local = next(regime for regime, one in _local(part, self.kind) if one is None or one.contains(position))
        return next(index for index, group in enumerate(self._groups(low, high)) if local in group)

    def game_at(self, value: Fraction) -> SolvedGame | None:
        """The game at a value of the parameter; None where outcomes are sustained ones."""
        return None if self.kind == GRIM else forms_at(self.parts, value).at((value,))

    def verify(self) -> None:
        """Raises CertificateError where a value has no part, or two, or payoffs somewhere none are defined.

        All that is derived from the payoffs is derived anew anyhow.
        """
        if not meet(self.parts):
            raise CertificateError("the parts do not meet", path="parts")
        if not all(part.is_defined for part in self.parts):
            raise CertificateError("payoffs are not defined everywhere", path="parts")

    def _groups(self, low: Fraction, high: Fraction) -> list[list[Regime]]:
        """What there is in each part, grouped where it does not change."""
        if not span(self.parts, low, high):
            raise CertificateError("the parts do not begin and end where the map does", path="parts")
        every = [regime for part in self.parts for regime, _ in _local(part, self.kind)]
        return [list(group) for _, group in groupby(every, key=lambda one: one.outcomes)]


@lru_cache(maxsize=16)
def conditions_of(forms: GameForms, kind: str, box: Box) -> Conditions:
    """The conditions for outcomes of a kind in a box; made once for what is asked again soon."""
    return CONDITIONS[kind](forms, box)


_Local: TypeAlias = tuple[tuple[Regime, Stretch | None], ...]


class _Kept:
    """The regimes of a part, once they are derived."""

    regimes: _Local = ()


@lru_cache(maxsize=64)
def _kept(_part: GamePiece, _kind: str) -> _Kept:
    return _Kept()


def _local(part: GamePiece, kind: str, budget: Budget = UNLIMITED) -> _Local:
    """The regimes of one part, derived once."""
    kept = _kept(part, kind)
    kept.regimes = kept.regimes or _derived(part, kind, budget)
    return kept.regimes


def _derived(part: GamePiece, kind: str, budget: Budget) -> _Local:
    """The regimes of one part; no stretch where it is a point."""
    budget.check("the regimes were not derived")
    start, end = (part.low,), (part.high,)
    conditions = conditions_of(part.forms, kind, (start, end))
    if part.is_point:
        here = Boundary(part.low, part.low)
        outcomes = tuple(sorted(conditions.at(lambda form: form.sign_at(start))))
        return ((Regime(here, here, has_low=True, has_high=True, outcomes=outcomes, witness=part.low), None),)
    found = _trimmed(stretches(conditions, start, end, budget), part)
    return tuple((regime_of(one, part.low, part.high), one) for one in found)


def _trimmed(found: Sequence[Stretch], part: GamePiece) -> list[Stretch]:
    """The stretches without the ends that do not belong to the part."""
    places = [(place, one.regime) for one in found for place in one.places]
    kept = places[0 if part.has_low else 1 : len(places) if part.has_high else -1]
    grouped = groupby(kept, key=lambda one: one[1])
    return [Stretch(tuple(place for place, _ in group), regime) for regime, group in grouped]


def _joined(group: Sequence[Regime]) -> Regime:
    """Regimes that go on from one part to the next, as one."""
    first, last = group[0], group[-1]
    known = [one for one in group if one.witness is not None]
    wide = [one for one in known if not one.is_point] or known
    witnesses = [one.witness for one in wide if one.witness is not None]
    simplest = min(witnesses, key=lambda one: (one.denominator, one), default=None)
    return Regime(first.low, last.high, first.has_low, last.has_high, first.outcomes, simplest)


def regime_of(one: Stretch, low: Fraction, high: Fraction) -> Regime:
    """What a stretch between two values makes up."""
    witness = None if one.sample is None else low + one.sample * (high - low)
    ends = edge(one.low, low, high), edge(one.high, low, high)
    return Regime(ends[0], ends[1], one.has_low, one.has_high, tuple(sorted(one.regime)), witness)


def edge(root: Root, low: Fraction, high: Fraction) -> Boundary:
    """The boundary at a position from 0 to 1 between two values."""
    near = root.within(WIDTH)
    return Boundary(low + near.low * (high - low), low + near.high * (high - low))

"""What regime maps rest on where payoffs change their form along the parameter: the games piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from policygames.errors import CertificateError
from policygames.games.game_pieces import GamePiece, meet
from policygames.games.normal_form import NormalFormGame
from policygames.games.regimes.line import Stretch, stretches
from policygames.games.repeated import RepeatedGame
from policygames.results.regime_evidence import conditions_of, piece_of
from policygames.results.regime_map import Boundary, Piece
from policygames.results.solution import Solution


@dataclass(frozen=True, eq=False)
class PiecewiseEvidence:
    """The payoffs of a game as forms in one unknown, other ones in each of `parts`; `kind` says what is looked for."""

    parts: tuple[GamePiece, ...]
    kind: str

    @property
    def players(self) -> tuple[str, ...]:
        """Who plays."""
        return self.parts[0].forms.players

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each of them can do."""
        return self.parts[0].forms.actions

    def pieces(self, low: Fraction, high: Fraction) -> list[Piece]:
        """The regimes from one value of the parameter to another, which are the ends of all parts."""
        return [_joined(group) for group in self._regimes(low, high)]

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a value of the parameter lies in."""
        wanted = self._local(value)
        regimes = self._regimes(low, high)
        return next(index for index, group in enumerate(regimes) if wanted in group)

    def game_at(self, value: Fraction) -> NormalFormGame | RepeatedGame:
        """The game at a value of the parameter."""
        return self._part(value).forms.at((value,))

    def check(self, witness: Fraction, solution: Solution) -> None:
        """Raises CertificateError where the solution is not that of the game at this value, or is wrong."""
        if solution.game != self.game_at(witness) or solution.concept != self.kind:
            raise CertificateError("another game was solved", path="solution")
        solution.verify()

    def verify(self) -> None:
        """Raises CertificateError where a value has no part, or two; regimes are derived anew anyhow."""
        if not meet(self.parts):
            raise CertificateError("the parts do not meet", path="parts")

    def _regimes(self, low: Fraction, high: Fraction) -> list[list[Piece]]:
        """What there is from one value to another, grouped where it does not change."""
        first, last = self.parts[0], self.parts[-1]
        if (first.low, last.high, first.has_low, last.has_high) != (low, high, True, True):
            raise CertificateError("the parts do not begin and end where the map does", path="parts")
        every = [piece for part in self.parts for piece, _ in _local_pieces(part, self.kind)]
        return [list(group) for _, group in groupby(every, key=lambda one: one.outcomes)]

    def _part(self, value: Fraction) -> GamePiece:
        return next(part for part in self.parts if part.contains(value))

    def _local(self, value: Fraction) -> Piece:
        part = self._part(value)
        position = Fraction(0) if part.is_point else (value - part.low) / (part.high - part.low)
        return next(piece for piece, one in _local_pieces(part, self.kind) if one is None or one.contains(position))


def _local_pieces(part: GamePiece, kind: str) -> list[tuple[Piece, Stretch | None]]:
    """The regimes of one part; no stretch where it is a point."""
    start, end = (part.low,), (part.high,)
    conditions = conditions_of(part.forms, kind, (start, end))
    if part.is_point:
        here = Boundary(part.low, part.low)
        regime = conditions.at(lambda form: _sign(form.at(start)))
        return [(Piece(here, here, has_low=True, has_high=True, witness=part.low, outcomes=regime), None)]
    found = _trimmed(stretches(conditions, start, end), part)
    return [(piece_of(one, part.low, part.high), one) for one in found]


def _trimmed(found: Sequence[Stretch], part: GamePiece) -> list[Stretch]:
    """The stretches without the ends that do not belong to the part."""
    places = [(place, one.regime) for one in found for place in one.places]
    kept = places[0 if part.has_low else 1 : len(places) if part.has_high else -1]
    grouped = groupby(kept, key=lambda one: one[1])
    return [Stretch(tuple(place for place, _ in group), regime) for regime, group in grouped]


def _joined(group: Sequence[Piece]) -> Piece:
    first, last = group[0], group[-1]
    known = [one for one in group if one.witness is not None]
    wide = [one for one in known if one.low != one.high] or known
    witnesses = [one.witness for one in wide if one.witness is not None]
    simplest = min(witnesses, key=lambda one: (one.denominator, one), default=None)
    return Piece(first.low, last.high, first.has_low, last.has_high, simplest, first.outcomes)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)

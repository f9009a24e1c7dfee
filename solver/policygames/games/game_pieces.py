"""Games along one parameter whose payoffs change their form at some of its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from policygames.errors import GameError
from policygames.games.game_forms import GameForms
from policygames.numerics.forms import Form
from policygames.numerics.polynomials import sign_at
from policygames.numerics.roots import roots_between

_START, _HALF, _END = Fraction(0), Fraction(1, 2), Fraction(1)


@dataclass(frozen=True, slots=True, eq=False)
class GamePiece:
    """The games from `low` to `high`, the ends being part of it where `has_low` and `has_high` say so."""

    forms: GameForms
    low: Fraction
    high: Fraction
    has_low: bool
    has_high: bool

    @property
    def is_point(self) -> bool:
        """Whether it is one value of the parameter."""
        return self.low == self.high

    @property
    def is_defined(self) -> bool:
        """Whether all that payoffs are divided by is positive at every value that belongs to it."""
        return all(map(self._is_positive, self.forms.divisors()))

    def _is_positive(self, form: Form) -> bool:
        ends = [end for end, own in ((self.low, self.has_low), (self.high, self.has_high)) if own]
        if any(form.sign_at((end,)) <= 0 for end in ends):
            return False
        line = form.along((self.low,), (self.high,))
        return self.is_point or (sign_at(line, _HALF) > 0 and not roots_between(line, _START, _END))

    def contains(self, value: Fraction) -> bool:
        """Whether a value of the parameter belongs to it."""
        inside = self.low < value < self.high
        return inside or (value == self.low and self.has_low) or (value == self.high and self.has_high)


def whole_piece(forms: GameForms, low: Fraction, high: Fraction) -> GamePiece:
    """The games from one value to another, both included."""
    return GamePiece(forms, low, high, has_low=True, has_high=True)


def piece_at(pieces: Sequence[GamePiece], value: Fraction) -> GamePiece:
    """The piece that a value of the parameter belongs to. Raises GameError where there is none."""
    found = next((piece for piece in pieces if piece.contains(value)), None)
    if found is None:
        raise GameError(f"payoffs are not defined at {value}", reason="PARAMETER_RANGE", path="over")
    return found


def forms_at(pieces: Sequence[GamePiece], value: Fraction) -> GameForms:
    """The games that a value of the parameter belongs to. Raises GameError where there are none."""
    return piece_at(pieces, value).forms


def cover(pieces: tuple[GamePiece, ...], low: Fraction, high: Fraction) -> bool:
    """Whether they meet, and span the range from one value to another."""
    return span(pieces, low, high) and meet(pieces)


def span(pieces: Sequence[GamePiece], low: Fraction, high: Fraction) -> bool:
    """Whether the first and the last are where a range begins and ends, both included."""
    first, last = pieces[0], pieces[-1]
    return (first.low, last.high, first.has_low, last.has_high) == (low, high, True, True)


def meet(pieces: tuple[GamePiece, ...]) -> bool:
    """Whether each piece begins where the one before ends, every value being in exactly one of them."""
    return all(one.high == other.low and one.has_high != other.has_low for one, other in pairwise(pieces))

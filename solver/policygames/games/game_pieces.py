"""Games along one parameter whose payoffs change their form at some of its values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from policygames.games.game_forms import GameForms


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

    def contains(self, value: Fraction) -> bool:
        """Whether a value of the parameter belongs to it."""
        inside = self.low < value < self.high
        return inside or (value == self.low and self.has_low) or (value == self.high and self.has_high)


def meet(pieces: tuple[GamePiece, ...]) -> bool:
    """Whether each piece begins where the one before ends, every value being in exactly one of them."""
    return all(one.high == other.low and one.has_high != other.has_low for one, other in pairwise(pieces))

"""Sets of discount factors: intervals whose ends are exact, or roots in a proven bracket."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.numerics.exact import exact, nearest_float
from policygames.numerics.roots import Root, compared

WIDTH = Fraction(1, 10**12)
"""The most that the two ends of a bracket differ by."""


@dataclass(frozen=True, slots=True)
class DiscountBound:
    """An end of an interval: a rational number, or a root of a polynomial that is proven to be none."""

    root: Root

    @classmethod
    def of(cls, root: Root) -> DiscountBound:
        """The end that a root is, its bracket no wider than WIDTH."""
        return cls(root.rational().within(WIDTH))

    @property
    def exact(self) -> Fraction | None:
        """The number itself where it is rational, else None."""
        return self.root.low if self.root.is_exact else None

    @property
    def bracket(self) -> tuple[Fraction, Fraction]:
        """Two rational numbers with the end strictly between them, at most WIDTH apart; both it where it is exact."""
        return self.root.low, self.root.high

    @property
    def value(self) -> float:
        """A float within WIDTH of the end."""
        return nearest_float((self.root.low + self.root.high) / 2)

    def __str__(self) -> str:
        return str(self.exact) if self.exact is not None else f"about {self.value:.12g}"


@dataclass(frozen=True, slots=True)
class DiscountInterval:
    """All discount factors from `lower` to `upper`, both included; an upper end of 1 is not."""

    lower: DiscountBound
    upper: DiscountBound

    @property
    def is_point(self) -> bool:
        """Whether it is a single discount factor."""
        return compared(self.lower.root, self.upper.root) == 0

    @property
    def includes_upper(self) -> bool:
        """Whether the upper end belongs to it: unless that is 1."""
        return self.upper.exact != 1

    def contains(self, discount: Any) -> bool:
        """Whether a discount factor, read exactly, lies in the interval."""
        factor = exact(discount, "discount")
        below = self.upper.root.compared_with(factor)
        return self.lower.root.compared_with(factor) <= 0 and (below > 0 or (below == 0 and self.includes_upper))

    def __str__(self) -> str:
        if self.is_point:
            return str(self.lower)
        return f"[{self.lower}, {self.upper}{']' if self.includes_upper else ')'}"

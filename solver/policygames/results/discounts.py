"""Sets of discount factors: intervals whose ends are exact, or roots in a proven bracket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.numerics.exact import exact, nearest_float, read_back, spelled
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

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact: the number, or the polynomial, constant first, and a bracket of its root."""
        if self.exact is not None:
            return {"exact": spelled(self.exact)}
        bracket = [spelled(end) for end in self.bracket]
        return {"polynomial": [str(one) for one in self.root.poly], "bracket": bracket}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], path: str) -> DiscountBound:
        """What `to_dict` wrote. Raises GameError, its place under `path`, KeyError or ValueError for anything else."""
        if "exact" in data:
            return cls(Root.at(read_back(data["exact"], f"{path}.exact")))
        low, high = (read_back(end, f"{path}.bracket") for end in data["bracket"])
        return cls(Root(tuple(int(one) for one in data["polynomial"]), low, high))

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

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        return {"lower": self.lower.to_dict(), "upper": self.upper.to_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], path: str = "discounts") -> DiscountInterval:
        """What `to_dict` wrote. Raises GameError, its place under `path`, KeyError or ValueError for anything else."""
        lower, upper = data["lower"], data["upper"]
        return cls(DiscountBound.from_dict(lower, f"{path}.lower"), DiscountBound.from_dict(upper, f"{path}.upper"))

    def __str__(self) -> str:
        if self.is_point:
            return str(self.lower)
        return f"[{self.lower}, {self.upper}{']' if self.includes_upper else ')'}"

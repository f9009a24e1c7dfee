"""Convex hulls of payoff vectors, exact: what a method proposes as a set of equilibrium payoffs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Point: TypeAlias = tuple[Fraction, ...]
"""One payoff per player."""


@dataclass(frozen=True, slots=True)
class PayoffPolytope:
    """The convex hull of `vertices`, counterclockwise in the plane, else sorted; without any it is empty."""

    vertices: tuple[Point, ...]

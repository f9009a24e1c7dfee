"""What an analysis that a scenario declares gave, and the answers that are of scenarios alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from policygames.games import PureProfile
from policygames.results.discounts import DiscountInterval
from policygames.results.strategy import Strategy
from policygames.results.wording import number

Answer: TypeAlias = Any
"""A Solution, a threshold, a potential …: whatever the public function gives; each has `.explain()`."""


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What a declared analysis gave: a `result`, or in `unsupported` why there is none.

    `id` is the file's; `variant` tells apart the results of one analysis, such as the punishments of a threshold or
    the values of a parameter.
    """

    id: str
    analysis: str
    result: Answer | None
    unsupported: str = ""
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Welfare:
    """The largest total of all players' payoffs in pure profiles, all `profiles` that reach it, and them in words."""

    total: Fraction
    profiles: tuple[PureProfile, ...]
    words: tuple[str, ...]

    def explain(self) -> str:
        """A sentence that can be read aloud."""
        return f"The largest total, {number(self.total)}, is reached at {' and '.join(self.words)}."


@dataclass(frozen=True, slots=True)
class Sustained:
    """A named strategy, and all discount factors at which it is an equilibrium."""

    strategy: Strategy
    discounts: tuple[DiscountInterval, ...]

    def explain(self) -> str:
        """A paragraph that can be read aloud."""
        return self.strategy.explain()

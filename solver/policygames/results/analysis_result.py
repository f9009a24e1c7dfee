"""What an analysis that a scenario declares gave, and the answers that are of scenarios alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from policygames.errors import CertificateError
from policygames.games import NormalFormGame, PureProfile
from policygames.games.notebooks import repr_html
from policygames.results.discounts import DiscountInterval
from policygames.results.saved import check_as_saved, game_of, plain, reading
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

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A sentence that can be read aloud."""
        return f"The largest total, {number(self.total)}, is reached at {' and '.join(self.words)}."


@dataclass(frozen=True, slots=True)
class Sustained:
    """A named strategy, and all discount factors at which it is an equilibrium."""

    strategy: Strategy
    discounts: tuple[DiscountInterval, ...]

    @classmethod
    def of(cls, strategy: Strategy) -> Sustained:
        """The strategy with its discount factors, computed."""
        return cls(strategy, strategy.discounts())

    @property
    def game(self) -> NormalFormGame:
        """The game that is played in every period."""
        return self.strategy.stage_game

    def verify(self) -> None:
        """Isolates the discount factors again, from the strategy alone. Raises CertificateError for a difference."""
        again = self.strategy.discounts()
        if [one.to_dict() for one in again] != [one.to_dict() for one in self.discounts]:
            raise CertificateError("these are not the discount factors at which it is an equilibrium", path="discounts")

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud."""
        return self.strategy.explain()

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        discounts = [one.to_dict() for one in self.discounts]
        return plain("sustained", self.game, strategy=self.strategy.to_dict(), discounts=discounts)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Sustained:
        """What `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game_of(data, "sustained", ("strategy", "discounts"), NormalFormGame)
        with reading("strategy"):
            discounts = enumerate(data["discounts"])
            found = cls(
                Strategy.from_dict(data["strategy"]),
                tuple(DiscountInterval.from_dict(one, f"discounts[{place}]") for place, one in discounts),
            )
            check_as_saved(data, found.to_dict())
            return found

"""Which equilibria there are as one parameter moves: exact boundaries, and in each regime a solved game."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from policygames.errors import CertificateError, GameError
from policygames.games.families import Axis
from policygames.games.regimes.conditions import Outcome
from policygames.numerics.exact import exact, nearest_float
from policygames.results.plain_regimes import plain_map
from policygames.results.regime_words import distance_words, map_words, outcomes_words
from policygames.results.solution import Solution

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Boundary:
    """A value of the parameter at which the regime changes: `low` = `high`, or irrational and strictly between them."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> Fraction | None:
        """The value where it is rational."""
        return self.low if self.low == self.high else None

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """An open interval that contains the value, proven, where it is irrational."""
        return None if self.low == self.high else (self.low, self.high)

    @property
    def value(self) -> float:
        """The nearest float, for an interval that of its middle."""
        return nearest_float((self.low + self.high) / 2)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one regime is made of, as its evidence gives it."""

    low: Boundary
    high: Boundary
    has_low: bool
    has_high: bool
    witness: Fraction | None
    outcomes: frozenset[Outcome]


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch of the parameter with the same `outcomes`: for each the actions that every player plays at all.

    `has_low` and `has_high` say whether the ends belong to it. `witness` is a value in it, None where the regime is one
    irrational point, and `solution` the game solved there, None where the outcomes are sustained ones.
    """

    low: Boundary
    high: Boundary
    has_low: bool
    has_high: bool
    outcomes: tuple[Outcome, ...]
    witness: Fraction | None
    solution: Solution | None = None

    @property
    def is_point(self) -> bool:
        """Whether it is one value of the parameter."""
        return self.low == self.high


class Evidence(Protocol):
    """What a map rests on, and everything in it can be derived from."""

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each player can do."""

    @property
    def kind(self) -> str:
        """What outcomes are: "nash", "pure_nash", "grim" or "optimal"."""

    def pieces(self, low: Fraction, high: Fraction) -> list[Piece]:
        """The regimes from one value of the parameter to another."""

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a value of the parameter lies in. Raises GameError where that is not known."""

    def check(self, witness: Fraction, solution: Solution) -> None:
        """Raises CertificateError where the solution is not that of the game at this value, or is wrong."""

    def verify(self) -> None:
        """Raises CertificateError where a proof that it holds fails."""


Nearest: TypeAlias = tuple[Boundary, float]


@dataclass(frozen=True, slots=True, eq=False)
class RegimeMap:
    """The regimes of a game from `low` to `high`, both included, as `parameter` moves and nothing else does.

    `default` is where the parameter stands, None where nobody said.
    """

    parameter: str
    unit: str
    low: Fraction
    high: Fraction
    default: Fraction | None
    evidence: Evidence
    regimes: tuple[Regime, ...]

    @classmethod
    def of(cls, axis: Axis, evidence: Evidence, solved: Mapping[int, Solution]) -> RegimeMap:
        """The map that follows from the evidence, with the games that were solved in some of its regimes."""
        found = map(regime_of, evidence.pieces(axis.low, axis.high))
        regimes = tuple(replace(one, solution=solved.get(index)) for index, one in enumerate(found))
        return cls(axis.name, axis.unit, axis.low, axis.high, axis.default, evidence, regimes)

    @property
    def axis(self) -> Axis:
        """What moves."""
        return Axis(self.parameter, self.unit, self.low, self.high, self.default)

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """Where one regime ends and another begins, in ascending order."""
        ends = [regime.high for regime in self.regimes[:-1]]
        return tuple(dict.fromkeys(ends))

    @property
    def nearest(self) -> Nearest | None:
        """The boundary that is nearest to the default, and its distance in units of the parameter; None without."""
        if self.default is None or not self.boundaries:
            return None
        middles = {boundary: (boundary.low + boundary.high) / 2 for boundary in self.boundaries}
        found = min(middles, key=lambda one: abs(middles[one] - self._default()))
        return found, nearest_float(abs(middles[found] - self._default()))

    def _default(self) -> Fraction:
        return Fraction(0) if self.default is None else self.default

    def at(self, value: Any) -> Regime:
        """The regime at a value of the parameter. Raises GameError outside of the map."""
        wanted = exact(value, self.parameter)
        if not self.low <= wanted <= self.high:
            message = f"{value} is not on the map; allowed: {self.low} to {self.high}"
            raise GameError(message, reason="PARAMETER_RANGE", path=self.parameter)
        return self.regimes[self.evidence.place(wanted, self.low, self.high)]

    def verify(self) -> tuple[str, ...]:
        """Derives all regimes again from the evidence, and checks the solved games; nothing is left unchecked.

        Raises CertificateError where something else comes out.
        """
        self.evidence.verify()
        pieces = self.evidence.pieces(self.low, self.high)
        if [bare(regime) for regime in self.regimes] != [bare(one) for one in map(regime_of, pieces)]:
            raise CertificateError("the regimes are not those that follow from the payoffs", path="regimes")
        for index, regime in enumerate(self.regimes):
            if regime.witness is not None and regime.solution is not None:
                self.evidence.check(regime.witness, regime.solution)
                if outcomes_of(regime.solution) != set(regime.outcomes):
                    raise CertificateError("the solved game has other equilibria", path=f"regimes[{index}].solution")
        return ()

    def explain(self) -> str:
        """The map in words: what there is where, and how far the nearest change is."""
        return f"{map_words(self)} {distance_words(self)}".strip()

    def describe(self, regime: Regime) -> str:
        """What there is in a regime, by the names of the actions."""
        return outcomes_words(self.evidence, regime.outcomes)

    def plot(self, ax: Any = None) -> Any:
        """Draws the map on matplotlib axes, new ones without `ax`, and gives them."""
        return import_module("policygames.report.regime_maps").plot(self, ax)

    def to_dict(self) -> dict[str, Any]:
        """Plain data: every boundary and what there is, with the words; the solved games stay behind."""
        return plain_map(self)

    def to_frame(self) -> pd.DataFrame:
        """A row a regime: where it begins and ends, and what there is."""
        import pandas as pd

        return pd.DataFrame(self._rows())

    def _rows(self) -> Iterator[dict[str, Any]]:
        for regime in self.regimes:
            yield {
                "from": regime.low.value,
                "to": regime.high.value,
                "from included": regime.has_low,
                "to included": regime.has_high,
                "outcomes": len(regime.outcomes),
                "what there is": self.describe(regime),
            }

    def _repr_html_(self) -> str:
        html: str = self.to_frame().to_html(index=False)
        return html

    def __repr__(self) -> str:
        return f"<RegimeMap of {self.parameter}: {len(self.regimes)} regimes>"


def regime_of(piece: Piece) -> Regime:
    """The regime, without a solved game, that a piece makes up."""
    outcomes = tuple(sorted(piece.outcomes))
    return Regime(piece.low, piece.high, piece.has_low, piece.has_high, outcomes, piece.witness)


def bare(regime: Regime) -> tuple[Any, ...]:
    """What is derived of a regime, without the game that was solved there."""
    return regime.low, regime.high, regime.has_low, regime.has_high, regime.outcomes, regime.witness


def outcomes_of(solution: Solution) -> set[Outcome]:
    """Who plays what at all in each equilibrium of a solution."""
    return {
        tuple(tuple(action for action, share in enumerate(strategy) if share) for strategy in equilibrium.exact or ())
        for equilibrium in solution.equilibria
    }

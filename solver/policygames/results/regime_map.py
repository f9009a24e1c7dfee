"""Which equilibria there are as one parameter moves: exact boundaries, and in each regime a solved game."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from policygames.errors import CertificateError
from policygames.games.families import Axis, on_axis
from policygames.games.normal_form import NormalFormGame
from policygames.games.regimes.conditions import Outcome
from policygames.games.repeated import RepeatedGame
from policygames.numerics.exact import nearest_float
from policygames.results.plain_regimes import plain_map
from policygames.results.regime_words import distance_words, map_words, outcomes_words
from policygames.results.solution import Solution

if TYPE_CHECKING:
    import pandas as pd

SolvedGame: TypeAlias = NormalFormGame | RepeatedGame


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
        return nearest_float(self.middle)

    @property
    def middle(self) -> Fraction:
        """The value where it is rational, else the middle of its interval."""
        return (self.low + self.high) / 2


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

    def regimes(self, low: Fraction, high: Fraction) -> tuple[Regime, ...]:
        """The regimes from one value of the parameter to another, without solved games."""

    def place(self, value: Fraction, low: Fraction, high: Fraction) -> int:
        """Which of these a value of the parameter lies in. Raises GameError where that is not known."""

    def game_at(self, value: Fraction) -> SolvedGame | None:
        """The game whose equilibria the outcomes at a value are; None where they are sustained ones."""

    def verify(self) -> None:
        """Raises CertificateError where a proof that it holds fails."""


Nearest: TypeAlias = tuple[Boundary, float]


@dataclass(frozen=True, slots=True, eq=False)
class RegimeMap:
    """The regimes of a game as the parameter of `axis` moves from end to end, both included, and nothing else does."""

    axis: Axis
    evidence: Evidence
    regimes: tuple[Regime, ...]

    @classmethod
    def of(cls, axis: Axis, evidence: Evidence, solved: Mapping[int, Solution]) -> RegimeMap:
        """The map that follows from the evidence, with the games that were solved in some of its regimes."""
        found = enumerate(evidence.regimes(axis.low, axis.high))
        return cls(axis, evidence, tuple(replace(one, solution=solved.get(index)) for index, one in found))

    @property
    def parameter(self) -> str:
        """What moves."""
        return self.axis.name

    @property
    def unit(self) -> str:
        """What it is measured in."""
        return self.axis.unit

    @property
    def low(self) -> Fraction:
        """Where the map begins."""
        return self.axis.low

    @property
    def high(self) -> Fraction:
        """Where it ends."""
        return self.axis.high

    @property
    def default(self) -> Fraction | None:
        """Where the parameter stands; None where nobody said."""
        return self.axis.default

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """Where one regime ends and another begins, in ascending order."""
        ends = [regime.high for regime in self.regimes[:-1]]
        return tuple(dict.fromkeys(ends))

    @property
    def nearest(self) -> Nearest | None:
        """The boundary that is nearest to the default, and its distance in units of the parameter; None without."""
        default = self.default
        if default is None or not self.boundaries:
            return None
        distances = {boundary: abs(boundary.middle - default) for boundary in self.boundaries}
        found = min(distances, key=distances.__getitem__)
        return found, nearest_float(distances[found])

    def at(self, value: Any) -> Regime:
        """The regime at a value of the parameter. Raises GameError outside of the map."""
        return self.regimes[self.evidence.place(on_axis(value, self.axis), self.low, self.high)]

    def verify(self) -> tuple[str, ...]:
        """Derives all regimes again from the evidence, and checks the solved games; nothing is left unchecked.

        Raises CertificateError where something else comes out.
        """
        self.evidence.verify()
        if tuple(replace(one, solution=None) for one in self.regimes) != self.evidence.regimes(self.low, self.high):
            raise CertificateError("the regimes are not those that follow from the payoffs", path="regimes")
        for index, regime in enumerate(self.regimes):
            if regime.solution is not None:
                game = None if regime.witness is None else self.evidence.game_at(regime.witness)
                check_solved(regime.solution, game, self.evidence.kind, regime.outcomes, f"regimes[{index}].solution")
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


def check_solved(
    solution: Solution, game: SolvedGame | None, concept: str, outcomes: Sequence[Outcome], path: str
) -> None:
    """Raises CertificateError unless the solution is right, of this game and concept, and these are its outcomes."""
    if solution.game != game or solution.concept != concept:
        raise CertificateError("another game was solved", path=path)
    solution.verify()
    if outcomes_of(solution) != set(outcomes):
        raise CertificateError("the solved game has other equilibria", path=path)


def outcomes_of(solution: Solution) -> set[Outcome]:
    """Who plays what at all in each equilibrium of a solution."""
    return {
        tuple(tuple(action for action, share in enumerate(strategy) if share) for strategy in equilibrium.exact or ())
        for equilibrium in solution.equilibria
    }

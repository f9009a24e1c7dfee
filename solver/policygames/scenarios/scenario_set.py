"""A set of cases and draws that can be played: what `load` gives for a file of the kind `set`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from policygames.documents import Draws, SetCase, SetDocument
from policygames.errors import GameError, UnsupportedError
from policygames.scenarios.compiler import AnyGame
from policygames.scenarios.reading import nearest
from policygames.scenarios.scenario import Scenario


@dataclass(frozen=True, slots=True)
class ScenarioSet:
    """Cases by name and draws by design, all of one scenario; `size` says how many before anything runs."""

    document: SetDocument

    @property
    def id(self) -> str:
        """The id of the set."""
        return self.document.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.document.title

    @property
    def scenario(self) -> Scenario:
        """The scenario that it is about."""
        return Scenario(self.document.scenario)

    @property
    def cases(self) -> tuple[SetCase, ...]:
        """The named cases: `.id`, `.values` of some parameters, `.note`."""
        return self.document.cases

    @property
    def draws(self) -> tuple[Draws, ...]:
        """The designs: `.id`, `.design`, `.over`, `.values`, `.draws`, `.seed`."""
        return self.document.draws

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the set in canonical form, its scenario resolved."""
        return self.document.digest

    @property
    def size(self) -> int:
        """How many games it is about: cases and draws side by side, with `cross` every draw in every case."""
        drawn = sum(map(size_of, self.draws))
        crossed = max(len(self.cases), 1) * drawn if self.document.cross else drawn
        return len(self.cases) + crossed

    def game(self, case: str) -> AnyGame:
        """The game of a named case. Raises GameError for a name that is not there."""
        for one in self.cases:
            if one.id == case:
                return self.scenario.game(**one.values)
        message = f"there is no case {case!r}; {nearest(str(case), [one.id for one in self.cases])}"
        raise GameError(message, reason="UNKNOWN_NAME", path="case")


def size_of(draws: Draws) -> int:
    """How many points a design has."""
    sizes = [len(own) for own in draws.values.values()]
    if draws.design == "grid":
        return prod(sizes)
    return draws.draws if draws.draws is not None else max(sizes, default=0)


def points(draws: Draws, fixed: Mapping[str, Fraction] | None = None) -> Iterator[dict[str, Fraction]]:
    """The points of a grid or a file, in their order; parameters in `fixed`, those of a case, keep their values.

    Raises UnsupportedError for `lhs` and `sobol`, whose points a study draws.
    """
    if draws.design not in ("grid", "csv", "excel"):
        message = f"the points of {draws.design} are drawn by a study; allowed here: grid, csv, excel"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path=f"draws.{draws.id}")
    rows = product(*draws.values.values()) if draws.design == "grid" else zip(*draws.values.values(), strict=True)
    return ({**dict(zip(draws.values, row, strict=True)), **(fixed or {})} for row in rows)

"""The spec of a study: all that decides its rows, in one frozen record that is written beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.scenarios import Scenario
from policygames.scenarios.vocabulary import PLAYED_REPEATEDLY
from policygames.studies.axes import Axis, axes_of
from policygames.studies.chunks import Chunk, Failures, chunks_of
from policygames.studies.designs import DESIGNS, Plan
from policygames.studies.draws import Draws
from policygames.studies.stored_document import document_from

Rows = tuple[tuple[str, ...], ...]
PRESCRIBED = ("grid", "csv", "cases")
"""Designs whose values are chosen, not drawn."""
FEW = 256
"""Draws up to which findings are decided one by one too, though games are solved together: that takes longer."""


@dataclass(frozen=True)
class StudySpec:
    """A scenario, the question, and how its parameters are drawn; equal specs have equal digests and equal parts.

    `scenario` is the resolved document in canonical form. `given` holds the values of the designs csv and cases, row by
    row in the order of `columns`, "p/q" each; `names` names the cases. `levels` is per drawn parameter, for grids.
    `limit` is in steps of the search for one game, 0 for none: work and not seconds, so that a repeat is equal.
    """

    scenario: str
    scenario_sha256: str
    concept: str
    design: str
    draws: int
    seed: int
    decimals: tuple[tuple[str, int], ...]
    fixed: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    columns: tuple[str, ...]
    given: Rows
    names: tuple[str, ...]
    levels: tuple[int, ...]
    limit: int
    chunk_size: int
    solver_version: str

    @classmethod
    def from_json(cls, text: str) -> StudySpec:
        """The spec that `to_json` wrote. Raises GameError where the text is another's."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("kind", "") != "scenario":
            raise GameError("this is no study of a scenario", reason="BAD_RESULT", path="kind")
        spec = cls(**{one.name: _tuples(data[one.name]) for one in fields(cls)})
        if spec.played.digest != spec.scenario_sha256:
            raise GameError("the scenario is not the one of the digest", reason="BAD_RESULT", path="scenario")
        return spec

    def to_json(self) -> str:
        """The canonical form: compact JSON with sorted keys."""
        return json.dumps(
            {"kind": "scenario"} | asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @property
    def size(self) -> int:
        """How many draws there are."""
        return self.draws

    @property
    def is_fast(self) -> bool:
        """Whether games are solved together, and findings decided so or in few draws, that none takes long."""
        from policygames.studies.rows import is_decided_in_bulk, is_together

        return is_together(self) and (self.draws <= FEW or is_decided_in_bulk(self))

    @property
    def is_sample(self) -> bool:
        """Whether values are drawn, so that shares are estimates; of grids, tables and cases they are mere counts."""
        return self.design not in PRESCRIBED

    @property
    def has_tipping_points(self) -> bool:
        """Whether values lie so close that it can be said where something tips; between cases nothing is known."""
        return self.is_sample or self.design == "grid"

    @property
    def lists_equilibria(self) -> bool:
        """Whether equilibria are listed in full where that is proven; of repeated games payoffs are, in sets."""
        return self.concept not in PLAYED_REPEATEDLY

    def chunks(self) -> Iterator[Chunk]:
        """All chunks, in their order."""
        return chunks_of(self.draws, self.chunk_size)

    @cached_property
    def played(self) -> Scenario:
        """The scenario."""
        return Scenario(document_from(self.scenario))

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """The axes of the drawn parameters; none where values are given."""
        if self.given:
            return ()
        return axes_of(self.played.document, dict.fromkeys(self.constants, Fraction(0)), dict(self.decimals))

    @cached_property
    def constants(self) -> dict[str, Fraction]:
        """Parameter → value, of those fixed for all draws."""
        return {name: Fraction(value) for name, value in self.fixed}

    def rows(self, first: int, count: int) -> Draws:
        """Draws first … first + count - 1, fixed parameters after the drawn ones."""
        drawn = self._given(first, count) if self.given else self._spread(first, count)
        return drawn.having(self.constants)

    def _spread(self, first: int, count: int) -> Draws:
        if self.design == "grid":
            numerators = self._grid(first, count)
        else:
            points = DESIGNS[self.design](Plan(self.draws, len(self.axes), self.seed), first, count)
            numerators = np.stack([axis.snapped(points[:, place]) for place, axis in enumerate(self.axes)], axis=1)
        names, scales = tuple(axis.name for axis in self.axes), tuple(axis.denominator for axis in self.axes)
        return Draws(first, names, numerators, scales)

    def _grid(self, first: int, count: int) -> NDArray[np.int64]:
        """Every combination of levels, the last parameter changing first."""
        places = np.unravel_index(np.arange(first, first + count), self.levels)
        pairs = zip(self.axes, self.levels, places, strict=True)
        return np.stack([axis.spread(levels)[place] for axis, levels, place in pairs], axis=1)

    def _given(self, first: int, count: int) -> Draws:
        numerators, scales = self._given_numbers
        return Draws(first, self.columns, numerators[first : first + count], scales)

    @cached_property
    def _given_numbers(self) -> tuple[NDArray[np.int64], tuple[int, ...]]:
        return whole_columns(self.columns, self.given)

    def solved(self, chunk: Chunk, failed: Failures) -> pa.Table:
        """The rows of `chunk`: `draw`, its number, a column per parameter, the answers, the outcome, the findings."""
        from policygames.studies.rows import solved_draws

        return solved_draws(self, self.rows(chunk.first, chunk.count), failed)

    def __getstate__(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)


def _tuples(value: Any) -> Any:  # Any: JSON
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def whole_columns(columns: tuple[str, ...], rows: Rows) -> tuple[NDArray[np.int64], tuple[int, ...]]:
    """Given values as whole numbers over a denominator per column: a power of ten where that does.

    Raises GameError where a column does not fit into 64 bits.
    """
    values = [[Fraction(row[place]) for row in rows] for place in range(len(columns))]
    scales = [_scale(column) for column in values]
    numbers = [[int(value * scale) for value in column] for column, scale in zip(values, scales, strict=True)]
    for name, column in zip(columns, numbers, strict=True):
        if max(map(abs, column), default=0) >= 2**62:
            raise GameError(
                "these values do not fit into 64 bits over one denominator", reason="OPTION_RANGE", path=name
            )
    return np.array(numbers, dtype=np.int64).reshape(len(columns), len(rows)).T, tuple(scales)


def _scale(values: list[Fraction]) -> int:
    least = int(np.lcm.reduce([value.denominator for value in values] or [1], dtype=object))
    return next((10**places for places in range(19) if 10**places % least == 0), least)

"""A set of cases and draws of one scenario as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

from policygames.documents.canonical import digest_of, plain
from policygames.documents.scenario import Origin, ScenarioDocument


@dataclass(frozen=True, slots=True)
class SetCase:
    """A named case: the values of some parameters; in draws that are crossed with it these stay fixed."""

    id: str
    values: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draws:
    """Many cases by design.

    `grid`: every combination of the `values` of parameters, the last one's changing first. `csv` and `excel`: the rows
    of the file, `values` holding a column per parameter. `lhs` and `sobol`: `draws` points over the ranges of the
    parameters `over`, by `seed`.
    """

    id: str
    design: str
    over: tuple[str, ...] = ()
    values: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict, hash=False)
    draws: int | None = None
    seed: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class SetDocument:
    """All that a set says, the scenario that it is about resolved."""

    id: str
    version: str
    title: str
    scenario: ScenarioDocument
    cases: tuple[SetCase, ...] = ()
    draws: tuple[Draws, ...] = ()
    cross: bool = False
    report: tuple[str, ...] = ()
    summary: str = ""
    origin: Origin = field(default=Origin(), compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form, numbers as "p/q"; where it was read from does not count."""
        written = {item.name: plain(getattr(self, item.name)) for item in fields(self) if item.name != "origin"}
        return {"kind": "set"} | written | {"scenario": self.scenario.to_dict()}

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return digest_of(self.to_dict())

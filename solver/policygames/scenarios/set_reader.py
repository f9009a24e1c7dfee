"""A file that holds a set of cases and draws, read and checked against the scenario that it is about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from policygames.documents import Draws, Parameter, ScenarioDocument, SetCase, SetDocument
from policygames.errors import ScenarioError
from policygames.scenarios.columns import read_columns
from policygames.scenarios.conversion import origin_of, present
from policygames.scenarios.located import joined
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.set_schema import ALL_PARAMETERS, DrawsRecord, SetRecord, SpacedRecord

MAX_COUNT = 1_000_000
"""The most values of a parameter in a grid."""
MAX_DRAWS = 10**9
"""The most cases of one design; studies have limits of their own."""
_FIELDS = {
    "grid": (("over",), ("over",)),
    "lhs": (("over", "draws", "seed"), ("over", "draws", "seed")),
    "sobol": (("over", "draws", "seed"), ("over", "draws", "seed")),
    "csv": (("file", "columns"), ("file", "columns", "optional")),
    "excel": (("file", "columns"), ("file", "columns", "optional", "sheet")),
}
"""Design → the fields that it needs, and those that it may have."""
_EVERYWHERE = ("id", "design")


def set_of(record: SetRecord, scenario: ScenarioDocument, reading: Reading, folder: Path | None) -> SetDocument:
    """The set that was read, with files of draws from `folder`, from nowhere without one. Mistakes are noted."""
    check = _Check({parameter.id: parameter for parameter in scenario.parameters}, reading, folder)
    cases = tuple(
        SetCase(case.id, check.values(case.set, f"cases[{index}].set"), case.note)
        for index, case in enumerate(record.cases)
        if case
    )
    draws = tuple(check.draws(one, f"draws[{index}]") for index, one in enumerate(record.draws) if one)
    check.unique([case.id for case in cases] + [one.id for one in draws])
    check.reported(record.report, scenario)
    return SetDocument(
        record.id,
        record.version,
        record.title,
        scenario,
        cases,
        tuple(present(draws)),
        cross=record.cross,
        report=record.report,
        summary=record.summary,
        origin=origin_of(reading),
    )


@dataclass(frozen=True, slots=True)
class _Check:
    """What a set names, looked up in its scenario."""

    parameters: Mapping[str, Parameter]
    reading: Reading
    folder: Path | None

    def values(self, values: Mapping[str, Fraction], path: str) -> Mapping[str, Fraction]:
        """Values of parameters, each free and within its range."""
        for name, value in values.items():
            if parameter := self.free(name, f"{joined(path, name)}:key"):
                self.within(parameter, [value], joined(path, name))
        return values

    def free(self, name: str, path: str) -> Parameter | None:
        """A parameter that may be given; None, with the mistake noted, where it is none."""
        if name not in self.parameters:
            self.reading.add(path, f"there is no parameter {shortened(name)}; {nearest(name, self.parameters)}")
        elif self.parameters[name].formula:
            self.reading.add(path, f"{name} is a formula and cannot be given")
        else:
            return self.parameters[name]
        return None

    def within(self, parameter: Parameter, values: Iterable[Fraction], path: str) -> None:
        """Notes the first value outside the range."""
        low, high = parameter.range or (None, None)
        wrong = (value for value in values if low is not None and high is not None and not low <= value <= high)
        for value in wrong:
            self.reading.add(path, f"{value} is outside the range of {parameter.id}; allowed: {low} to {high}")
            return

    def draws(self, record: DrawsRecord, path: str) -> Draws:
        """The draws, checked as their design needs."""
        self.fields(record, path)
        values = self.from_file(record, path) if record.design in ("csv", "excel") else self.grid(record, path)
        names = self.ranged() if ALL_PARAMETERS in record.over else tuple(record.over or record.columns)
        if record.design in ("lhs", "sobol"):
            self.drawn(record, names, path)
        sizes = [len(own) for own in values.values()]
        if record.design == "grid" and math.prod(sizes) > MAX_DRAWS:
            self.reading.add(path, f"the grid has {math.prod(sizes)} points; allowed: up to {MAX_DRAWS}")
        return Draws(record.id, record.design, names, values, record.draws, record.seed, record.file)

    def fields(self, record: DrawsRecord, path: str) -> None:
        """Notes fields that the design needs and that are missing, and those that it has no use for."""
        needed, possible = _FIELDS[record.design]
        given = [key for key in DrawsRecord.known_keys() if f"{path}.{key}" in self.reading.places]
        for key in needed:
            if key not in given:
                self.reading.add(path, f"draws by {record.design} need {key}")
        for key in given:
            if key not in (*possible, *_EVERYWHERE):
                self.reading.add(f"{path}.{key}:key", f"{key} has no meaning in draws by {record.design}")

    def grid(self, record: DrawsRecord, path: str) -> dict[str, tuple[Fraction, ...]]:
        """The values of each parameter in a grid."""
        found: dict[str, tuple[Fraction, ...]] = {}
        for name, values in record.over.items() if record.design == "grid" else ():
            place = joined(f"{path}.over", name)
            if name == ALL_PARAMETERS or values is None:
                self.reading.add(place, "a grid needs the values of each parameter")
            elif parameter := self.free(name, f"{place}:key"):
                found[name] = self.spaced(values, place) if isinstance(values, SpacedRecord) else values
                self.within(parameter, found[name], place)
        return found

    def spaced(self, spaced: SpacedRecord, path: str) -> tuple[Fraction, ...]:
        """The values of a spacing."""
        if not 1 <= spaced.count <= MAX_COUNT or (spaced.count == 1 and spaced.from_ != spaced.to):
            self.reading.add(f"{path}.count", f"{spaced.count} values; allowed: 2 to {MAX_COUNT}")
            return ()
        step = (spaced.to - spaced.from_) / max(spaced.count - 1, 1)
        return tuple(spaced.from_ + number * step for number in range(spaced.count))

    def ranged(self) -> tuple[str, ...]:
        """The parameters that can be drawn: those with a range."""
        return tuple(name for name, one in self.parameters.items() if one.range and not one.formula)

    def drawn(self, record: DrawsRecord, names: tuple[str, ...], path: str) -> None:
        """Notes what cannot be drawn from."""
        for name in names:
            parameter = self.free(name, f"{path}.over")
            if parameter and not parameter.range and not (parameter.distribution and parameter.distribution.numbers):
                self.reading.add(f"{path}.over", f"{name} has no range to draw from")
        if record.draws is not None and not 1 <= record.draws <= MAX_DRAWS:
            self.reading.add(f"{path}.draws", f"{record.draws} draws; allowed: 1 to {MAX_DRAWS}")
        if any(values is not None for values in record.over.values()):
            self.reading.add(f"{path}.over", f"{record.design} draws from the parameters' own ranges: write a list")

    def from_file(self, record: DrawsRecord, path: str) -> dict[str, tuple[Fraction, ...]]:
        """The columns of a file of draws."""
        known = [self.free(name, f"{joined(f'{path}.columns', name)}:key") for name in record.columns]
        if None in known or not record.file or not record.columns:
            return {}
        try:
            columns = read_columns(record, self.folder)
        except ScenarioError as error:
            self.reading.add(f"{path}.file", str(error) if error.line else error.message, error.reason)
            return {}
        for parameter in present(known):
            self.within(parameter, columns[parameter.id], f"{path}.columns.{parameter.id}")
        return columns

    def unique(self, ids: list[str]) -> None:
        """Notes an id that stands twice."""
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            self.reading.add("cases", f"{name} is the id of two cases or draws")

    def reported(self, report: tuple[str, ...], scenario: ScenarioDocument) -> None:
        """Notes what is reported and no analysis of the scenario."""
        known = [*(analysis.id for analysis in scenario.analyses), "payoffs", "pure_equilibria"]
        for index, name in enumerate(report):
            if name not in known:
                self.reading.add(f"report[{index}]", f"there is no {shortened(name)}; {nearest(name, known)}")

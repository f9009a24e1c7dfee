"""A file of cases and draws as studies: the cases together, and each design of draws, with `cross` in every case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from policygames.documents import Draws
from policygames.scenarios.scenario_set import ScenarioSet, points
from policygames.studies.folder import Folder
from policygames.studies.planning import Wish, spec_of
from policygames.studies.stored import Study

CASES = "cases"


def studies_of(given: ScenarioSet, out: str | Path, **wishes: Any) -> dict[str, Study]:
    """Name → study, each in a folder of that name under `out`, none of them run yet: `resume` does.

    `cases` holds the named cases; a design of draws has its own id, with `cross` in each case `<case>-<draws>`, where
    what the case fixes stays fixed. Together they have `given.size` games. `wishes` are those of `pg.study`.

    Raises GameError, naming the option, for what cannot be, and where other studies lie in `out`.
    """
    specs = {name: spec_of(given.scenario, Wish(**wishes, **own)) for name, own in _wishes(given)}
    return {name: Study(Folder.made(Path(out, name), spec)) for name, spec in specs.items()}


def _wishes(given: ScenarioSet) -> Iterator[tuple[str, dict[str, Any]]]:
    if given.cases:
        yield CASES, {"design": "cases", "cases": {case.id: case.values for case in given.cases}}
    crossed = {f"{case.id}-": case.values for case in given.cases} if given.document.cross else {}
    for prefix, fixed in (crossed or {"": {}}).items():
        for draws in given.draws:
            yield prefix + draws.id, _drawn(given, draws, fixed)


def _drawn(given: ScenarioSet, draws: Draws, fixed: Mapping[str, Fraction]) -> dict[str, Any]:
    if draws.design in ("sobol", "lhs"):
        return {"design": draws.design, "draws": draws.draws, "seed": draws.seed, "fixed": _still(given, draws, fixed)}
    rows = points(draws, fixed)
    return {"design": "cases", "cases": {f"{draws.id}_{number}": row for number, row in enumerate(rows)}}


def _still(given: ScenarioSet, draws: Draws, fixed: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The values of all parameters that are not drawn: the file's, those of a case in their place."""
    free = [one for one in given.scenario.parameters.values() if not one.formula and one.id not in draws.over]
    return {one.id: one.value for one in free if one.value is not None} | dict(fixed)

"""Scenarios by name, from the catalogue that comes with the package, and from files of one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from policygames.errors import GameError
from policygames.scenarios.reader import read_file, read_text
from policygames.scenarios.reading import nearest
from policygames.scenarios.scenario import Scenario

_SUFFIX = ".yaml"


def scenario(scenario_id: str) -> Scenario:
    """The scenario of the catalogue with this id. Raises GameError, with the nearest ids, for an unknown one."""
    known = scenarios()
    if scenario_id not in known:
        message = f"there is no scenario {scenario_id!r} in the catalogue; {nearest(str(scenario_id), known)}"
        raise GameError(message, reason="UNKNOWN_NAME", path="scenario")
    return _from_catalogue(scenario_id)


def scenarios() -> tuple[str, ...]:
    """The ids in the catalogue, in order."""
    names = (entry.name for entry in files("policygames.scenarios").joinpath("catalogue").iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def load(path: str | Path) -> Scenario:
    """The scenario in the file at `path`. Raises ScenarioError: every mistake, its text beginning FILE:LINE:COLUMN."""
    return Scenario(read_file(path))


def parsed(text: str | bytes, file: str = "scenario.yaml") -> Scenario:
    """The scenario in `text`; errors call it `file`. Raises ScenarioError as `load` does."""
    return Scenario(read_text(text, file))


@cache
def _from_catalogue(scenario_id: str) -> Scenario:
    name = scenario_id + _SUFFIX
    return parsed(files("policygames.scenarios").joinpath("catalogue", name).read_bytes(), name)

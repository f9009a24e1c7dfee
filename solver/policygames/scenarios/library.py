"""Scenarios by name, from the catalogue that comes with the package, and from files of one's own."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from policygames.documents import SetDocument
from policygames.documents.file_names import names_file
from policygames.errors import GameError, ScenarioError
from policygames.scenarios.catalogue_files import catalogue_file, catalogue_ids
from policygames.scenarios.reader import read_file, read_set, read_text
from policygames.scenarios.reading import nearest, shortened
from policygames.scenarios.scenario import Scenario
from policygames.scenarios.scenario_set import ScenarioSet


def scenario(scenario_id: str) -> Scenario:
    """The scenario of the catalogue with this id. Raises GameError, with the nearest ids, for an unknown one."""
    if scenario_id not in scenarios() and names_file(str(scenario_id)):
        raise _no_name(str(scenario_id))
    return in_catalogue(scenario_id)


def in_catalogue(scenario_id: str) -> Scenario:
    """The same, without a look at any file but those of the catalogue: what others send names none."""
    known = scenarios()
    if scenario_id in known:
        return _from_catalogue(scenario_id)
    message = f"there is no scenario {shortened(str(scenario_id))} in the catalogue; {nearest(str(scenario_id), known)}"
    raise GameError(message, reason="UNKNOWN_NAME", path="scenario")


def _no_name(name: str) -> GameError:
    if os.path.exists(name):  # noqa: PTH110 - a name with a zero byte is no error here
        message = f"{shortened(name)} is a file, and no scenario of the catalogue; load reads files"
        return GameError(message, reason="UNKNOWN_NAME", path="scenario")
    return GameError(f"there is no file {shortened(name)}", reason="NO_SUCH_FILE", path="scenario")


def scenarios() -> tuple[str, ...]:
    """The ids in the catalogue, in order."""
    return catalogue_ids()


def load(path: str | Path) -> Scenario | ScenarioSet:
    """The scenario, or the set of cases, in the file at `path`.

    Raises ScenarioError: every mistake, its text beginning FILE:LINE:COLUMN.
    """
    document = read_file(path)
    return ScenarioSet(document) if isinstance(document, SetDocument) else Scenario(document)


def load_scenario(path: str | Path) -> Scenario:
    """The scenario in the file at `path`. Raises ScenarioError as `load` does, and for a set of cases."""
    loaded = load(path)
    if isinstance(loaded, ScenarioSet):
        message = "this is a set of cases, where a scenario is needed"
        raise ScenarioError(message, path="kind", file=str(path), line=1, column=1)
    return loaded


def parsed_set(text: str | bytes, file: str = "set.yaml") -> ScenarioSet:
    """The set of cases in `text`, of a scenario of the catalogue. Raises ScenarioError as `load` does."""
    return ScenarioSet(read_set(text, file))


def parsed(text: str | bytes, file: str = "scenario.yaml") -> Scenario:
    """The scenario in `text`; errors call it `file`. Raises ScenarioError as `load` does, and for a file's name."""
    if isinstance(text, str) and "\n" not in text and names_file(text.strip()) and ":" not in text:
        message = f"{shortened(text)} is the name of a file, not its text; load reads files"
        raise ScenarioError(message, file=file, line=1, column=1)
    return Scenario(read_text(text, file))


@cache
def _from_catalogue(scenario_id: str) -> Scenario:
    content, name = catalogue_file(scenario_id) or (b"", "")
    return parsed(content, name)

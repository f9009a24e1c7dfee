"""The scenario files that come with the package, and those beside a file of one's own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from policygames.documents.file_names import SUFFIX
from policygames.scenarios.located import MAX_BYTES

File: TypeAlias = tuple[bytes, str]
"""A file's content and what it is called in errors."""
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


@cache
def catalogue_ids() -> tuple[str, ...]:
    """The ids in the catalogue, in order."""
    names = (entry.name for entry in files("policygames.scenarios").joinpath("catalogue").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))


def catalogue_file(scenario_id: str) -> File | None:
    """The file of a scenario of the catalogue, if there is one."""
    if scenario_id not in catalogue_ids():
        return None
    name = scenario_id + SUFFIX
    return files("policygames.scenarios").joinpath("catalogue", name).read_bytes(), name


def file_beside(path: Path, scenario_id: str) -> File | None:
    """The file of a scenario in the folder of the file at `path`, else that of the catalogue."""
    beside = path.parent / f"{scenario_id}{SUFFIX}"
    if not _ID.fullmatch(scenario_id) or not beside.is_file():
        return catalogue_file(scenario_id)
    with beside.open("rb") as stream:
        return stream.read(MAX_BYTES + 1), str(beside)

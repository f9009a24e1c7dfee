"""A scenario file with everything that it inherits, as YAML."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from policygames.documents.file_names import names_file
from policygames.errors import GameError
from policygames.scenarios.catalogue_files import catalogue_file, file_beside
from policygames.scenarios.inheritance import BaseFiles, resolved
from policygames.scenarios.located import located, unlocated
from policygames.scenarios.reading import Reading

_WIDE = 4096


def resolved_text(content: bytes, file: str, bases: BaseFiles) -> str:
    """The file in `content`, called `file`, after inheritance from `bases`: read again, it is the same scenario.

    Raises ScenarioError where it cannot be resolved.
    """
    reading = Reading(file)
    root = resolved(located(content, reading), reading, bases).root
    reading.finish()
    return plain_text(unlocated(root))


def plain_text(root: Any) -> str:
    """Plain mappings, lists and texts as YAML."""
    stream = io.StringIO()
    writer: Any = YAML(typ="safe", pure=True)  # Any: its settings are typed by their defaults
    writer.default_flow_style, writer.width, writer.allow_unicode = None, _WIDE, True
    writer.sort_base_mapping_type_on_output = False
    writer.dump(root, stream)
    return stream.getvalue()


def resolved_file(name: str) -> str:
    """The same of the file `name`, or of the scenario of that name in the catalogue.

    Raises GameError where there is neither, ScenarioError where it cannot be resolved.
    """
    if names_file(name):
        path = Path(name)
        return resolved_text(path.read_bytes(), name, partial(file_beside, path))
    found = catalogue_file(name)
    if found is None:
        raise GameError(f"there is no scenario {name!r} in the catalogue", reason="UNKNOWN_NAME", path="scenario")
    return resolved_text(*found, catalogue_file)

"""How the names of scenario files and the ids of scenarios are told apart."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".yaml"
_SUFFIXES = (SUFFIX, ".yml", ".json")


def names_file(name: str) -> bool:
    """Whether `name` is that of a file: it has a folder or a suffix, which no scenario of the catalogue has."""
    return len(Path(name).parts) > 1 or Path(name).is_absolute() or Path(name).suffix.lower() in _SUFFIXES

"""What changes with a file, so that one who reads it knows when to read it again."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int] | None


def stamp_of(file: Path) -> Stamp:
    """What changes with the file; None where there is none. Links are followed."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

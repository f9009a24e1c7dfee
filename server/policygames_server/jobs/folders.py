"""The folders of jobs: one for each, with what it asks and what was found; gone with the job."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path

FOLDER, HOME = "jobs", "server-id"


def home(data: Path) -> str:
    """The name of the server that has this data folder, the same after a restart."""
    file = data / HOME
    if not file.exists():
        temporary = file.with_suffix(".tmp")
        temporary.write_text(uuid.uuid4().hex, encoding="utf-8")
        temporary.replace(file)
    return file.read_text(encoding="utf-8")


def made(folder: Path) -> None:
    """Makes a folder that the disk keeps."""
    folder.mkdir(parents=True)
    handle = os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def removed(folder: Path) -> None:
    """Removes a job's folder, as far as it is there."""
    shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path, kept: Iterable[str]) -> int:
    """Removes folders that no job has, and what writers that were killed left in the others; how many files went.

    Nobody may be writing there.
    """
    keys = set(kept)
    for each in folder.iterdir():
        if each.name not in keys:
            removed(each)
    strays = [*folder.glob("*/*.tmp"), *folder.glob("*/piece-*")]
    for stray in strays:
        stray.unlink(missing_ok=True)
    return len(strays)

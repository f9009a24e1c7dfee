"""The folders of jobs: one for each, with what it asks and what was found; gone with the job."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path

from policygames_server.errors import CannotServeError

FOLDER, HOME, STORE = "jobs", "server-id", "store-id"


def prepared(data: Path, store: str) -> tuple[Path, str]:
    """The folder of all jobs, and the name of the server that has this data folder, the same after a restart.

    Raises CannotServeError where its jobs are in another store than the one with the id `store`: that one does not know
    them, and would have them removed.
    """
    folder = data / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        home, kept = _kept(data / HOME, uuid.uuid4().hex), _kept(data / STORE, store)
    except OSError as error:
        raise CannotServeError(f"the folder {data} cannot be used: {error.strerror}") from error
    if kept != store:
        raise CannotServeError(f"the jobs in {folder} are of another store; --data or --store is not theirs")
    return folder, home


def _kept(file: Path, text: str) -> str:
    """What a file holds; `text` from now on, where there is none."""
    if not file.exists():
        temporary = file.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
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


def sweep_chunk(folder: Path, seq: int) -> None:
    """Removes what workers that are gone left of a chunk. Nobody may be writing it."""
    for pattern in (f"part-{seq:08d}.parquet.*.tmp", f"piece-{seq:08d}-*"):
        for stray in folder.glob(pattern):
            stray.unlink(missing_ok=True)


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

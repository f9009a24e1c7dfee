"""Shards brought together: the parts of one study from several folders, checked, in one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from policygames.errors import GameError
from policygames.studies import parts
from policygames.studies.chunks import Chunk
from policygames.studies.folder import Folder


def merge(sources: Sequence[str | Path], out: str | Path) -> Folder:
    """The study whose parts lie in `sources`, whole, in `out`.

    Raises GameError where they are not of one study, a part is in none of them, or two hold different parts.
    """
    folders = [Folder.opened(Path(source)) for source in sources]
    if len({folder.spec.digest for folder in folders}) != 1:
        raise GameError("these are not parts of one study", reason="OPTION_RANGE", path="sources")
    spec = folders[0].spec
    holders = {chunk: [folder for folder in folders if folder.is_done(chunk)] for chunk in spec.chunks()}
    missing = [chunk.seq for chunk, found in holders.items() if not found]
    if missing:
        message = f"{len(missing)} of {len(holders)} parts are in none of them, the first of them {missing[0]}"
        raise GameError(message, reason="NO_FILE", path="sources")
    target = Folder.made(Path(out), spec)
    with target.held():
        for chunk, found in holders.items():
            _copy(chunk, found, target)
        target.finish()
    return target


def _copy(chunk: Chunk, found: Sequence[Folder], target: Folder) -> None:
    hashes = {folder.hash_of(chunk) for folder in found}
    if len(hashes) > 1:
        message = "two folders hold different parts under this name: not all are from this study's solver"
        raise GameError(message, reason="BAD_RESULT", path=parts.name(chunk.seq))
    if target.is_done(chunk) and target.hash_of(chunk) in hashes:
        return

    def fill(stream: BinaryIO) -> None:
        with (found[0].path / parts.name(chunk.seq)).open("rb") as source:
            shutil.copyfileobj(source, stream)

    parts.put(target.path, parts.name(chunk.seq), fill)

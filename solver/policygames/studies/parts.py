"""Parts: the Parquet files of a study, one per chunk, written so that a name stands for a whole file or for none."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from policygames.errors import GameError
from policygames.studies.chunks import Chunk

_TEMPORARY = re.compile(r"part-(\d{8,})\.parquet\.[\w.-]+\.tmp", re.ASCII)
_BLOCK = 2**20


def name(seq: int) -> str:
    """The file name of the part of chunk `seq`."""
    return f"part-{seq:08d}.parquet"


def owner() -> str:
    """A name for whoever writes, which no other writer has: host, process and a random number."""
    host = re.sub(r"[^\w-]", "-", socket.gethostname(), flags=re.ASCII)[:40]
    return f"{host}.{os.getpid()}.{secrets.token_hex(4)}"


def write(folder: Path, chunk: Chunk, table: pa.Table, *, writer: str = "") -> str:
    """Writes the part of `chunk` into `folder` and gives its SHA-256, in hexadecimal.

    Equal tables give equal bytes. The file is on disk, whole, before it has its name: a kill leaves at most a
    temporary file, which `sweep` removes. Raises OSError, the folder as it was, where the disk is full.
    """
    return put(folder, name(chunk.seq), lambda stream: _write_table(table, stream), writer=writer)


def _write_table(table: pa.Table, stream: Any) -> None:  # Any: a binary stream, as pyarrow takes it
    pq.write_table(table, stream, compression="zstd", write_page_checksum=True, version="2.6", store_schema=True)


def put(folder: Path, file_name: str, fill: Callable[[Any], None], *, writer: str = "") -> str:
    """Writes a file by `fill(stream)`, syncs it, then gives it its name; its SHA-256 comes back.

    Raises OSError, which names the file, and leaves what was there.
    """
    temporary = folder / f"{file_name}.{writer or owner()}.tmp"
    try:
        with temporary.open("w+b") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        digest = sha256(temporary)
        temporary.replace(folder / file_name)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise named(error, folder / file_name) from error
        raise
    _sync(folder)
    return digest


def named(error: OSError, file: Path) -> OSError:
    """The same error about `file`: those of writing, and pyarrow's, name none."""
    return OSError(error.errno, error.strerror or str(error), str(file))


def put_text(folder: Path, file_name: str, text: str) -> str:
    """The same for a text, in UTF-8."""
    return put(folder, file_name, lambda stream: stream.write(text.encode()))


def _sync(folder: Path) -> None:
    if os.name == "nt":  # no folder can be opened there, and renames are written through
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256(file: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sweep(folder: Path, chunks: Iterable[Chunk] | None = None) -> int:
    """Removes temporary files of writers that are gone, of these chunks or of all; says how many there were.

    Nobody may be writing parts of these chunks: whoever sweeps holds the study's lock, or leases its chunks.
    """
    numbers = None if chunks is None else {chunk.seq for chunk in chunks}
    strays = [file for file in folder.glob("part-*.tmp") if _is_stray(file, numbers)]
    for file in strays:
        file.unlink(missing_ok=True)
    return len(strays)


def _is_stray(file: Path, numbers: set[int] | None) -> bool:
    found = _TEMPORARY.fullmatch(file.name)
    return found is not None and (numbers is None or int(found[1]) in numbers)


def is_done(folder: Path, chunk: Chunk, digest: str) -> bool:
    """Whether the part of `chunk` is there, readable, and of the study with this digest."""
    file = folder / name(chunk.seq)
    try:
        found = pq.read_metadata(file)
    except (OSError, pa.ArrowInvalid):
        return False
    return found.num_rows == chunk.count and (found.metadata or {}).get(STUDY) == digest.encode()


STUDY = b"policygames.study"
"""The key in a part's metadata under which the digest of its study stands."""


def read(folder: Path, chunk: Chunk, columns: list[str] | None = None) -> pa.Table:
    """The rows of the part of `chunk`. Raises GameError where there is none, or it is damaged."""
    file = folder / name(chunk.seq)
    try:
        return pq.read_table(file, columns=columns, page_checksum_verification=True, partitioning=None)
    except FileNotFoundError as error:
        raise GameError("this part is not solved yet", reason="NO_FILE", path=str(file)) from error
    except (OSError, pa.ArrowInvalid) as error:
        message = f"this part is damaged: {error}; remove the file, and `policygames study resume` solves it again"
        raise GameError(message, reason="BAD_RESULT", path=str(file)) from error

"""A run: the chunks that are left, solved by local processes or any executor, each part put in place as it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from pathlib import Path

import pyarrow as pa

from policygames.studies import parts
from policygames.studies.chunks import Chunk, Spec, solve_chunk
from policygames.studies.folder import Folder
from policygames.studies.local_workers import processes, run_locally
from policygames.studies.progress import Advance, quiet

_AHEAD = 64
"""Chunks that an executor is given before the first of them is back."""


def run(
    folder: Folder,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: AbstractContextManager[Advance] = quiet,
) -> None:
    """Solves what is left of the folder's shard; with the last part of the study its manifest is written.

    With `workers` 0 the chunks are solved in this process; by default quick ones are, and others in a process per
    processor. Whatever ends a run, Ctrl-C, a kill, a full disk, the
    parts that are there stay, and another run goes on from them.
    """
    with folder.held():
        left = folder.left()
        with progress as advance:
            for chunk in _solved(folder, left, workers, executor):
                advance(chunk.count)
        folder.finish()


def _solved(folder: Folder, left: list[Chunk], workers: int | None, executor: Executor | None) -> Iterator[Chunk]:
    if executor is not None:
        return _by_executor(folder.spec, left, folder.path, executor)
    usual = 0 if folder.spec.quick else processes()
    count = min(usual if workers is None else workers, len(left))
    if count == 0:
        return _here(folder.spec, left, folder.path)
    return run_locally(folder.spec, left, folder.path, count)


def _here(spec: Spec, chunks: Iterable[Chunk], folder: Path) -> Iterator[Chunk]:
    for chunk in chunks:
        parts.write(folder, chunk, solve_chunk(spec, chunk))
        yield chunk


def _by_executor(spec: Spec, chunks: Iterable[Chunk], folder: Path, executor: Executor) -> Iterator[Chunk]:
    """Rows come back as bytes and are written here: workers elsewhere need no disk in common with us."""
    waiting, text, under_way = iter(chunks), spec, dict[Future[bytes], Chunk]()
    while True:
        while len(under_way) < _AHEAD and (chunk := next(waiting, None)) is not None:
            under_way[executor.submit(solved_bytes, text, chunk)] = chunk
        if not under_way:
            return
        try:
            finished = wait(under_way, return_when=FIRST_COMPLETED).done
        except BaseException:
            for future in under_way:
                future.cancel()
            raise
        for future in finished:
            chunk = under_way.pop(future)
            parts.write(folder, chunk, read_bytes(future.result()))
            yield chunk


def solved_bytes(spec: Spec, chunk: Chunk) -> bytes:
    """The rows of `chunk` as an Arrow stream."""
    sink = pa.BufferOutputStream()
    table = solve_chunk(spec, chunk)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def read_bytes(content: bytes) -> pa.Table:
    """The rows that `solved_bytes` wrote."""
    return pa.ipc.open_stream(content).read_all()

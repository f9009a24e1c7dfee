"""A run: the chunks that are left, solved by local processes or any executor, each part put in place as it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from pathlib import Path

from policygames.studies import parts
from policygames.studies.chunks import Chunk, Spec, solve_chunk
from policygames.studies.contained import read_bytes, solved_apart, solved_bytes
from policygames.studies.folder import Folder
from policygames.studies.local_workers import processes, run_locally
from policygames.studies.progress import Advance, quiet

_QUICK = 2**18
"""Games with a fast path that are solved before processes of their own would be up."""
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
    usual = 0 if folder.spec.is_fast and sum(chunk.count for chunk in left) <= _QUICK else processes()
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
    waiting, under_way = iter(chunks), dict[Future[bytes], Chunk]()
    solve = solved_bytes if spec.is_fast else solved_apart
    while True:
        while len(under_way) < _AHEAD and (chunk := next(waiting, None)) is not None:
            under_way[executor.submit(solve, spec, chunk)] = chunk
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

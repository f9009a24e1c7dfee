"""Local workers: processes that can be killed, a chunk each at a time; what kills them is found out and left out."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from policygames.studies import parts
from policygames.studies.chunks import Chunk, Spec, solve_chunk
from policygames.studies.fatal import TRIES, fatal_rows


def solved_part(spec: Spec, chunk: Chunk, folder: str, failed: dict[int, str]) -> str:
    """Solves `chunk` and writes its part into `folder`; its SHA-256."""
    return parts.write(Path(folder), chunk, solve_chunk(spec, chunk, failed))


def processes() -> int:
    """How many workers there are by default: the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_locally(spec: Spec, chunks: Iterable[Chunk], folder: Path, workers: int) -> Iterator[Chunk]:
    """Solves `chunks` in so many processes, and says of each when its part is there."""
    context = multiprocessing.get_context("spawn")  # no thread or lock of the caller comes along
    with ProcessPool(workers, context=context, initializer=quieted) as pool:
        try:
            yield from _Pool(pool, spec, folder).run(chunks, 2 * workers)
        except BaseException:  # Ctrl-C too: what is under way is not waited for
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def quieted() -> None:
    """A worker leaves Ctrl-C to its parent, and threads of numerical libraries to its siblings."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Pool:
    """Chunks under way."""

    def __init__(self, pool: ProcessPool, spec: Spec, folder: Path) -> None:
        self.pool, self.spec, self.folder = pool, spec, folder
        self.deaths: dict[int, int] = {}

    def run(self, chunks: Iterable[Chunk], most: int) -> Iterator[Chunk]:
        """Each chunk as it is done, at most so many under way."""
        waiting, under_way = iter(chunks), dict[Future[str], Chunk]()
        while True:
            while len(under_way) < most and (chunk := next(waiting, None)) is not None:
                under_way[self._begun(chunk, {})] = chunk
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                chunk = under_way.pop(future)
                if self._survived(future, chunk):
                    yield chunk
                elif self.deaths[chunk.seq] < TRIES:
                    under_way[self._begun(chunk, {})] = chunk
                else:
                    self._begun(chunk, fatal_rows(chunk, self._kills)).result()
                    yield chunk

    def _begun(self, chunk: Chunk, failed: dict[int, str]) -> Future[str]:
        return self.pool.schedule(solved_part, args=(self.spec, chunk, str(self.folder), failed))

    def _survived(self, future: Future[str], chunk: Chunk) -> bool:
        """Whether the worker gave an answer; errors of disks and of our own are raised."""
        try:
            future.result()
        except ProcessExpired:
            self.deaths[chunk.seq] = self.deaths.get(chunk.seq, 0) + 1
            return False
        return True

    def _kills(self, chunk: Chunk) -> bool:
        try:
            self.pool.schedule(tried, args=(self.spec, chunk)).result()
        except ProcessExpired:
            return True
        return False


def tried(spec: Spec, chunk: Chunk) -> None:
    """Solves rows and forgets them."""
    solve_chunk(spec, chunk)

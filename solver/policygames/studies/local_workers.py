"""Local workers: processes that can be killed, a chunk each at a time; what kills them is found out and left out."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue

from policygames.studies.chunks import Chunk, Spec
from policygames.studies.contained import Worker
from policygames.studies.fatal import despite_deaths


def processes() -> int:
    """How many workers there are by default: the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_locally(spec: Spec, chunks: Iterable[Chunk], folder: Path, workers: int) -> Iterator[Chunk]:
    """Solves `chunks` in so many processes, and says of each when its part is there."""
    crew = _Crew(spec, folder, workers)
    with ThreadPoolExecutor(workers, initializer=_without_ctrl_c) as threads:
        try:
            yield from _in_turn(threads, crew, chunks, 2 * workers)
        finally:  # Ctrl-C too: what is under way is not waited for
            crew.stop()
            threads.shutdown(cancel_futures=True)
            crew.end()


def _in_turn(threads: ThreadPoolExecutor, crew: _Crew, chunks: Iterable[Chunk], most: int) -> Iterator[Chunk]:
    """Each chunk as it is done, at most so many under way."""
    waiting, under_way = iter(chunks), dict[Future[bytes], Chunk]()
    while True:
        while len(under_way) < most and (chunk := next(waiting, None)) is not None:
            under_way[threads.submit(crew.solved, chunk)] = chunk
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            chunk = under_way.pop(future)
            future.result()  # errors of disks and of our own are raised
            yield chunk


def _without_ctrl_c() -> None:
    """Processes that this thread starts leave Ctrl-C to us: they inherit what it blocks."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


class _Crew:
    """As many workers as there are threads that ask them, so that one is always idle for whoever asks."""

    def __init__(self, spec: Spec, folder: Path, workers: int) -> None:
        self.folder = str(folder)
        self.workers = [Worker(spec) for _ in range(workers)]
        self.idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self.workers:
            self.idle.put(worker)

    def solved(self, chunk: Chunk) -> bytes:
        """Has `chunk` solved and its part written, whatever its rows do to a worker; the hash of the part."""
        worker = self.idle.get()
        try:
            return despite_deaths(chunk, lambda rows, failed: worker.asked(rows, failed, self._place(rows, chunk)))
        finally:
            self.idle.put(worker)

    def _place(self, rows: Chunk, chunk: Chunk) -> str | None:
        """Where the part goes; some rows of it are solved for a trial only."""
        return self.folder if rows == chunk else None

    def stop(self) -> None:
        """Kills all workers."""
        for worker in self.workers:
            worker.stop()

    def end(self) -> None:
        """Waits until all are gone."""
        for worker in self.workers:
            worker.end()

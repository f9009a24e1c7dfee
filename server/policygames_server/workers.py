"""Warm processes that do the work: bytes down, frames up, killed where they do not stop by themselves."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import shutil
import tempfile
from collections.abc import AsyncGenerator
from concurrent.futures import Future
from contextlib import aclosing
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from policygames_server.errors import ColdWorkersError, NoWorkerError, WorkerDiedError, WorkerKilledError
from policygames_server.flags import Flags
from policygames_server.frames import Frame, Incoming, Kind, Task
from policygames_server.metrics import WORKER_KILLS, WORKERS_ALIVE
from policygames_server.settings import MEBIBYTE, Settings
from policygames_server.slot import Slot
from policygames_server.worker import FLAGS, SOCKET, limit, work

HEED = 0.05
"""Seconds that a worker has to stop by itself before it is killed."""
RETRY = 1.0
"""Seconds before a worker is replaced that ended before it was warm."""

log = logging.getLogger(__name__)


class Workers:
    """A fixed number of processes, replaced as they end. pebble starts, replaces and stops them.

    Each runs one endless job, `work`, and is reached over a Unix socket in a private folder: a dead worker is the end
    of its own connection, and can corrupt nobody else's.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = Path(tempfile.mkdtemp(prefix="policygames-"))
        self._flags = Flags(self._folder / FLAGS, settings.workers)
        self._pool = _new_pool(settings)
        self._idle: asyncio.Queue[Slot] = asyncio.Queue()
        self._open: set[Slot] = set()
        self._ends: dict[int, asyncio.Future[int | None]] = {}
        self._chores: set[asyncio.Future[None]] = set()
        self._warm: set[int] = set()
        self._closing = False

    async def start(self) -> None:
        """Starts all workers and returns once each is warm. Raises ColdWorkersError where one ends before."""
        self._loop = asyncio.get_running_loop()
        self._started: asyncio.Future[None] = self._loop.create_future()
        listening = asyncio.start_unix_server(self._arrived, self._folder / SOCKET, limit=MEBIBYTE)
        self._server = await listening
        forkserver.ensure_running()  # from the thread that lives longest: the fork server ends with it
        await asyncio.to_thread(_start, self._pool)
        for index in range(self._settings.workers):
            self._hire(index)
        await self._started

    async def run(self, task: Task, kill_at: float) -> AsyncGenerator[Frame, None]:
        """The frames of a task, from its start to the one that ends it; its worker is killed at `kill_at` (loop time).

        Where the caller closes it early, the worker is told to stop, and killed if it does not heed that. Raises
        NoWorkerError, WorkerKilledError or WorkerDiedError, the latter two after all frames that came whole.
        """
        slot, done = await self._begun(task, kill_at), False
        try:
            async with aclosing(slot.frames(kill_at)) as frames:
                yield Frame(Kind.STARTED)
                async for frame in frames:
                    done = frame.last
                    yield frame
            if not done:
                WORKER_KILLS.labels("deadline" if slot.killed else "died").inc()
                raise WorkerKilledError if slot.killed else WorkerDiedError(await _exit_code(slot))
        finally:
            self._give_back(slot, done=done)

    async def close(self) -> None:
        """Stops all workers, busy ones too, and removes the folder."""
        self._closing = True
        self._server.close()
        await asyncio.gather(*self._chores)
        for slot in self._open:
            slot.close()
        await asyncio.to_thread(_stop, self._pool)
        self._flags.close()
        shutil.rmtree(self._folder)

    async def _begun(self, task: Task, kill_at: float) -> Slot:
        """A worker that has started the task; one that dies before that has not touched it: another one is asked."""
        while True:
            slot, begun = await self._free(kill_at), False
            try:
                self._flags.clear(slot.index)
                begun = await slot.begin(task, kill_at)
            finally:
                if not begun:
                    self._give_back(slot, done=False)
            if begun:
                return slot

    async def _free(self, until: float) -> Slot:
        while not self._idle.empty():  # no timeout is set for what is there
            if not (slot := self._idle.get_nowait()).gone:
                return slot
            self._dismiss(slot)
        try:
            async with asyncio.timeout_at(until):
                while (slot := await self._idle.get()).gone:
                    self._dismiss(slot)
                return slot
        except TimeoutError as error:
            raise NoWorkerError from error

    def _give_back(self, slot: Slot, *, done: bool) -> None:
        if self._closing:
            return
        if done:
            self._idle.put_nowait(slot)
        elif slot.gone:
            self._dismiss(slot)
        else:
            self._later(self._reclaim(slot))

    async def _reclaim(self, slot: Slot) -> None:
        self._flags.raise_for(slot.index)
        if await slot.heeds(HEED):
            self._idle.put_nowait(slot)
        else:
            WORKER_KILLS.labels("abandoned").inc()
            self._dismiss(slot)

    def _dismiss(self, slot: Slot) -> None:
        slot.kill()
        slot.close()
        self._open.discard(slot)

    def _hire(self, index: int) -> None:
        """Has pebble run another life for this index, in whatever process is free."""
        if self._closing:
            return
        if not self._pool.active:  # it gives up where a process ends before it has fetched its job
            self._later(asyncio.to_thread(_stop, self._pool))
            self._pool = _new_pool(self._settings)
        self._warm.discard(index)
        WORKERS_ALIVE.set(len(self._warm))
        self._ends[index] = self._loop.create_future()
        life = self._pool.schedule(work, args=(str(self._folder), index))
        life.add_done_callback(lambda ended: self._loop.call_soon_threadsafe(self._left, index, ended))

    async def _arrived(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        frame = await Incoming(reader).next()
        if frame is None or frame.kind is not Kind.READY:
            writer.close()
            return
        index = int.from_bytes(frame.body)
        slot = Slot(index, reader, writer, self._ends[index])
        self._open.add(slot)
        self._idle.put_nowait(slot)
        self._warm.add(index)
        WORKERS_ALIVE.set(len(self._warm))
        if len(self._warm) == self._settings.workers and not self._started.done():
            self._started.set_result(None)

    def _left(self, index: int, life: Future[None]) -> None:
        """A worker has ended; another one takes its place."""
        exit_code = getattr(life.exception(), "exitcode", None)
        self._ends[index].set_result(exit_code)
        if self._closing:
            return
        log.warning("a worker ended", extra={"worker": index, "exit_code": exit_code})
        if not self._started.done():
            self._started.set_exception(ColdWorkersError(f"one ended before it was warm: {life.exception()}"))
        self._loop.call_later(0 if index in self._warm else RETRY, self._hire, index)

    def _later(self, chore: Any) -> None:
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _new_pool(settings: Settings) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    kernels = [] if settings.uncompiled else ["policygames_server.kernels"]
    solver = ["policygames_server.fork_server", "policygames_server.answers", *kernels]
    context.set_forkserver_preload([*solver, *settings.preload])
    return ProcessPool(settings.workers, initializer=limit, initargs=(settings.worker_memory,), context=context)


def _start(pool: ProcessPool) -> None:
    """Starts the processes; asking whether it is active is how pebble is told to."""
    if not pool.active:
        raise ColdWorkersError("the pool is not active")


def _stop(pool: Any) -> None:  # Any: pebble has types for some of its methods only
    pool.stop()
    pool.join()


async def _exit_code(slot: Slot) -> int | None:
    """What pebble says about the end of the worker, which it sees a moment after us."""
    finished, _ = await asyncio.wait([slot.ended], timeout=RETRY)
    return slot.ended.result() if finished else None

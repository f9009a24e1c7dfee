"""Warm processes that do the work: bytes down, frames up, killed where they do not stop by themselves."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
from collections.abc import Iterable
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Any

from policygames_server.errors import ColdWorkersError, NoWorkerError
from policygames_server.frames import Task
from policygames_server.marks import Marks
from policygames_server.metrics import WORKER_KILLS, WORKERS_ALIVE
from policygames_server.scratch import Scratch
from policygames_server.settings import Settings
from policygames_server.slot import Slot
from policygames_server.worker import MARKS, SOCKET, work
from policygames_server.working import Working

HEED = 0.05
"""Seconds that a worker has to stop by itself before it is killed."""
RETRY = 1.0
"""Seconds before a worker is replaced that ended before it was warm."""

log = logging.getLogger(__name__)


class Workers:
    """A fixed number of processes, forked from a warm one, replaced as they end.

    Each is reached over a Unix socket in a private folder, and its end is seen on a file of its own: a dead worker is
    the end of its own connection, and can corrupt or hold up nobody else's. (pebble's workers share a channel and its
    lock: one that is killed before its acknowledgement is read is never replaced.)
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._scratch = Scratch()
        self._folder = self._scratch.folder
        self._marks = Marks(self._folder / MARKS, settings.workers)
        self._context = _context(settings)
        self._processes: dict[int, BaseProcess] = {}
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
        path = str(self._folder / SOCKET)
        self._server = await self._loop.create_unix_server(lambda: Slot(self._arrived), path)
        for index in range(self._settings.workers):
            self._hire(index)
        await asyncio.shield(self._started)  # who gives up waiting does not make it done

    def working(self, task: Task, kill_at: float) -> Working:
        """The context in which a worker has the task; it is killed at `kill_at` (loop time)."""
        return Working(self, task, kill_at)

    async def free(self, until: float) -> Slot:
        """A warm worker, for one alone. Raises NoWorkerError where there is none `until` then (loop time)."""
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

    def give_back(self, slot: Slot, *, done: bool) -> None:
        """Ends what somebody had a worker for; one that is not `done` is told to stop, and killed if it does not."""
        if self._closing:
            return
        if slot.gone or slot.killed:
            self._dismiss(slot)
        elif done:
            self._idle.put_nowait(slot)
        else:
            self._later(self._reclaim(slot))

    async def exit_code(self, slot: Slot) -> int | None:
        """How a worker ended, which is seen a moment after the end of its connection; None where nobody saw it."""
        finished, _ = await asyncio.wait([slot.ended], timeout=RETRY)
        return slot.ended.result() if finished else None

    async def close(self) -> None:
        """Stops all workers, busy ones too, and removes the folder."""
        self._closing = True
        self._server.close()
        while not self._started.done() and self._chores:  # a thread that comes late starts another fork server
            _kill_fork_server()  # it listens to nobody while it warms up
            await asyncio.wait(set(self._chores), timeout=HEED)
        await asyncio.gather(*self._chores)
        for slot in self._open:
            slot.close()
        for process in self._processes.values():
            self._loop.remove_reader(process.sentinel)
            process.kill()
        await asyncio.to_thread(_wait_for, self._processes.values())
        self._marks.close()
        self._scratch.remove()

    async def _reclaim(self, slot: Slot) -> None:
        slot.page.cancel()
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
        """Starts another life for this index."""
        if self._closing:
            return
        self._warm.discard(index)
        WORKERS_ALIVE.set(len(self._warm))
        self._ends[index] = self._loop.create_future()
        forkserver.ensure_running()  # from the thread that lives longest: the fork server ends with it
        self._later(self._born(index))

    async def _born(self, index: int) -> None:
        memory, folder = self._settings.worker_memory, str(self._folder)
        process = self._context.Process(target=work, args=(folder, index, memory), daemon=True)
        try:
            await asyncio.to_thread(process.start)
        except (OSError, EOFError) as error:  # the fork server is gone, or the machine takes no more
            self._left(index, f"it could not be started: {error}")
            return
        self._processes[index] = process
        self._loop.add_reader(process.sentinel, self._ended, index)

    def _ended(self, index: int) -> None:
        process = self._processes.pop(index)
        self._loop.remove_reader(process.sentinel)
        process.join()
        exit_code = process.exitcode
        process.close()
        self._ends[index].set_result(exit_code)
        for slot in self._open:
            if slot.index == index:  # whoever has it may still read what it sent
                slot.page.keep()
        self._left(index, f"exit code {exit_code}", exit_code)

    def _arrived(self, slot: Slot, index: int) -> None:
        slot.ended, slot.page = self._ends[index], self._marks.page(index)
        self._open.add(slot)
        self._idle.put_nowait(slot)
        self._warm.add(index)
        WORKERS_ALIVE.set(len(self._warm))
        if len(self._warm) == self._settings.workers and not self._started.done():
            self._started.set_result(None)

    def _left(self, index: int, why: str, exit_code: int | None = None) -> None:
        """A worker has ended; another one takes its place."""
        if self._closing:
            return
        log.warning("a worker ended", extra={"worker": index, "exit_code": exit_code})
        if not self._started.done():
            self._started.set_exception(ColdWorkersError(f"one ended before it was warm: {why}"))
        self._loop.call_later(0 if index in self._warm else RETRY, self._hire, index)

    def _later(self, chore: Any) -> None:
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def _context(settings: Settings) -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    kernels = [] if settings.uncompiled else ["policygames_server.kernels"]
    solver = ["policygames_server.fork_server", "policygames_server.answers", *kernels]
    context.set_forkserver_preload([*solver, *settings.preload])
    return context


def _kill_fork_server() -> None:
    process: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # noqa: SLF001
    if process is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _wait_for(processes: Iterable[BaseProcess]) -> None:
    for process in processes:
        process.join()

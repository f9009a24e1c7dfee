"""A task in a worker, from its start to its end."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Self

from google.rpc.status_pb2 import Status

from policygames_server.errors import RefusedError, WorkerDiedError, WorkerFaultError, WorkerKilledError
from policygames_server.frames import Frame, Kind, Task
from policygames_server.metrics import WORKER_KILLS
from policygames_server.slot import Slot

if TYPE_CHECKING:
    from policygames_server.workers import Workers


def require_answer(frame: Frame) -> Frame:
    """The same frame. Raises what it says where it tells of an error: RefusedError, WorkerFaultError."""
    if frame.kind is Kind.ERROR:
        raise RefusedError(Status.FromString(frame.body))
    if frame.kind is Kind.FAULT:
        raise WorkerFaultError(frame.body.decode())
    return frame


class Working:
    """A context in which a task has a worker, which is killed at `kill_at` (loop time).

    Whoever leaves it early has the worker told to stop, and killed if it does not heed that. A class, as a generator
    around a small task costs as much as it.
    """

    __slots__ = ("_done", "_kill_at", "_slot", "_task", "_timer", "_workers")

    def __init__(self, workers: Workers, task: Task, kill_at: float) -> None:
        self._workers, self._task, self._kill_at, self._done = workers, task, kill_at, False

    async def __aenter__(self) -> Self:
        """Hands the task to a worker. Raises NoWorkerError where none is free before `kill_at`."""
        await self._begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    @property
    def note(self) -> bytes:
        """What the log may say of the task, as JSON; empty where nothing is known."""
        return self._slot.page.note

    async def frame(self, within: float | None = None) -> Frame:
        """The next frame. Raises TimeoutError where there is none `within` so many seconds; none is lost by that.

        Raises WorkerKilledError or WorkerDiedError after all frames that came whole.
        """
        while (frame := await self._next(within)) is None:
            if self._slot.killed or self._slot.page.begun:
                raise await self._lost()
            self._leave()  # it died before it had touched the task: another one is asked
            await self._begin()
        self._done = frame.last
        return frame

    async def last(self) -> Frame:
        """The frame that ends the task; those before it are dropped."""
        while not (frame := await self.frame()).last:
            pass
        return frame

    async def _next(self, within: float | None) -> Frame | None:
        if within is None:  # no timeout costs nothing
            return await self._slot.next()
        async with asyncio.timeout(within):
            return await self._slot.next()

    async def _begin(self) -> None:
        self._slot: Slot = await self._workers.free(self._kill_at)
        self._timer = asyncio.get_running_loop().call_at(self._kill_at, self._slot.kill)
        self._slot.page.clear()
        self._slot.begin(self._task)

    def _leave(self) -> None:
        self._timer.cancel()
        self._workers.give_back(self._slot, done=self._done)

    async def _lost(self) -> Exception:
        WORKER_KILLS.labels("deadline" if self._slot.killed else "died").inc()
        return WorkerKilledError() if self._slot.killed else WorkerDiedError(await self._workers.exit_code(self._slot))

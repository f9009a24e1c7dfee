"""Attempts at a chunk: whole at first; where that kills its worker again and again, in halves, down to one game.

That game's row holds the error, the others their answers, and the job goes on.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.rpc.status_pb2 import Status

from policygames_server import statuses
from policygames_server.errors import RefusedError, WorkerDiedError, WorkerKilledError
from policygames_server.frames import Frame, Kind, Request, Task
from policygames_server.jobs import folders
from policygames_server.jobs.orders import Order, Piece
from policygames_server.jobs.records import Chunk, Part
from policygames_server.workers import Workers

log = logging.getLogger(__name__)

TRIES = 3
"""How often a chunk, or a single game, may kill its worker before it is to blame."""
SECONDS = 600.0
"""How long a chunk may take; games alone have their share of it, and at least a minute."""
LEAST = 60.0
DYING = 1.0
"""Seconds after which a worker is dead that was told to stop; it has a small part of that."""
DIED, LATE = "WORKER_DIED: the process that solved this game died", "DEADLINE: this game took too long"


class BrokenError(Exception):
    """Rows that cannot be solved together; `error` is what stands in a row that is to blame alone."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True, slots=True)
class Attempts:
    """Solves chunks in workers; `folder` holds a folder for each job."""

    workers: Workers
    folder: Path

    def place(self, name: str) -> Path:
        """The folder of a job."""
        return self.folder / name.rpartition("/")[2]

    async def part(self, chunk: Chunk) -> Part:
        """The part of a chunk, in place.

        Raises WorkerDiedError where its worker died and it is not to blame yet, NoWorkerError where none was free, and
        RefusedError where the disk is full.
        """
        if chunk.attempt > 1:  # whoever had it before is gone
            await self._swept(chunk)
        try:
            return await self._part(chunk)
        except asyncio.CancelledError:
            self._swept_later(chunk)
            raise
        except Exception:
            await self._swept(chunk)
            raise

    async def _part(self, chunk: Chunk) -> Part:
        if chunk.attempt <= TRIES:
            with suppress(BrokenError):
                return _part(chunk, await self._solved(chunk, self._order(chunk, chunk.first, chunk.rows)))
        pieces = await self._halves(chunk, chunk.first, chunk.rows)
        order = self._order(chunk, chunk.first, chunk.rows, pieces=tuple(pieces))
        part = _part(chunk, await self._solved(chunk, order))
        await self._swept(chunk)
        return part

    async def _pieces(self, chunk: Chunk, first: int, count: int) -> list[Piece]:
        error = await self._error(chunk, first, count)
        if not error:
            return [Piece(first, count)]
        return [Piece(first, 1, error)] if count == 1 else await self._halves(chunk, first, count)

    async def _halves(self, chunk: Chunk, first: int, count: int) -> list[Piece]:
        if count == 1:
            return await self._pieces(chunk, first, 1)
        half = count // 2
        before = await self._pieces(chunk, first, half)
        return before + await self._pieces(chunk, first + half, count - half)

    async def _error(self, chunk: Chunk, first: int, count: int) -> str:
        """Why these rows cannot be solved together; empty where they are. A row alone is tried some times."""
        order = self._order(chunk, first, count, apart=True)
        for _ in range(TRIES if count == 1 else 1):
            try:
                await self._solved(chunk, order)
            except WorkerDiedError:
                continue
            except BrokenError as broken:
                return broken.error
            return ""
        return DIED

    async def _solved(self, chunk: Chunk, order: Order) -> dict[str, Any]:
        """What a worker says of the file it has written. Raises BrokenError where the rows are to blame."""
        seconds = max(LEAST, SECONDS * order.count / chunk.rows)
        until = time.monotonic() + seconds
        try:
            frame = await self._last(Task(Request.SOLVE_ROWS, order.packed(), until), until)
        except WorkerKilledError as error:
            raise BrokenError(LATE) from error
        if frame.kind is Kind.RESULT:
            found: dict[str, Any] = json.loads(frame.body)
            return found
        raise _refused(frame, order)

    async def _last(self, task: Task, until: float) -> Frame:
        kill_at = asyncio.get_running_loop().time() + until - time.monotonic()
        async with self.workers.working(task, kill_at) as work:
            return await work.last()

    async def _swept(self, chunk: Chunk) -> None:
        """Removes what workers that are dead left of a chunk."""
        await asyncio.to_thread(folders.sweep_chunk, self.place(chunk.job), chunk.seq)

    def _swept_later(self, chunk: Chunk) -> None:
        """The same of a chunk that nobody will have again while this server runs: its worker has a moment to live."""
        loop = asyncio.get_running_loop()
        loop.call_later(DYING, loop.run_in_executor, None, folders.sweep_chunk, self.place(chunk.job), chunk.seq)

    def _order(self, chunk: Chunk, first: int, count: int, **more: Any) -> Order:
        return Order(str(self.place(chunk.job)), chunk.seq, first, count, **more)


def _refused(frame: Frame, order: Order) -> Exception:
    if frame.kind is Kind.FAULT:
        incident = uuid.uuid4().hex[:12]
        log.error("incident", extra={"incident": incident, "folder": order.folder, "traceback": frame.body.decode()})
        return BrokenError(f"INTERNAL_ERROR: an internal error; the server's log has it as incident {incident}")
    status = Status.FromString(frame.body)
    reason = statuses.reason_of(status)
    return RefusedError(status) if reason == "STORE_FULL" else BrokenError(f"{reason}: {status.message}")


def _part(chunk: Chunk, found: dict[str, Any]) -> Part:
    return Part(chunk.seq, chunk.first, chunk.rows, found["failed"], found["sha256"], found["size"])

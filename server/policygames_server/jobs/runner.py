"""Runs what is stored: claims chunks, has workers solve them, and marks them done once their part is in place."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from policygames_server.errors import NoWorkerError, RefusedError, WorkerDiedError
from policygames_server.jobs.attempts import Attempts
from policygames_server.jobs.leases import LEASE, Leases
from policygames_server.jobs.records import Chunk, Part
from policygames_server.metrics import CHUNKS_DONE, JOBS

log = logging.getLogger(__name__)

TICK = 1.0
"""Seconds between looks at what others may have changed in the store."""
PAUSE = 5.0
"""Seconds to wait where the disk is full, the database away, or an error met that nobody foresaw."""
Result = TypeVar("Result")


class Runner:
    """So many lanes, each with one chunk at a time. Whatever ends a lane's work, the chunk is done or free again."""

    def __init__(self, leases: Leases, attempts: Attempts, lanes: int) -> None:
        self._leases, self._attempts, self._lanes = leases, attempts, lanes
        self._write = leases.store.threads.write
        self._held: dict[Chunk, asyncio.Future[Part]] = {}
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._renewed = -math.inf
        self.stopping = False

    async def start(self) -> None:
        """Frees what a server before this one held, and begins."""
        await self._write(self._leases.recover)
        steps = [self._lane] * self._lanes + [self._tend, self._count]
        self._tasks = [asyncio.create_task(self._repeated(step)) for step in steps]

    def stop(self) -> None:
        """Claims nothing more, and lets nobody wait any longer."""
        self.stopping = True
        self.announce()

    async def close(self) -> None:
        """Gives back what is held, its workers killed."""
        self.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def announce(self) -> None:
        """Wakes everybody who waits for something to change: lanes without work, and callers."""
        news, self._news = self._news, asyncio.Event()
        news.set()

    @property
    def news(self) -> asyncio.Event:
        """What the next announcement sets; taken before a look at the store, so that none is missed."""
        return self._news

    async def settle(self) -> None:
        """Stops the work on jobs that are being cancelled; those without any are CANCELLED after this."""
        cancelling = await self._write(self._leases.settle)
        for chunk, working in self._held.items():
            if chunk.job in cancelling:
                working.cancel()
        if cancelling:
            self.announce()

    async def _repeated(self, step: Callable[[], Awaitable[None]]) -> None:
        """Takes a step again and again until the server ends, whatever comes of it."""
        while not self.stopping:
            try:
                await step()
            except Exception:
                log.exception("incident")
                await asyncio.sleep(PAUSE)

    async def _lane(self) -> None:
        news = self._news
        chunk = await self._kept_up(self._leases.claim)
        if chunk is not None:
            self.announce()  # its job may have been queued
            await self._worked(chunk)
        elif not self.stopping:
            await waited(news, TICK)

    async def _worked(self, chunk: Chunk) -> None:
        working = asyncio.ensure_future(self._attempts.part(chunk))
        self._held[chunk] = working
        try:
            await asyncio.wait([working])
        finally:
            if not working.done():  # the server ends
                working.cancel()
                await asyncio.wait([working])
            try:
                await self._ended(chunk, working)
            finally:  # even where the store is away: what is held is renewed for ever
                del self._held[chunk]
                self.announce()

    async def _ended(self, chunk: Chunk, working: asyncio.Future[Part]) -> None:
        if working.cancelled():
            await self._gave_back(chunk, tried=False)
            await self.settle()
            return
        error = working.exception()
        if error is None:
            await self._finished(chunk, working.result())
            return
        passing = isinstance(error, (RefusedError, NoWorkerError))
        log.warning("a chunk was not finished", extra=_named(chunk) | {"problem": str(error)}, exc_info=_bug(error))
        await self._gave_back(chunk, tried=not passing)
        if not isinstance(error, WorkerDiedError):  # a dead worker is replaced at once
            await asyncio.sleep(PAUSE)

    async def _finished(self, chunk: Chunk, part: Part) -> None:
        """Tries until the store has it: the part is in place. After a restart the chunk would be solved once more."""
        if await self._kept_up(lambda: self._leases.finish(chunk, part)):
            CHUNKS_DONE.inc()

    async def _gave_back(self, chunk: Chunk, *, tried: bool) -> None:
        with suppress(RefusedError):  # then the lease lapses by itself
            await self._write(partial(self._leases.give_back, chunk, tried=tried))

    async def _kept_up(self, transaction: Callable[[], Result]) -> Result | None:
        """What a transaction gives, tried again while the disk is full or the database away; None at the end."""
        while True:
            try:
                return await self._write(transaction)
            except RefusedError as error:
                log.warning("the store does not answer", extra={"problem": str(error)})
            if self.stopping:
                return None
            await asyncio.sleep(PAUSE)

    async def _tend(self) -> None:
        """Keeps leases alive, and hears of jobs that are cancelled by way of other servers."""
        now = asyncio.get_running_loop().time()
        with suppress(RefusedError):
            await self.settle()
            if now > self._renewed + LEASE / 4:
                await self._write(self._leases.renew, list(self._held))
                self._renewed = now
        await asyncio.sleep(TICK)

    async def _count(self) -> None:
        """Tells how many jobs are in each state, now and whenever something has changed."""
        news = self._news
        with suppress(RefusedError):
            store = self._leases.store
            for state, count in (await store.threads.read(store.counts, self._leases.home)).items():
                JOBS.labels(state.value).set(count)
        await waited(news, LEASE / 4)


async def waited(news: asyncio.Event, seconds: float) -> None:
    """Waits for news, and no longer than so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await news.wait()


def _named(chunk: Chunk) -> dict[str, object]:
    return {"operation": chunk.job, "chunk": chunk.seq, "attempt": chunk.attempt}


def _bug(error: BaseException) -> BaseException | None:
    return None if isinstance(error, (RefusedError, NoWorkerError, WorkerDiedError)) else error

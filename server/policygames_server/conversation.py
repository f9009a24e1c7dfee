"""One stream of requests and answers: answers in any order, a few pieces of work at once, nothing piled up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from policygames_server import statuses
from policygames_server.errors import RefusedError

WINDOW = 8
"""Pieces of work of one stream that workers have or wait for."""
_PATIENCE = 1.0
"""Seconds in which a caller has to ask more, once the server ends."""
_READY = 4
"""Answers that the caller has not taken yet; with as many, nothing more is read."""


class Conversation:
    """Reads requests while it gives answers, and stops reading while the caller takes none: flow control does the rest.

    Closing the answers ends all work that is under way. Once the server is `ending`, a caller who has nothing more to
    ask for a while hears so.
    """

    def __init__(self, ending: asyncio.Event) -> None:
        self._ending, self._idle, self._asked = ending, True, 0
        self._ready: asyncio.Queue[bytes | None] = asyncio.Queue(_READY)
        self._window = asyncio.Semaphore(WINDOW)
        self._working: set[asyncio.Task[None]] = set()
        self._failure: Exception | None = None

    async def say(self, answer: bytes) -> None:
        """Gives an answer, once there is room for it."""
        await self._ready.put(answer)

    async def begin(self, work: Callable[[], Coroutine[Any, Any, bytes]]) -> None:
        """Begins a piece of work that makes an answer, once there is room for it."""
        await self._window.acquire()
        task = asyncio.create_task(self._said(work))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def answers(self, requests: AsyncIterator[bytes], take: Take) -> AsyncGenerator[bytes, None]:
        """All answers, `take` being called with each request; raises what it raises, after what was ready by then."""
        reading = asyncio.create_task(self._read(requests, take))
        watching = asyncio.create_task(self._watch(reading))
        try:
            while (answer := await self._ready.get()) is not None:
                yield answer
            if self._failure is not None:
                raise self._failure
        finally:
            tasks = [reading, watching, *self._working]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, requests: AsyncIterator[bytes], take: Take) -> None:
        try:
            try:
                await self._taken(requests, take)
            except asyncio.CancelledError:
                if self._failure is None:
                    raise
            while self._working:
                await asyncio.wait(set(self._working))
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken
            self._failure = error
        await self._ready.put(None)

    async def _taken(self, requests: AsyncIterator[bytes], take: Take) -> None:
        async for request in requests:
            self._idle, self._asked = False, self._asked + 1
            await take(request, self)
            self._idle = True
        self._idle = False

    async def _watch(self, reading: asyncio.Task[None]) -> None:
        """Ends the reading where nothing is asked for a while although the server ends."""
        await self._ending.wait()
        seen = -1
        while not (self._idle and seen == self._asked):
            seen = self._asked
            await asyncio.sleep(_PATIENCE)
        self._failure = RefusedError(statuses.shutting_down())
        reading.cancel()

    async def _said(self, work: Callable[[], Coroutine[Any, Any, bytes]]) -> None:
        try:
            await self.say(await work())
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken: no item is lost in silence
            self._failure = error
        finally:
            self._window.release()


Take: TypeAlias = Callable[[bytes, Conversation], Awaitable[None]]
"""What is done with a request: it says answers, or begins work that makes them."""

"""One stream of requests and answers: answers in any order, a few pieces of work at once, nothing piled up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import aclosing
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
        self._ending = ending
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
        try:
            while (answer := await self._ready.get()) is not None:
                yield answer
            if self._failure is not None:
                raise self._failure
        finally:
            tasks = [reading, *self._working]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, requests: AsyncIterator[bytes], take: Take) -> None:
        try:
            async with aclosing(self._until_idle(requests)) as asked:
                async for request in asked:
                    await take(request, self)
            while self._working:
                await asyncio.wait(set(self._working))
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken
            self._failure = error
        await self._ready.put(None)

    async def _until_idle(self, requests: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
        """The requests, until there are no more, or none for a while although the server ends."""
        iterator, ending = aiter(requests), asyncio.ensure_future(self._ending.wait())
        asking: asyncio.Future[bytes | None] | None = None
        try:
            while True:
                asking = asyncio.ensure_future(anext(iterator, None))
                await asyncio.wait([asking, ending], return_when=asyncio.FIRST_COMPLETED)
                await asyncio.wait([asking], timeout=_PATIENCE)
                if not asking.done():
                    self._failure = RefusedError(statuses.shutting_down())
                    return
                if (request := asking.result()) is None:
                    return
                yield request
        finally:
            ending.cancel()
            if asking is not None:
                asking.cancel()

    async def _said(self, work: Callable[[], Coroutine[Any, Any, bytes]]) -> None:
        try:
            await self.say(await work())
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken: no item is lost in silence
            self._failure = error
        finally:
            self._window.release()


Take: TypeAlias = Callable[[bytes, Conversation], Awaitable[None]]
"""What is done with a request: it says answers, or begins work that makes them."""

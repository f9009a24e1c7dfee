"""Who is let in: nobody while the server drains, and only so much work at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from policygames_server import statuses
from policygames_server.errors import RefusedError


class Admission:
    """Counts the calls and the work in flight."""

    def __init__(self, max_work: int) -> None:
        self._max_work, self._work, self._calls = max_work, 0, 0
        self._draining, self._quiet = False, asyncio.Event()
        self._quiet.set()

    @contextmanager
    def call(self) -> Iterator[None]:
        """One call. Raises RefusedError while the server drains."""
        if self._draining:
            raise RefusedError(statuses.shutting_down())
        self._calls += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._calls -= 1
            if not self._calls:
                self._quiet.set()

    @contextmanager
    def work(self) -> Iterator[None]:
        """One piece of work for a worker. Raises RefusedError where too much is in flight."""
        if self._work >= self._max_work:
            raise RefusedError(statuses.queue_full(self._max_work))
        self._work += 1
        try:
            yield
        finally:
            self._work -= 1

    async def drain(self, seconds: float) -> None:
        """Lets nobody in any more, and waits so long for the calls in flight."""
        self._draining = True
        await asyncio.wait([asyncio.ensure_future(self._quiet.wait())], timeout=seconds)

"""Threads for the store of jobs alone: a locked database holds up nothing else, and who waits hears of it in time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any, TypeVar

from policygames_server.jobs import refusals

_READERS, _WRITERS = 4, 2
_PATIENCE = 5.0
"""Seconds in which a transaction has to begin; a lock may then take the patience of the database."""
Result = TypeVar("Result")


class Threads:
    """Where transactions run; those that read never wait behind those that write."""

    def __init__(self) -> None:
        self._readers = ThreadPoolExecutor(_READERS, "store-reads")
        self._writers = ThreadPoolExecutor(_WRITERS, "store-writes")

    async def read(self, transaction: Callable[..., Result], *arguments: Any) -> Result:
        """What a transaction that only reads gives. Raises RefusedError as `write` does."""
        return await _begun_in_time(self._readers, transaction, arguments)

    async def write(self, transaction: Callable[..., Result], *arguments: Any) -> Result:
        """What a transaction gives. Raises RefusedError where it cannot even begin while others wait for a lock."""
        return await _begun_in_time(self._writers, transaction, arguments)

    def close(self) -> None:
        """Waits for the transactions under way, and drops the others."""
        for pool in (self._readers, self._writers):
            pool.shutdown(cancel_futures=True)


async def _begun_in_time(pool: Executor, transaction: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    queued = pool.submit(transaction, *arguments)
    result = asyncio.wrap_future(queued)
    await asyncio.wait([result], timeout=_PATIENCE)
    if not result.done() and queued.cancel():  # one that has begun ends by the patience of the database
        raise refusals.store_busy()
    return await result

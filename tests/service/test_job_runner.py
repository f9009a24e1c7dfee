"""The runner of jobs while its store is away."""

import asyncio
import sqlite3
import time
from contextlib import closing

from policygames_server.jobs import databases, runner
from policygames_server.jobs.databases import opened
from policygames_server.jobs.leases import LEASE
from policygames_server.jobs.runner import Runner
from policygames_server.jobs.store import Store
from service.storing import leases, new


class Given:
    """Attempts that are cancelled once they may end."""

    def __init__(self):
        self.begun, self.may_end = asyncio.Queue(), asyncio.Event()

    async def part(self, chunk):
        self.begun.put_nowait(chunk.attempt)
        await self.may_end.wait()
        raise asyncio.CancelledError


async def test_a_chunk_that_cannot_be_given_back_is_not_kept_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "PATIENCE", 0.05)
    for name, seconds in (("PAUSE", 0.05), ("TICK", 0.05), ("LEASE", 0.05)):  # here LEASE is only how often it renews
        monkeypatch.setattr(runner, name, seconds)
    given, now = Given(), time.time
    with closing(Store(opened(None, tmp_path))) as store:
        store.submit(new(rows=4))
        running = Runner(leases(store), given, 1)
        await running.start()
        assert await asyncio.wait_for(given.begun.get(), 30) == 1
        with closing(sqlite3.connect(tmp_path / databases.FILE)) as other:
            other.execute("BEGIN IMMEDIATE")
            given.may_end.set()
            await asyncio.sleep(1)
        monkeypatch.setattr(time, "time", lambda: now() + 2 * LEASE)
        assert await asyncio.wait_for(given.begun.get(), 30) == 2
        await running.close()

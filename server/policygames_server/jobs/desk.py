"""What the services of jobs share: the store, the runner, the folders, and the key of page tokens."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from policygames_server.jobs import folders
from policygames_server.jobs.attempts import Attempts
from policygames_server.jobs.databases import FILE, opened
from policygames_server.jobs.leases import Leases
from policygames_server.jobs.pages import Tokens
from policygames_server.jobs.records import Job
from policygames_server.jobs.runner import Runner
from policygames_server.jobs.store import Store
from policygames_server.settings import Settings
from policygames_server.workers import Workers

log = logging.getLogger(__name__)
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Desk:
    """Where jobs are handed in and asked for; times are in seconds."""

    store: Store
    runner: Runner
    folder: Path
    home: str
    tokens: Tokens
    max_wait: float

    def place(self, job: Job) -> Path:
        """The folder of a job."""
        return self.folder / job.key

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Goes on with the jobs that had not ended, and removes those whose time is over, until this ends."""
        await asyncio.to_thread(self._tidy)
        await self.runner.start()
        expiring = asyncio.create_task(self._expiring())
        try:
            yield
        finally:
            expiring.cancel()
            await asyncio.gather(expiring, return_exceptions=True)
            await self.runner.close()

    async def _expiring(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._expire)
                self.runner.announce()
            except Exception:
                log.exception("jobs whose time is over were not removed")
            await asyncio.sleep(HOUR)

    def _tidy(self) -> None:
        names = self.store.names(self.home)
        strays = folders.sweep(self.folder, (name.rpartition("/")[2] for name in names))
        if strays:
            log.info("stray files were removed", extra={"files": strays})

    def _expire(self) -> None:
        for job in self.store.expire(self.home, time.time()):
            folders.removed(self.place(job))
            log.info("a job has expired", extra={"operation": job.name})


@contextlib.contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The store of a server. Raises CannotServeError where it cannot be used."""
    store = Store(opened(settings.store, settings.data))
    try:
        yield store
    finally:
        store.close()


def require_store(settings: Settings) -> None:
    """Raises CannotServeError where there is a store that cannot be used, or where PostgreSQL does not answer."""
    if settings.store or (settings.data / FILE).exists():
        opened(settings.store, settings.data).dispose()


def desk_of(settings: Settings, store: Store, workers: Workers) -> Desk:
    """The desk of a server with the data folder of the settings. Raises CannotServeError where that is another's."""
    folder, home = folders.prepared(settings.data, store.id)
    leases = Leases(store, home, uuid.uuid4().hex)
    runner = Runner(leases, Attempts(workers, folder), max(1, settings.workers - 1))
    return Desk(store, runner, folder, home, Tokens(store.key), settings.default_deadline)

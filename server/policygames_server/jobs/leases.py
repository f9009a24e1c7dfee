"""Chunks under way: claimed by one owner for a while, finished once, given back where their owner is gone."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from policygames_server.jobs.records import Chunk, ChunkState, Part, State
from policygames_server.jobs.refusals import cancelled
from policygames_server.jobs.store import Store, ended
from policygames_server.jobs.tables import chunks, jobs

LEASE = 60.0
"""Seconds that a claim holds unless it is renewed."""
_LIVE = [State.QUEUED, State.RUNNING]


@dataclass(frozen=True, slots=True)
class Leases:
    """The claims of one owner, on jobs whose files are in its own folder."""

    store: Store
    home: str
    owner: str

    def claim(self) -> Chunk | None:
        """The next chunk that nobody works on, now leased; principals take turns, then their jobs."""
        with self.store.writing() as connection:
            for name in _in_turn(connection, self.home):
                row = _next(connection, name) if _held(connection, name) else None
                if row is not None:
                    return self._leased(connection, name, row)
        return None

    def finish(self, chunk: Chunk, part: Part) -> bool:
        """Marks a chunk DONE whose part is in place; False where it was no longer ours. The last one ends the job."""
        values = {"failed": part.failed, "sha256": part.sha256, "size": part.size}
        with self.store.writing() as connection:
            if not self._left(connection, chunk, state=ChunkState.DONE, **values):
                return False
            connection.execute(
                update(jobs)
                .where(jobs.c.name == chunk.job)
                .values(
                    chunks_done=jobs.c.chunks_done + 1,
                    rows_done=jobs.c.rows_done + part.rows,
                    rows_failed=jobs.c.rows_failed + part.failed,
                )
            )
            whole = (jobs.c.name == chunk.job) & jobs.c.state.in_(_LIVE) & (jobs.c.chunks_done == jobs.c.chunks)
            connection.execute(update(jobs).where(whole).values(ended(State.SUCCEEDED, time.time())))
        return True

    def give_back(self, chunk: Chunk, *, tried: bool) -> None:
        """Lets others have the chunk; where it was not `tried` to its end, that attempt does not count."""
        with self.store.writing() as connection:
            self._left(connection, chunk, state=ChunkState.READY, attempt=chunk.attempt - (not tried))

    def renew(self, held: Iterable[Chunk]) -> None:
        """Keeps what is held for another while, and frees what others let lapse."""
        now = time.time()
        lapsed = (chunks.c.state == ChunkState.LEASED) & (chunks.c.lease_until < now)
        with self.store.writing() as connection:
            for chunk in held:
                connection.execute(update(chunks).where(self._ours(chunk)).values(lease_until=now + LEASE))
            connection.execute(update(chunks).where(lapsed).values(state=ChunkState.READY, lease_owner=None))

    def recover(self) -> None:
        """Frees all chunks of this home: whoever had them is gone, for only one server may use its folder."""
        ours = select(jobs.c.name).where(jobs.c.home == self.home)
        leased = (chunks.c.state == ChunkState.LEASED) & chunks.c.operation.in_(ours)
        with self.store.writing() as connection:
            connection.execute(update(chunks).where(leased).values(state=ChunkState.READY, lease_owner=None))

    def settle(self) -> list[str]:
        """The names of this home's jobs that are being cancelled; those with no chunk under way are now CANCELLED."""
        busy = select(chunks.c.operation).where(chunks.c.state == ChunkState.LEASED)
        cancelling = (jobs.c.home == self.home) & (jobs.c.state == State.CANCELLING)
        values = ended(State.CANCELLED, time.time(), cancelled().SerializeToString())
        with self.store.writing() as connection:
            names = list(connection.execute(select(jobs.c.name).where(cancelling)).scalars())
            if names:
                connection.execute(update(jobs).where(cancelling, jobs.c.name.not_in(busy)).values(values))
            return names

    def _leased(self, connection: Connection, name: str, row: Row[Any]) -> Chunk:
        chunk = Chunk(name, row.seq, row.first, row.rows, row.attempt + 1)
        place = (chunks.c.operation == name) & (chunks.c.seq == chunk.seq)
        lease = {"state": ChunkState.LEASED, "lease_owner": self.owner, "lease_until": time.time() + LEASE}
        connection.execute(update(chunks).where(place).values(attempt=chunk.attempt, **lease))
        began = {"state": State.RUNNING, "claim_time": time.time()}
        connection.execute(update(jobs).where(jobs.c.name == name).values(began))
        return chunk

    def _left(self, connection: Connection, chunk: Chunk, **values: object) -> bool:
        leaving = update(chunks).where(self._ours(chunk)).values(lease_owner=None, lease_until=None, **values)
        return connection.execute(leaving).rowcount == 1

    def _ours(self, chunk: Chunk) -> ColumnElement[bool]:
        place = (chunks.c.operation == chunk.job) & (chunks.c.seq == chunk.seq)
        return place & (chunks.c.lease_owner == self.owner) & (chunks.c.state == ChunkState.LEASED)


def _in_turn(connection: Connection, home: str) -> list[str]:
    """The live jobs of this home: first those of the principal who has waited longest, of these the longest waiting."""
    live = select(jobs.c.name, jobs.c.principal, jobs.c.claim_time).where(jobs.c.state.in_(_LIVE), jobs.c.home == home)
    table = live.subquery()
    latest = func.max(table.c.claim_time).over(partition_by=table.c.principal)
    query = select(table.c.name).order_by(latest, table.c.principal, table.c.claim_time, table.c.name)
    return list(connection.execute(query).scalars())


def _next(connection: Connection, name: str) -> Any:  # Any: a row with these columns, or None
    columns = (chunks.c.seq, chunks.c.first, chunks.c.rows, chunks.c.attempt)
    ready = (chunks.c.operation == name) & (chunks.c.state == ChunkState.READY)
    query = select(*columns).where(ready).order_by(chunks.c.seq).limit(1)
    return connection.execute(query.with_for_update(skip_locked=True)).one_or_none()


def _held(connection: Connection, name: str) -> bool:
    """Whether a job is live still, nobody else claiming of it until the transaction ends.

    Without that PostgreSQL finds no chunk at all where the first one is claimed while it looks.
    """
    live = (jobs.c.name == name) & jobs.c.state.in_(_LIVE)
    return connection.execute(select(jobs.c.name).where(live).with_for_update()).one_or_none() is not None

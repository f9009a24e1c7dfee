"""The store of jobs: submitted once, found by their principal alone, listed, cancelled and deleted."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from policygames_server.errors import CannotServeError, RefusedError
from policygames_server.jobs import refusals
from policygames_server.jobs.databases import failing_in_words
from policygames_server.jobs.records import LIFETIME, Job, NewJob, Part, State
from policygames_server.jobs.tables import VERSION, chunks, facts, jobs, metadata
from policygames_server.jobs.threads import Threads

_COLUMNS = [jobs.c[field.name] for field in fields(Job)]
_ENDED = [state.value for state in State if state.ended]
_AT_ONCE = 1000


class Store:
    """Jobs in a database. Every method is one transaction; raises RefusedError where the disk or database fails."""

    def __init__(self, engine: Engine) -> None:
        """Makes the tables where they are missing. Raises CannotServeError for a store of another version."""
        self._engine, self.threads = engine, Threads()
        try:
            with self.writing() as connection:
                metadata.create_all(connection)
                self.id = self._fact(connection, "id", secrets.token_hex(16))
                self.key = self._fact(connection, "page_token_key", secrets.token_hex(32))
                version = self._fact(connection, "version", VERSION)
        except (SQLAlchemyError, RefusedError) as error:
            raise CannotServeError(f"the store {engine.url!r} cannot be used: {error}") from error
        if version != VERSION:
            raise CannotServeError(f"the store {engine.url!r} has version {version}; this server knows {VERSION}")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes."""
        engine = self._engine.execution_options(writes=True)
        with failing_in_words(), engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with failing_in_words(), self._engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Lets go of the database, once what is under way has ended."""
        self.threads.close()
        self._engine.dispose()

    def submit(self, new: NewJob) -> Job:
        """The stored job; one that the same principal has submitted with the same request and id before is that one.

        Raises RefusedError where the id came with another request.
        """
        try:
            with self.writing() as connection:
                _stored(connection, new)
        except IntegrityError:
            before = self.submitted(new)
            if before is None:  # deleted in this moment
                raise refusals.store_busy() from None
            return before
        return self.job(new.name, new.principal)

    def submitted(self, new: NewJob) -> Job | None:
        """The job that was submitted with this id before, if any. Raises RefusedError as `submit` does."""
        same = (jobs.c.principal == new.principal) & (jobs.c.request_id == new.request_id)
        with self.reading() as connection:
            row = connection.execute(select(*_COLUMNS).where(same)).one_or_none()
        if row is not None and row.request_sha256 != new.request_sha256:
            raise refusals.reused(str(new.request_id))
        return None if row is None else _job(row)

    def job(self, name: str, principal: str) -> Job:
        """The job with this name. Raises RefusedError where there is none, or where it is another principal's."""
        with self.reading() as connection:
            return _own(connection, name, principal)

    def page(self, principal: str, after: tuple[float, str], count: int) -> list[Job]:
        """The principal's jobs in the order of their creation, from the one after (create time, name)."""
        place = tuple_(jobs.c.create_time, jobs.c.name)
        query = select(*_COLUMNS).where(jobs.c.principal == principal, place > after)
        with self.reading() as connection:
            found = connection.execute(query.order_by(jobs.c.create_time, jobs.c.name).limit(count))
            return [_job(row) for row in found]

    def cancel(self, name: str, principal: str) -> Job:
        """The job, from now on CANCELLING; one that has ended stays as it is."""
        live = jobs.c.state.in_([State.QUEUED, State.RUNNING])
        with self.writing() as connection:
            _own(connection, name, principal)
            connection.execute(update(jobs).where(jobs.c.name == name, live).values(state=State.CANCELLING))
            return _own(connection, name, principal)

    def delete(self, name: str, principal: str) -> Job:
        """The job as it was; it is gone. Raises RefusedError where it has not ended."""
        with self.writing() as connection:
            job = _own(connection, name, principal)
            if not job.state.ended:
                raise refusals.still_running(name)
            _removed(connection, name)
            return job

    def expire(self, home: str, now: float) -> list[Job]:
        """The jobs of this server whose time was over at `now`; they are gone."""
        over = (jobs.c.home == home) & jobs.c.state.in_(_ENDED) & (jobs.c.expire_time <= now)
        with self.writing() as connection:
            found = [_job(row) for row in connection.execute(select(*_COLUMNS).where(over))]
            for job in found:
                _removed(connection, job.name)
            return found

    def counts(self, home: str) -> dict[State, int]:
        """How many jobs of this server are in each state."""
        query = select(jobs.c.state, func.count()).where(jobs.c.home == home).group_by(jobs.c.state)
        with self.reading() as connection:
            found = {State(state): int(count) for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in State}

    def names(self, home: str) -> set[str]:
        """The names of all jobs of this server."""
        with self.reading() as connection:
            return set(connection.execute(select(jobs.c.name).where(jobs.c.home == home)).scalars())

    def parts(self, name: str, start: int, count: int) -> list[Part]:
        """So many finished chunks of a job, in their order, from the chunk numbered `start`."""
        columns = [chunks.c[field.name] for field in fields(Part)]
        done = (chunks.c.operation == name) & (chunks.c.state == "DONE") & (chunks.c.seq >= start)
        with self.reading() as connection:
            found = connection.execute(select(*columns).where(done).order_by(chunks.c.seq).limit(count))
            return [Part(*row) for row in found]

    def _fact(self, connection: Connection, key: str, value: str) -> str:
        """The value under a key; `value` where there was none."""
        found: str | None = connection.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
        if found is None:
            connection.execute(insert(facts).values(key=key, value=value))
        return value if found is None else found


def _stored(connection: Connection, new: NewJob) -> None:
    starts = range(0, new.rows, new.chunk_rows)
    now = time.time()
    values = asdict(new) | {"state": State.QUEUED, "chunks": len(starts), "create_time": now, "claim_time": now}
    values.pop("chunk_rows")
    connection.execute(insert(jobs).values(values))
    pieces = [
        {"operation": new.name, "seq": seq, "first": first, "rows": min(new.chunk_rows, new.rows - first)}
        for seq, first in enumerate(starts)
    ]
    for start in range(0, len(pieces), _AT_ONCE):
        connection.execute(insert(chunks), pieces[start : start + _AT_ONCE])


def _own(connection: Connection, name: str, principal: str) -> Job:
    if "\0" in name:  # PostgreSQL does not take it as a text at all
        raise refusals.not_found(name)
    query = select(*_COLUMNS).where(jobs.c.name == name, jobs.c.principal == principal)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise refusals.not_found(name)
    return _job(row)


def _removed(connection: Connection, name: str) -> None:
    connection.execute(delete(chunks).where(chunks.c.operation == name))
    connection.execute(delete(jobs).where(jobs.c.name == name))


def _job(row: Any) -> Job:  # Any: a row of the columns above
    values = row._asdict()
    return Job(**values | {"state": State(values["state"])})


def ended(state: State, now: float, error: bytes | None = None) -> dict[str, Any]:
    """The values of a job that ends at `now`."""
    return {"state": state, "end_time": now, "expire_time": now + LIFETIME, "error": error}

"""The database of the store: SQLite in the data folder, or PostgreSQL by its URL; it fails in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from policygames_server.errors import CannotServeError
from policygames_server.jobs import refusals
from policygames_server.jobs.disks import is_full

FILE = "jobs.sqlite"
PATIENCE = 10
"""Seconds that a statement waits for a lock that somebody else holds."""
NETWORKS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.glusterfs"}
)
"""Types of file systems whose locks SQLite cannot rely on."""
_POSTGRES_FULL, _POSTGRES_AWAY = "53", ("08", "55P03", "57P", "40")
"""SQLSTATE classes: insufficient resources; connections, locks, shutdowns and conflicts, which all pass."""


def opened(url: str | None, folder: Path) -> Engine:
    """The engine for `url`, or for the file in `folder`. Raises CannotServeError, naming the file, for a broken one."""
    return _postgres(url) if url else _sqlite(folder / FILE)


def _sqlite(file: Path) -> Engine:
    kind = file_system(file.parent, Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"))
    if kind in NETWORKS:
        message = (
            f"{file.parent} is on a network file system ({kind}), where SQLite is not safe; --store takes PostgreSQL"
        )
        raise CannotServeError(message)
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except SQLAlchemyError as error:
        raise CannotServeError(f"the database {file} cannot be used: {_words(error)}") from error
    if found != "ok":
        raise CannotServeError(f"the database {file} is corrupt: {' '.join(str(found).split())}")
    return engine


def _prepared(connection: Any, _: Any) -> None:
    """Full synchronous: what a caller was told survives a loss of power."""
    connection.isolation_level = None  # no BEGIN but ours
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    """A transaction that will write takes its lock at once: later, it could not wait for it."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(text: str) -> Engine:
    try:
        url = make_url(text)
        if url.get_backend_name() != "postgresql":
            raise CannotServeError(f"the store {url.render_as_string()} is none; allowed: postgresql://…")
        options = {"connect_timeout": PATIENCE, "options": f"-c lock_timeout={PATIENCE}s"}
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), connect_args=options, pool_pre_ping=True, pool_size=8
        )
    except ArgumentError as error:
        raise CannotServeError("the store is no URL; allowed: postgresql://USER@HOST/DATABASE") from error
    try:
        with engine.connect():
            return engine
    except OperationalError as error:
        raise CannotServeError(f"the store {url.render_as_string()} cannot be reached: {_words(error)}") from error


def file_system(folder: Path, mounts: str) -> str:
    """The type of the file system that holds `folder`, by the text of /proc/self/mountinfo."""
    entries = [
        (fields[4], line.partition(" - ")[2].split()[0]) for line in mounts.splitlines() if (fields := line.split())
    ]
    place = folder.resolve()
    found = {Path(_unescaped(point)): kind for point, kind in entries}
    return next((found[above] for above in (place, *place.parents) if above in found), "")


def _unescaped(point: str) -> str:
    return point.encode("latin-1", "replace").decode("unicode_escape") if "\\" in point else point


@contextmanager
def failing_in_words() -> Iterator[None]:
    """Raises a RefusedError for what a disk or a database may do to anybody; other errors are bugs, and pass."""
    try:
        yield
    except DBAPIError as error:
        refused = _refusal(error.orig, lost=error.connection_invalidated)
        if refused is None:
            raise
        raise refused from error
    except OSError as error:
        if not is_full(error):
            raise
        raise refusals.store_full() from error


def _refusal(error: BaseException | None, *, lost: bool) -> Exception | None:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return refusals.store_busy()
        return refusals.store_full() if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR} and _full(error) else None
    state = getattr(error, "sqlstate", None) or ("08" if lost or _unconnected(error) else "")
    if state.startswith(_POSTGRES_FULL):
        return refusals.store_full() if state == "53100" else refusals.store_busy()
    return refusals.store_busy() if state.startswith(_POSTGRES_AWAY) else None


def _full(error: sqlite3.Error) -> bool:
    """Whether the disk is to blame: SQLite calls a write that fails an I/O error where the file may not grow."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE


def _unconnected(error: BaseException | None) -> bool:
    return type(error).__name__ == "OperationalError"


def _words(error: SQLAlchemyError) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(cause).split())

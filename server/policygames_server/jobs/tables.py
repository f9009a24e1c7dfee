"""The tables of the store, the same in SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from policygames_server.jobs.records import ChunkState, State

VERSION = "1"
"""Of these tables; a store of another version is refused."""

metadata = MetaData()
_seconds: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")  # SQLite's strict tables know few types
_whole: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")


def _one_of(states: type[State] | type[ChunkState]) -> CheckConstraint:
    return CheckConstraint(f"state IN ({', '.join(repr(state.value) for state in states)})")


facts = Table(
    "fact",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""What the store knows of itself: its version, and the key that signs page tokens."""

jobs = Table(
    "operation",
    metadata,
    Column("name", Text, primary_key=True),
    Column("home", Text, nullable=False),
    Column("principal", Text, nullable=False),
    Column("request_id", Text),
    Column("request_sha256", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("rows", _whole, nullable=False),
    Column("chunks", _whole, nullable=False),
    Column("rows_done", _whole, nullable=False, server_default="0"),
    Column("rows_failed", _whole, nullable=False, server_default="0"),
    Column("chunks_done", _whole, nullable=False, server_default="0"),
    Column("create_time", _seconds, nullable=False),
    Column("claim_time", _seconds, nullable=False),
    Column("end_time", _seconds),
    Column("expire_time", _seconds),
    Column("error", LargeBinary),
    Column("solver_version", Text, nullable=False),
    _one_of(State),
    UniqueConstraint("principal", "request_id"),
    Index("operation_listed", "principal", "create_time", "name"),
    Index("operation_state", "state"),
    sqlite_strict=True,
)

chunks = Table(
    "chunk",
    metadata,
    Column("operation", Text, ForeignKey("operation.name", ondelete="CASCADE"), primary_key=True),
    Column("seq", _whole, primary_key=True, autoincrement=False),
    Column("first", _whole, nullable=False),
    Column("rows", _whole, nullable=False),
    Column("state", Text, nullable=False, server_default=ChunkState.READY.value),
    Column("attempt", _whole, nullable=False, server_default="0"),
    Column("lease_owner", Text),
    Column("lease_until", _seconds),
    Column("failed", _whole, nullable=False, server_default="0"),
    Column("sha256", Text),
    Column("size", _whole),
    _one_of(ChunkState),
    Index("chunk_ready", "operation", "state", "seq"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

"""What the store knows: jobs, and the chunks that they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LIFETIME = 30 * 86400.0
"""Seconds that a job and its results are kept after its end."""


class State(StrEnum):
    """Where a job stands."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    CANCELLING = "CANCELLING"
    CANCELLED = "CANCELLED"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"

    @property
    def ended(self) -> bool:
        """Whether it stays so."""
        return self in {State.CANCELLED, State.SUCCEEDED, State.FAILED}


class ChunkState(StrEnum):
    """Where a chunk stands."""

    READY = "READY"
    LEASED = "LEASED"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class Job:
    """A job; times are in seconds since 1970, `error` is a google.rpc.Status where it was cancelled or has failed."""

    name: str
    home: str
    """The server whose folder holds its files."""
    principal: str
    request_id: str | None
    request_sha256: str
    state: State
    rows: int
    chunks: int
    rows_done: int
    rows_failed: int
    chunks_done: int
    create_time: float
    end_time: float | None
    expire_time: float | None
    error: bytes | None
    solver_version: str

    @property
    def key(self) -> str:
        """The name without its collection; its folder is called so."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be stored; `chunk_rows` is how many rows each chunk has but the last."""

    name: str
    home: str
    principal: str
    request_id: str | None
    request_sha256: str
    rows: int
    chunk_rows: int
    solver_version: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk of a job: the rows first … first + rows - 1; `attempt` counts how often somebody began it."""

    job: str
    seq: int
    first: int
    rows: int
    attempt: int

    @property
    def part(self) -> str:
        """The name of the file with its rows."""
        return f"part-{self.seq:08d}.parquet"


@dataclass(frozen=True, slots=True)
class Part:
    """A finished chunk: its file's SHA-256 and size in bytes, and how many of its rows hold errors."""

    seq: int
    first: int
    rows: int
    failed: int
    sha256: str
    size: int

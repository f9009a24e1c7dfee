"""The rows of a study in runs of fixed size: the unit of work, of failure and of resuming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

Failures = Mapping[int, str]
"""By number, rows that are not to be tried again, and the error that stands in them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows first … first + count - 1 of a study; `seq` counts chunks from 0."""

    seq: int
    first: int
    count: int

    @property
    def stop(self) -> int:
        """The number of the row behind the last one."""
        return self.first + self.count


class Spec(Protocol):
    """All that decides the rows of a study: equal specs, by digest, give equal rows, wherever they are solved."""

    @property
    def size(self) -> int:
        """How many rows there are."""

    @property
    def chunk_size(self) -> int:
        """Rows a chunk; the last may have fewer."""

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""

    @property
    def is_fast(self) -> bool:
        """Whether games are solved together, so that none takes long."""

    def chunks(self) -> Iterator[Chunk]:
        """All chunks, in their order."""

    def to_json(self) -> str:
        """The canonical form: compact JSON with sorted keys."""

    def solved(self, chunk: Chunk, failed: Failures) -> pa.Table:
        """The rows of `chunk`, as `solve_chunk` gives them."""


def chunks_of(size: int, chunk_size: int) -> Iterator[Chunk]:
    """Chunks of `chunk_size` rows that cover `size` rows."""
    for seq, first in enumerate(range(0, size, chunk_size)):
        yield Chunk(seq, first, min(chunk_size, size - first))


def shard_of(chunk: Chunk, shard: int, shards: int) -> bool:
    """Whether `chunk` belongs to shard `shard`, counted from 1, of `shards`: every shards-th chunk does."""
    return chunk.seq % shards == shard - 1


def solve_chunk(spec: Spec, chunk: Chunk, failed: Failures | None = None) -> pa.Table:
    """The rows of `chunk`: the same, to the byte, whenever and wherever they are solved.

    A row whose game cannot be solved holds its error in column `error`, and null in all other answers. Rows in
    `failed` are not tried: whoever saw a row kill its worker says so there.
    """
    inside = {row: error for row, error in (failed or {}).items() if chunk.first <= row < chunk.stop}
    return spec.solved(chunk, inside)

"""A spec some of whose rows kill the process that solves them, as a crash in a library or the kernel would."""

import os
import signal
from dataclasses import dataclass

import pyarrow as pa
from policygames.studies import parts
from policygames.studies.chunks import chunks_of


@dataclass(frozen=True)
class DeadlySpec:
    """`size` rows; those in `deadly` end in SIGKILL unless they are left out."""

    size: int
    chunk_size: int
    deadly: frozenset
    is_fast: bool = False
    digest: str = "deadly"

    def chunks(self):
        return chunks_of(self.size, self.chunk_size)

    def to_json(self):
        return "{}"

    def solved(self, chunk, failed):
        rows = range(chunk.first, chunk.stop)
        if self.deadly & set(rows) - set(failed):
            os.kill(os.getpid(), signal.SIGKILL)
        table = pa.table({"game": list(rows), "error": pa.array([failed.get(row) for row in rows], pa.string())})
        return table.replace_schema_metadata({parts.STUDY: self.digest.encode()})

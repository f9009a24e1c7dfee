"""What the server asks of a worker about jobs, and what comes back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a job is: its rows, how many there are in a chunk, and the field of the request that decided that."""

    rows: int
    chunk_rows: int
    field: str = "chunk_rows"


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of a chunk that were solved apart, or one row that cannot be solved, with the error that stands in it."""

    first: int
    count: int
    error: str = ""

    def file(self, seq: int) -> str:
        """Where its rows are."""
        return f"piece-{seq:08d}-{self.first}-{self.count}.arrow"


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to do: `folder` is the job's; with `pieces` the chunk is joined from them.

    An order `apart` is for some rows of a chunk, whose file is no part yet.
    """

    folder: str
    seq: int
    first: int
    count: int
    apart: bool = False
    pieces: tuple[Piece, ...] = ()

    def packed(self) -> bytes:
        """The order as it is sent."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def unpacked(cls, body: bytes) -> Order:
        """The order that was sent."""
        given = json.loads(body)
        return cls(**given | {"pieces": tuple(Piece(**piece) for piece in given["pieces"])})

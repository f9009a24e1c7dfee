"""Which rows of a chunk kill whoever solves them."""

from __future__ import annotations

from collections.abc import Callable

from policygames.studies.chunks import Chunk

TRIES = 3
"""Deaths over the same rows after which these are looked at in halves."""
DIED = "WORKER_DIED: solving this game ends the process that does it"


def fatal_rows(chunk: Chunk, kills: Callable[[Chunk], bool]) -> dict[int, str]:
    """The rows that kill even alone, found by halves, with the error that stands in them."""
    if not kills(chunk):
        return {}
    if chunk.count == 1:
        return {chunk.first: DIED}
    half = chunk.count // 2
    first, second = Chunk(chunk.seq, chunk.first, half), Chunk(chunk.seq, chunk.first + half, chunk.count - half)
    return fatal_rows(first, kills) | fatal_rows(second, kills)

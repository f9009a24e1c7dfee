"""Rows that kill whoever solves them: found out, left out, and told from deaths that are nobody's fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from policygames.studies.chunks import Chunk, Failures

Answer = TypeVar("Answer")
Asked: TypeAlias = Callable[[Chunk, Failures], Answer | None]
"""Has the rows of a chunk solved elsewhere, but those that are not to be tried; None where that process died."""
TRIES = 3
"""Deaths over the same rows after which these are looked at in halves, and a row alone is held to be fatal."""
_ROUNDS = 8
"""How often rows are looked at in halves before a part is given up: somebody else may be killing processes."""
DIED = "WORKER_DIED: solving this game ends the process that does it"


def despite_deaths(chunk: Chunk, asked: Asked[Answer]) -> Answer:
    """What is answered for `chunk`, without the rows that kill again and again: these hold that as their error.

    Raises ChildProcessError where it is never answered although no row alone kills.
    """
    failed: dict[int, str] = {}
    for _ in range(_ROUNDS):
        for _ in range(TRIES):
            if (answer := asked(chunk, failed)) is not None:
                return answer
        failed |= fatal_rows(chunk, _killing(asked, dict(failed)))
    raise ChildProcessError(f"part {chunk.seq}: {DIED}, with the rows left out that do so alone")


def _killing(asked: Asked[Answer], failed: Failures) -> Callable[[Chunk], bool]:
    return lambda rows: asked(rows, failed) is None


def fatal_rows(chunk: Chunk, kills: Callable[[Chunk], bool]) -> dict[int, str]:
    """The rows that kill even alone, each time, found by halves, with the error that stands in them."""
    if not kills(chunk):
        return {}
    if chunk.count == 1:
        return {chunk.first: DIED} if all(kills(chunk) for _ in range(TRIES - 1)) else {}
    half = chunk.count // 2
    first, second = Chunk(chunk.seq, chunk.first, half), Chunk(chunk.seq, chunk.first + half, chunk.count - half)
    return fatal_rows(first, kills) | fatal_rows(second, kills)

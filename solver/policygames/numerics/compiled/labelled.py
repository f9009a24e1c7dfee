"""Completely labelled pairs of vertices of two best-response polytopes, by the compiled kernels."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from fractions import Fraction
from functools import cache
from threading import Event
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiled.pairs import Matching
from policygames.numerics.compiled.walk import MOST_LABELS, Status, Walk, rounded_walk, whole_walk
from policygames.numerics.gauge import Matrix, lifted
from policygames.numerics.polytope import vertex_at

Strategy: TypeAlias = tuple[Fraction, ...]
Words: TypeAlias = NDArray[np.int64]
Pairs: TypeAlias = Generator[tuple[Strategy, Strategy] | None, None, tuple[list[int], list[int]] | None]
COLUMNS = 1 << 13
"""Columns of bases examined in one slice of a walk: a few milliseconds."""
_ROWS = 1 << 17  # rows looked at in one slice of a matching: as long
_PAUSE = 0.02  # seconds between two signs of life
_EXACT = 1 << 53  # whole numbers below it are doubles


def labelled_pairs(first: Matrix, second: Matrix) -> Pairs:
    """All pairs of vertices of {x >= 0, first · x <= 1} and {y >= 0, second · y <= 1} that have all labels together.

    The rows of one are the coordinates of the other; vertices are scaled to sum 1, the origins left out. None where it
    merely worked on. The end are the cobases of all bases of either polytope, as bits in ascending order, as proof that
    these are all pairs; or None where the arithmetic does not suffice (ties or near ties among numbers beyond some 105
    bits, too many labels): then nothing was yielded but None.
    """
    rows, columns = len(second), len(first)
    if rows + columns > MOST_LABELS:
        return None
    sides = _Side(first), _Side(second)
    yield from _finished(sides)
    if any(side.walk.status is not Status.DONE for side in sides):
        return None
    one, other = (side.vertices() for side in sides)
    found = Matching(one[:, 0], _swapped(other[:, 0], rows, columns), rows + columns)
    while found.advance(_ROWS):
        yield None
    at, other_at = sides[0].strategies(one), sides[1].strategies(other)
    for here, there in found.pairs().tolist():
        yield at(here), other_at(there)
    return sides[0].cobases(), sides[1].cobases()


def _swapped(labels: Words, rows: int, columns: int) -> Words:
    """Labels over the second player's strategies in the numbering of those over the first player's."""
    swapped: Words = (labels >> columns) | ((labels & ((1 << columns) - 1)) << rows)
    return swapped


class _Side:
    """One polytope: its walk in the narrowest arithmetic that has not failed yet."""

    def __init__(self, rows: Matrix) -> None:
        self.rows, self.walks = rows, _walks(rows)
        self.walk = next(self.walks)
        self.failed = False

    def advance(self) -> None:
        if self.walk.advance(COLUMNS) is Status.STUCK:
            wider = next(self.walks, None)
            self.walk, self.failed = wider or self.walk, wider is None

    def finish(self, stop: Event) -> None:
        while self.walk.status is Status.GOING and not stop.is_set():
            self.advance()

    def vertices(self) -> Words:
        """One basis (labels, cobasis) per vertex but the origin."""
        bases = self.walk.bases()
        vertices: Words = bases[np.diff(bases[:, 0], prepend=-1) != 0]
        return vertices

    def strategies(self, vertices: Words) -> Callable[[int], Strategy]:
        """The exact strategy of a vertex by its index, solved for when first asked."""
        return cache(lambda index: vertex_at(self.rows, *vertices[index].tolist()).strategy())

    def cobases(self) -> list[int]:
        """The cobases of all bases, ascending."""
        cobases: list[int] = np.sort(np.append(self.walk.bases()[:, 1], (1 << len(self.rows[0])) - 1)).tolist()
        return cobases


def _finished(sides: tuple[_Side, _Side]) -> Iterator[None]:
    """Both walks to their ends: first a slice of each; what is longer, at once: kernels do not hold the lock."""
    for side in sides:
        side.advance()
        yield None
    if all(side.walk.status is Status.DONE for side in sides):
        return
    stop = Event()
    with ThreadPoolExecutor(2) as threads:
        try:
            ends = [threads.submit(side.finish, stop) for side in sides]
            while wait(ends, timeout=_PAUSE).not_done and not any(side.failed for side in sides):
                yield None
        finally:
            stop.set()
    for end in ends:
        end.result()


def _walks(rows: Matrix) -> Iterator[Walk]:
    """Lifted rows have the same bases: x -> x / (1 - top · sum(x)) scales the perturbation, for all rows alike."""
    if max(map(max, rows)) < _EXACT:
        yield whole_walk(rows)
    yield rounded_walk(lifted(rows))

"""Completely labelled pairs of vertices of two best-response polytopes, by the compiled kernels."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from operator import mul
from threading import Event, Thread
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiled import ordering
from policygames.numerics.compiled.pairs import Matching
from policygames.numerics.compiled.solving import Point, solved
from policygames.numerics.compiled.walk import EXACT, MOST_LABELS, Status, Walk, rounded_walk, whole_walk
from policygames.numerics.gauge import Matrix, lifted

Words: TypeAlias = NDArray[np.int64]
COLUMNS = 1 << 13
"""Columns of bases examined in one slice of a walk: a few milliseconds."""
_ROWS = 1 << 17  # rows looked at in one slice of a matching: as long
_PAUSE = 0.02  # seconds between two signs of life
_SHORT = 18  # labels: up to here both walks are over about as soon as a thread has begun


@dataclass(frozen=True, slots=True)
class LabelledPairs:
    """All pairs of vertices, but of origins, of two polytopes that have all labels together; and all their bases.

    `points` are the vertices that occur, up to positive factors, in lowest terms, and `pairs` positions in them.
    `cobases` are the nonbasic variables of all bases, as bits. `signed` names the pairs of bases
    whose nonbasic variables are all labels, each once: where the pair that they belong to stands in `pairs`, how many
    variables are basic in the first polytope, and the sign of the product of the determinants of the tight rows.
    """

    points: tuple[list[Point], list[Point]]
    pairs: list[tuple[int, int]]
    cobases: tuple[Words, Words]
    signed: list[tuple[int, int, int]]


def labelled_pairs(first: Matrix, second: Matrix) -> Generator[None, None, LabelledPairs | None]:
    """Those of {x >= 0, first · x <= 1} and {y >= 0, second · y <= 1}, in slices of bounded work, a None after each.

    The rows of one are the coordinates of the other. None where the arithmetic does not suffice: ties or near ties
    among numbers beyond some 105 bits, too many labels.
    """
    rows, columns = len(second), len(first)
    if rows + columns > MOST_LABELS:
        return None
    sides = _Side(first), _Side(second)
    yield from _finished(sides)
    if any(side.walk.status is not Status.DONE for side in sides):
        return None
    one, other = _Bases(sides[0].walk, 0, 0), _Bases(sides[1].walk, rows, columns)
    found = Matching(one.labels, other.labels, rows + columns)
    while found.advance(_ROWS):
        yield None
    return (yield from _solved(sides, (one, other), found.pairs(), _complements(one, other, rows, columns)))


def _solved(
    sides: tuple[_Side, _Side], bases: tuple[_Bases, _Bases], pairs: Words, signed: Words
) -> Generator[None, None, LabelledPairs]:
    """`pairs` are numbers of vertices, `signed` those of bases whose nonbasic variables are all labels, each once."""
    ends = np.empty_like(signed)
    wanted = [_wanted(pairs, signed, side, own, ends) for side, own in enumerate(bases)]
    answers = []
    for side, (count, cobases) in zip(sides, wanted, strict=True):
        points, signs = yield from solved(side.rows, cobases)
        answers.append((points[:count], signs[count:]))
    edges = list(map(tuple, pairs.tolist()))
    places = dict(zip(edges, range(len(edges)), strict=True))
    count, cobases = wanted[0]
    sizes = [sides[0].size_of(cobasis) for cobasis in cobases[count:].tolist()]
    products = map(mul, answers[0][1], answers[1][1])
    return LabelledPairs(
        points=(answers[0][0], answers[1][0]),
        pairs=edges,
        cobases=(sides[0].with_origin(bases[0].cobases), sides[1].with_origin(bases[1].cobases)),
        signed=list(zip([places[one, other] for one, other in ends.tolist()], sizes, products, strict=True)),
    )


def _wanted(pairs: Words, signed: Words, side: int, bases: _Bases, ends: Words) -> tuple[int, Words]:
    """How many vertices occur in the pairs, and the cobases of these and of the signed bases; see `collect`."""
    wanted = np.empty(min(len(pairs), len(bases.labels)) + len(signed), np.int64)
    numbers = np.empty(len(bases.labels), np.int64)
    count = ordering.collect(pairs, signed, side, bases.arranged, numbers, wanted, ends)
    return count, wanted[: count + len(signed)]


def _complements(one: _Bases, other: _Bases, rows: int, columns: int) -> Words:
    """The pairs of bases whose cobases, those of `other` swapped, are all labels, each once."""
    first, second = one.cobases, other.cobases
    keyed, scratch, found = (np.empty((len(each), 2), np.int64) for each in (second, second, first))
    return found[: ordering.complements(first, second, keyed, scratch, found, rows, columns)]


class _Bases:
    """All bases but that of the origin, in the order of their labels."""

    def __init__(self, walk: Walk, rows: int, columns: int) -> None:
        """`rows` and `columns` say how labels are swapped: the lower `columns` ones after the upper `rows` ones."""
        bases = walk.bases()
        self.arranged = np.empty((4, len(bases)), np.int64)
        count = ordering.arrange(bases, np.empty_like(bases), self.arranged, rows, columns)
        self.cobases = self.arranged[0]
        """The nonbasic variables of each basis."""
        self.labels = self.arranged[3, :count]
        """The labels of each vertex, swapped."""


class _Side:
    """One polytope: its walk in the narrowest arithmetic that has not failed yet."""

    def __init__(self, rows: Matrix) -> None:
        self.rows, self.walks = rows, _walks(rows)
        self.origin = (1 << len(rows[0])) - 1
        self.walk = next(self.walks)
        self.failed = False

    def advance(self) -> None:
        if self.walk.advance(COLUMNS) is Status.STUCK:
            wider = next(self.walks, None)
            self.walk, self.failed = wider or self.walk, wider is None

    def finish(self, stop: Event) -> None:
        while self.walk.status is Status.GOING and not stop.is_set():
            self.advance()

    def with_origin(self, cobases: Words) -> Words:
        """The cobases of all bases."""
        return np.concatenate((cobases, [self.origin]))

    def size_of(self, cobasis: int) -> int:
        """How many coordinates are basic."""
        return (self.origin & ~cobasis).bit_count()


def _finished(sides: tuple[_Side, _Side]) -> Iterator[None]:
    """Both walks to their ends, side by side where they are long: kernels do not hold the lock."""
    own, other = sides
    if len(own.rows) + len(other.rows) <= _SHORT:
        for side in sides:
            side.advance()
            yield None
    if any(side.walk.status is Status.GOING for side in sides):
        yield from _finished_side_by_side(own, other)


def _finished_side_by_side(own: _Side, other: _Side) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=other.finish, args=(stop,), daemon=True)
    thread.start()
    try:
        while own.walk.status is Status.GOING and not other.failed:
            own.advance()
            yield None
        while thread.is_alive() and not own.failed:
            thread.join(_PAUSE)
            yield None
    finally:
        stop.set()
        thread.join()


def _walks(rows: Matrix) -> Iterator[Walk]:
    """Lifted rows have the same bases: x -> x / (1 - top · sum(x)) scales the perturbation, for all rows alike."""
    if max(map(max, rows)) < EXACT:
        yield whole_walk(rows)
    yield rounded_walk(lifted(rows))

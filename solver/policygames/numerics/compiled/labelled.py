"""Completely labelled pairs of vertices of two best-response polytopes, by the compiled kernels."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from threading import Event, Thread
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

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
    `cobases` are the nonbasic variables of all bases, as bits in ascending order. `signed` names the pairs of bases
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
    one, other = (_Bases(side.walk) for side in sides)
    labels, cobases = (_swapped(bits, rows, columns) for bits in (other.labels[other.firsts], other.cobases))
    found = Matching(one.labels[one.firsts], labels, rows + columns)
    while found.advance(_ROWS):
        yield None
    complements = _complements(one.cobases, cobases, (1 << (rows + columns)) - 1)
    return (yield from _solved(sides, (one, other), found.pairs(), complements))


def _solved(
    sides: tuple[_Side, _Side], bases: tuple[_Bases, _Bases], pairs: Words, complements: tuple[Words, Words]
) -> Generator[None, None, LabelledPairs]:
    used = [_used(pairs[:, place], len(own.firsts)) for place, own in enumerate(bases)]
    answers = []
    for side, own, (vertices, _), signed in zip(sides, bases, used, complements, strict=True):
        wanted = np.concatenate([own.firsts[vertices], signed])
        answers.append((yield from solved(side.rows, own.cobases[wanted])))
    counts = [len(vertices) for vertices, _ in used]
    signs = [answer[1][count:] for answer, count in zip(answers, counts, strict=True)]
    places = {pair: place for place, pair in enumerate(map(tuple, pairs.tolist()))}
    ends = zip(*(own.vertices[signed].tolist() for own, signed in zip(bases, complements, strict=True)), strict=True)
    sizes = [
        len(sides[0].rows[0]) - (bits & sides[0].origin).bit_count()
        for bits in bases[0].cobases[complements[0]].tolist()
    ]
    return LabelledPairs(
        points=(answers[0][0][: counts[0]], answers[1][0][: counts[1]]),
        pairs=list(zip(used[0][1].tolist(), used[1][1].tolist(), strict=True)),
        cobases=(sides[0].with_origin(bases[0].cobases), sides[1].with_origin(bases[1].cobases)),
        signed=[(places[end], size, one * other) for end, size, one, other in zip(ends, sizes, *signs, strict=True)],
    )


def _used(numbers: Words, count: int) -> tuple[Words, Words]:
    """Which numbers below `count` occur, in ascending order, and where each of `numbers` stands there."""
    occurs = np.zeros(count, dtype=np.bool_)
    occurs[numbers] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[numbers]


def _swapped(labels: Words, rows: int, columns: int) -> Words:
    """Labels over the second player's strategies in the numbering of those over the first player's."""
    swapped: Words = (labels >> columns) | ((labels & ((1 << columns) - 1)) << rows)
    return swapped


def _complements(first: Words, second: Words, everything: int) -> tuple[Words, Words]:
    """Where the sets stand of which one of either list is what the other lacks of everything."""
    order = np.argsort(second)
    wanted = everything & ~first
    places = np.minimum(np.searchsorted(second[order], wanted), len(second) - 1)
    hits = np.flatnonzero(second[order][places] == wanted)
    return hits, order[places[hits]]


class _Bases:
    """All bases but that of the origin, in the order of their labels."""

    def __init__(self, walk: Walk) -> None:
        self.labels, self.cobases = walk.bases().T.copy()
        new = np.ones(len(self.labels), dtype=np.bool_)
        new[1:] = self.labels[1:] != self.labels[:-1]
        self.firsts = np.flatnonzero(new)
        """One basis per vertex."""
        self.vertices = np.cumsum(new) - 1
        """Per basis the number of its vertex."""


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
        """The cobases of all bases, ascending."""
        return np.sort(np.append(cobases, self.origin))


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

"""Vertices and signs of determinants from bases: by the kernel where its numbers are long enough, else interpreted."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiled import points
from policygames.numerics.compiled.walk import EXACT
from policygames.numerics.compiled.whole import LANES
from policygames.numerics.gauge import Matrix
from policygames.numerics.linear import determinant
from policygames.numerics.polytope import Vertex, vertex_at

Point: TypeAlias = tuple[int, ...]
Solved: TypeAlias = tuple[list[Point], list[int]]
_SLICE = 512  # bases in one slice: a millisecond or two
_WORD = 2.0**61  # a number below it is its own residue, as a signed word


def solved(rows: Matrix, cobases: NDArray[np.int64]) -> Generator[None, None, Solved]:
    """The vertex of {x >= 0, rows · x <= 1} with each of these cobases but that of the origin, and a sign.

    A vertex is up to a positive factor, in lowest terms; the sign is that of the determinant of its tight rows in the
    variables that are not 0. In slices, with a None after each.
    """
    found: list[Point] = []
    signs: list[int] = []
    short = max(map(max, rows)) < EXACT
    for start in range(0, len(cobases), _SLICE):
        part = cobases[start : start + _SLICE]
        known, known_signs = _by_kernel(rows, part) if short else _nothing(len(part))
        for place in [place for place, sign in enumerate(known_signs) if not sign]:
            cobasis = int(part[place])
            known[place], known_signs[place] = vertex_at(rows, 0, cobasis).lowest(), _sign(rows, cobasis)
            yield None
        found += known
        signs += known_signs
        yield None
    return found, signs


def _nothing(count: int) -> Solved:
    return [()] * count, [0] * count


def _by_kernel(rows: Matrix, cobases: NDArray[np.int64]) -> Solved:
    """The same, the sign 0 where the kernel's numbers are too short."""
    count, size = len(cobases), len(rows[0])
    planes = np.zeros((size + 1, 2, size, -(-(size + 1) // LANES) * LANES))
    values, residues, signs = np.empty((count, size)), np.empty((count, size), np.int64), np.empty(count, np.int64)
    divisions, homes = np.empty((size + 2, 4), np.int64), np.empty(size + 1, np.int64)
    words = np.array(rows, dtype=np.int64)
    points.solve(words, cobases, planes, planes.view(np.int64), divisions, homes, values, residues, signs, _WORD)
    numbers: list[Point] = list(map(tuple, residues.tolist()))
    for index in np.flatnonzero(values.max(axis=1) >= _WORD).tolist():
        point = tuple(map(_number, values[index].tolist(), residues[index].tolist()))
        numbers[index] = Vertex(0, point).lowest()
    return numbers, signs.tolist()


def _number(value: float, residue: int) -> int:
    """The whole number with this residue modulo 2^64 that lies nearest to `value`."""
    near = int(value)
    return near + (residue - near + (1 << 63)) % (1 << 64) - (1 << 63)


def _sign(rows: Matrix, cobasis: int) -> int:
    size = len(rows[0])
    played = [variable for variable in range(size) if not cobasis >> variable & 1]
    tight = [row for j, row in enumerate(rows) if cobasis >> (size + j) & 1]
    return 1 if determinant([[row[variable] for variable in played] for row in tight]) > 0 else -1

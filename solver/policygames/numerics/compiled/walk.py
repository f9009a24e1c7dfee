"""A traversal under way: the arrays that the kernels work on, grown as needed, and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiled import traversal
from policygames.numerics.compiled.rounded import TINY
from policygames.numerics.compiled.whole import LANES

MOST_LABELS = 62
"""Coordinates and rows together: label sets are bits of a signed word."""

EXACT = 1 << 53
"""Whole numbers below it are doubles."""


class Status(Enum):
    """How far a walk is: more to do, all bases visited, or a number or sign out of reach of its arithmetic."""

    GOING = "going"
    DONE = "done"
    STUCK = "stuck"


class Walk:
    """All lexicographically feasible bases of {x >= 0, rows · x <= 1}, in slices of bounded work.

    They form a tree under the step of the simplex method that minimises a positive combination of the coordinates: its
    only optimum is the origin, and every step lowers the (perturbed) value. So walking the tree misses no basis and
    meets none twice, with one tableau per level in memory (Avis and Fukuda, Discrete & Computational Geometry 8 (1992)
    295-313; lexicographic perturbation as in `polytope.vertices`).
    """

    def __init__(self, planes: NDArray[Any], size: int, *, exact: bool) -> None:
        """`planes`: the first tableau, shape (3, rows + 1, width), in whole numbers if `exact`.

        A column per coordinate (`size`), empty ones up to a multiple of LANES, the right side; the costs as last row.
        """
        _, height, width = planes.shape
        self.planes = np.zeros((_LEVELS, *planes.shape))
        self.planes[0] = planes
        self.words = self.planes.view(np.int64)
        self.divisors = np.ones(_LEVELS)
        self.divisions = np.zeros((_LEVELS, 3), np.int64)
        self.divisions[0] = (1, 0, 1) if exact else (0, -1, 0)
        self.names = np.full((_LEVELS, width + height - 1), -1)
        self.places = np.zeros((_LEVELS, size + height - 1), np.int64)
        coordinates, slacks = _COUNTING[:size], _COUNTING[size : size + height - 1]
        self.names[0, :size] = self.places[0, :size] = coordinates
        self.names[0, width:], self.places[0, size:] = slacks, slacks + (width - size)
        self.candidates = np.full((_LEVELS, width), -1)  # noted for every new basis, if at all
        self.scratch = np.zeros((2, width))
        self.cursors = np.zeros(_LEVELS, np.int64)
        self.found = np.zeros((512, 2), np.int64)
        self.state = np.zeros(2, np.int64)
        self.status = Status.GOING

    def advance(self, steps: int) -> Status:
        """Examine up to `steps` columns of bases: a candidate for a child each."""
        code = traversal.advance(
            self.planes,
            self.words,
            self.divisors,
            self.divisions,
            self.names,
            self.places,
            self.candidates,
            self.scratch,
            self.cursors,
            self.found,
            self.state,
            steps,
        )
        if code == traversal.DEEPER:
            self._deepen()
        elif code == traversal.FULL:
            self.found = _longer(self.found, 2 * len(self.found))
        self.status = {traversal.DONE: Status.DONE, traversal.STUCK: Status.STUCK}.get(code, Status.GOING)
        return self.status

    def _deepen(self) -> None:
        levels = 2 * len(self.cursors)
        self.planes, self.divisors = _longer(self.planes, levels), _longer(self.divisors, levels)
        self.divisions, self.cursors = _longer(self.divisions, levels), _longer(self.cursors, levels)
        self.names, self.places = _longer(self.names, levels), _longer(self.places, levels)
        self.candidates = np.full((levels, self.planes.shape[3]), -1)
        self.words = self.planes.view(np.int64)

    def bases(self) -> NDArray[np.int64]:
        """One row (labels, cobasis), as bits, per basis but that of the origin so far, in the order of the labels."""
        bases = self.found[: self.state[1]]
        return bases.take(bases[:, 0].argsort(kind="stable"), axis=0)


_LEVELS = 24
_COUNTING = np.arange(MOST_LABELS)


def _longer(array: NDArray[Any], length: int) -> NDArray[Any]:
    longer = np.zeros((length, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer


def whole_walk(rows: Sequence[Sequence[int]] | NDArray[np.int64]) -> Walk:
    """The walk in whole numbers of about 105 bits; entries below 2^53."""
    words = _tableau(np.asarray(rows, dtype=np.int64))
    planes = np.zeros((3, *words.shape))
    planes[0], planes.view(np.int64)[1] = words, words
    return Walk(planes, len(rows[0]), exact=True)


def _tableau(rows: NDArray[Any]) -> NDArray[Any]:
    """Rows with right side 1, and costs of 1 below them."""
    count, size = rows.shape
    tableau = np.zeros((count + 1, -(-(size + 1) // LANES) * LANES), rows.dtype)
    tableau[:count, :size], tableau[:count, -1], tableau[count, :size] = rows, 1, 1
    return tableau


def rounded_walk(rows: Sequence[Sequence[int]]) -> Walk:
    """The walk in pairs of doubles with error radii: rows of any size, within a factor of 2; STUCK at every tie."""
    top, size = max(map(max, rows)), len(rows[0])
    highs = [[entry / top for entry in row] for row in rows]  # correctly rounded, however long the numbers are
    values = _tableau(np.array(highs))
    values[-1, :size] += np.arange(size) * _GOLDEN % 1
    lows, radii = np.zeros_like(values), np.zeros_like(values)
    lows[:-1, :size] = [list(map(_rest, row, repeat(top), line)) for row, line in zip(rows, highs, strict=True)]
    radii[:-1, :size] = abs(lows[:-1, :size]) * 2.0**-52 + TINY
    return Walk(np.stack([values, lows, radii]), size, exact=False)


def _rest(entry: int, top: int, high: float) -> float:
    """What is missing in `high` of entry / top, correctly rounded."""
    numerator, denominator = high.as_integer_ratio()
    return (entry * denominator - numerator * top) / (top * denominator)


_GOLDEN = (5**0.5 - 1) / 2  # unequal costs: with equal ones symmetric games would have reduced costs of exactly 0

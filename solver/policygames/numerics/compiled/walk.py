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

    def __init__(self, rows: int, size: int, *, exact: bool) -> None:
        """`size` coordinates. The first tableau, planes[0], is to be filled: in whole numbers if `exact`.

        A column per coordinate, empty ones up to a multiple of LANES, the right side; the costs as last row.
        """
        width = -(-(size + 1) // LANES) * LANES
        self.planes = np.zeros((_LEVELS, 3, rows + 1, width))
        self.words = self.planes.view(np.int64)
        self.divisors = np.empty(_LEVELS)
        self.divisions = np.empty((_LEVELS, 4), np.int64)
        self.names = np.empty((_LEVELS, width + rows), np.int64)
        self.places = np.empty((_LEVELS, size + rows), np.int64)
        self.candidates = np.empty((_LEVELS, width), np.int64)
        self.scratch = np.empty((2, width))
        self.cursors = np.zeros(_LEVELS, np.int64)
        self.found = np.empty((512, 2), np.int64)
        self.state = np.zeros(2, np.int64)
        self.status = Status.GOING
        traversal.begin(self.divisors, self.divisions, self.names, self.places, self.candidates, size, exact)

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
        """One row (labels, cobasis), as bits, per basis but that of the origin so far."""
        return self.found[: self.state[1]]


_LEVELS = 24


def _longer(array: NDArray[Any], length: int) -> NDArray[Any]:
    longer = np.zeros((length, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer


def whole_walk(rows: Sequence[Sequence[int]] | NDArray[np.int64]) -> Walk:
    """The walk in whole numbers of about 105 bits; entries below 2^53."""
    words = np.array(rows, np.int64)
    walk = Walk(*words.shape, exact=True)
    traversal.enter(words, walk.planes, walk.words, walk.divisions)
    return walk


def rounded_walk(rows: Sequence[Sequence[int]]) -> Walk:
    """The walk in pairs of doubles with error radii: rows of any size, within a factor of 2; STUCK at every tie."""
    count, size = len(rows), len(rows[0])
    walk, top = Walk(count, size, exact=False), max(map(max, rows))
    values, lows, radii = walk.planes[0]
    highs = [[entry / top for entry in row] for row in rows]  # correctly rounded, however long the numbers are
    values[:count, :size], values[:count, -1], values[count, :size] = highs, 1, 1 + np.arange(size) * _GOLDEN % 1
    lows[:count, :size] = [list(map(_rest, row, repeat(top), line)) for row, line in zip(rows, highs, strict=True)]
    radii[:count, :size] = abs(lows[:count, :size]) * 2.0**-52 + TINY
    return walk


def _rest(entry: int, top: int, high: float) -> float:
    """What is missing in `high` of entry / top, correctly rounded."""
    numerator, denominator = high.as_integer_ratio()
    return (entry * denominator - numerator * top) / (top * denominator)


_GOLDEN = (5**0.5 - 1) / 2  # unequal costs: with equal ones symmetric games would have reduced costs of exactly 0

"""The iteration of R from the hull of all stage payoffs down to the set of equilibrium payoffs, rounded outward."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from policygames.numerics.abreu_sannikov.grid import UNIT, Reals
from policygames.numerics.abreu_sannikov.hull import hull, inflated
from policygames.numerics.abreu_sannikov.operator import MOST_POINTS, Stage, State, Terms, generated
from policygames.numerics.compiling import compiled

MARGIN = 2 * UNIT
"""By how much hulls grow: more than the rounding of an image."""
STILL = 32 * UNIT
"""A step that moves no corner farther ends the iteration: 1.4e-14 of the largest difference of payoffs."""
NEAR = 2.0**-34
"""Where steps shrink a set by 1 - d of what is too much, that is to be less than 6e-11 in the end."""
MARKS = 6
"""Marks of a state."""


class Status(IntEnum):
    """How an iteration ended: it came to rest, nothing is left, or it still moves."""

    AT_REST = 0
    EMPTY = 1
    MOVING = 2


@compiled
def started(stage: Stage) -> State:
    """The hull of all stage payoffs, the pure minmax payoffs, all profiles."""
    count = len(stage[0])
    region, alive = np.empty((2 * (MOST_POINTS * count + 4), 2)), np.arange(count)
    marks, corners = np.empty(MARKS, np.int64), np.empty((count + 1, 2))
    inflated(corners, hull(stage[0].copy(), count, corners), MARGIN, region, marks)
    marks[5] = count
    return stage[2].copy(), region, marks, alive


@compiled
def advanced(stage: Stage, terms: Terms, state: State, most: int) -> int:
    """Up to `most` applications of R, in place, and a Status."""
    threats, region, marks, _ = state
    still = max(UNIT, min(STILL, NEAR * (1 - terms[0])))
    points = np.empty((MOST_POINTS * marks[5], 2))
    corners, last = np.empty((len(points) + 1, 2)), np.empty((len(points) + 4, 2))
    for _ in range(most):
        size = marks[4]
        for index in range(size):
            last[index, 0], last[index, 1] = region[index, 0], region[index, 1]
        found = generated(stage, terms, state, points)
        if found == 0:
            return 1
        inflated(corners, hull(points, found, corners), MARGIN, region, marks)
        threats[0] = max(threats[0], region[0, 0])
        threats[1] = max(threats[1], region[marks[1], 1])
        if _within(last, size, region, marks[4], still):
            return 0
    return 2


@compiled
def _within(last: Reals, size: int, region: Reals, count: int, still: float) -> bool:
    """Whether no corner of `last` lies farther than `still` outside of an edge of `region`."""
    for index in range(size):
        for edge in range(count):
            x, y = region[edge, 0], region[edge, 1]
            right, up = region[edge + 1, 0] - x, region[edge + 1, 1] - y
            outside = up * (last[index, 0] - x) - right * (last[index, 1] - y)
            if outside > still * (abs(right) + abs(up)):
                return False
    return True

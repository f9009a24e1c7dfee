"""From a polygon that was rounded outward to the corners that a reader wants to see, in payoffs of the game."""

from __future__ import annotations

import numpy as np

from policygames.numerics.abreu_sannikov.grid import Reals, Words
from policygames.numerics.abreu_sannikov.operator import Stage, State
from policygames.numerics.compiling import compiled

NEAR = 2.0**-38
"""Corners that lie closer are shown as one, and stage payoffs that lie closer in their place: 4e-12 of the range."""


@compiled
def vertices(stage: Stage, state: State) -> Reals:
    """The corners in floats, counterclockwise, shape (k, 2): those of the polygon without what rounding added."""
    _, region, marks, alive = state
    corners = np.empty((marks[4], 2))
    count = _without_flat(corners, _clusters(region, marks[4], corners))
    for index in range(count):
        _in_units(stage, corners[index], alive[: marks[5]])
    return corners[:count].copy()


@compiled
def _clusters(region: Reals, count: int, corners: Reals) -> int:
    """The means of corners that follow one another closely, and how many."""
    start = 0
    while start < count and _close(region[start], region[start + count - 1]):
        start += 1
    start %= count
    found, at = 0, 0
    while at < count:
        members, first, second = 0, 0.0, 0.0
        here = region[(start + at) % count]
        while at < count and _close(here, region[(start + at) % count]):
            first += region[(start + at) % count, 0] - here[0]
            second += region[(start + at) % count, 1] - here[1]
            members, at = members + 1, at + 1
        corners[found, 0], corners[found, 1] = here[0] + first / members, here[1] + second / members
        found += 1
    return found


@compiled
def _close(first: Reals, second: Reals) -> bool:
    return bool(abs(first[0] - second[0]) <= NEAR and abs(first[1] - second[1]) <= NEAR)


@compiled
def _without_flat(corners: Reals, count: int) -> int:
    """How many corners remain, in place, without those between two others and hardly outside of the line."""
    at = 0
    while at < count and count > 2:
        if _flat(corners[(at - 1) % count], corners[at], corners[(at + 1) % count]):
            corners[at : count - 1] = corners[at + 1 : count].copy()
            count, at = count - 1, max(0, at - 1)
        else:
            at += 1
    return count


@compiled
def _flat(last: Reals, here: Reals, after: Reals) -> bool:
    right, up = after[0] - last[0], after[1] - last[1]
    x, y = here[0] - last[0], here[1] - last[1]
    along, length = x * right + y * up, right * right + up * up
    return bool(0 <= along <= length and abs(up * x - right * y) <= NEAR * (abs(right) + abs(up)))


@compiled
def _in_units(stage: Stage, corner: Reals, alive: Words) -> None:
    """The corner in payoffs of the caller, in place: exactly a stage payoff where one is near."""
    for index in range(len(alive)):
        if _close(stage[0][alive[index]], corner):
            corner[:] = stage[3][alive[index]]
            return
    corner[0] = stage[4][0, 0] + corner[0] * stage[4][1, 0]
    corner[1] = stage[4][0, 1] + corner[1] * stage[4][1, 1]


@compiled
def with_room(corners: Reals, found: int, more: int) -> Reals:
    """`corners`, or a longer copy of what is found, where `more` do not fit."""
    if found + more <= len(corners):
        return corners
    longer = np.empty((2 * len(corners) + more, 2))
    longer[:found] = corners[:found]
    return longer

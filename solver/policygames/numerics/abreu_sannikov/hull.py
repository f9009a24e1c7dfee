"""Convex hulls on the grid without any tolerance, and their sums with a small square."""

from __future__ import annotations

from policygames.numerics.abreu_sannikov.grid import Reals, Words, turn
from policygames.numerics.compiling import compiled

_GAPS = (701, 301, 132, 57, 23, 10, 4, 1)


@compiled
def hull(points: Reals, count: int, corners: Reals) -> int:
    """The extreme points of the first `count` points, counterclockwise from the lowest of the leftmost, and how many.

    `points` are sorted in place. `corners` holds one row more than there are points. No tolerance: a point is dropped
    only where it lies in the hull of the others.

    Source: Andrew, Information Processing Letters 9 (1979) 216-219.
    """
    _sort(points, count)
    count = _distinct(points, count)
    if count == 1:
        corners[0, 0], corners[0, 1] = points[0, 0], points[0, 1]
        return 1
    found = 0
    for index in range(count):
        found = _extended(corners, 0, found, points[index, 0], points[index, 1])
    start = found - 1
    for index in range(count - 2, -1, -1):
        found = _extended(corners, start, found, points[index, 0], points[index, 1])
    return found - 1


@compiled
def _extended(corners: Reals, start: int, found: int, x: float, y: float) -> int:
    """The chain from `start` with the point (x, y) at its end, corners that are none any more taken off."""
    while found >= start + 2:
        first, second = corners[found - 2, 0], corners[found - 2, 1]
        if turn(corners[found - 1, 0] - first, y - second, corners[found - 1, 1] - second, x - first) > 0:
            break
        found -= 1
    corners[found, 0], corners[found, 1] = x, y
    return found + 1


@compiled
def _sort(points: Reals, count: int) -> None:
    """In place, by the first coordinate and then the second (Shell's sort, gaps by Ciura)."""
    for gap in _GAPS:
        for index in range(gap, count):
            x, y = points[index, 0], points[index, 1]
            at = index
            while at >= gap and (points[at - gap, 0] > x or (points[at - gap, 0] == x and points[at - gap, 1] > y)):
                points[at, 0], points[at, 1] = points[at - gap, 0], points[at - gap, 1]
                at -= gap
            points[at, 0], points[at, 1] = x, y


@compiled
def _distinct(points: Reals, count: int) -> int:
    kept = 1
    for index in range(1, count):
        if points[index, 0] != points[kept - 1, 0] or points[index, 1] != points[kept - 1, 1]:
            points[kept, 0], points[kept, 1] = points[index, 0], points[index, 1]
            kept += 1
    return kept


@compiled
def inflated(corners: Reals, count: int, margin: float, region: Reals, marks: Words) -> None:
    """The sum of the hull of `corners` and the square of half-width `margin` > 0: exact, and never degenerate.

    It comes counterclockwise from the lowest of the leftmost corners in `region`, and once more after that. It has the
    least and the largest coordinates on edges, so that four chains meet there: `marks` are set to where those that move
    right and down, right and up, left and up, left and down begin, and to the number of corners.
    """
    at, found = 0, 0
    for quadrant in range(4):
        marks[quadrant] = found
        right, up = (1 if quadrant in (1, 2) else -1) * margin, (1 if quadrant >= 2 else -1) * margin
        progress = 1.0
        while progress > 0:
            here, there = at % count, (at + 1) % count
            region[found, 0], region[found, 1] = corners[here, 0] + right, corners[here, 1] + up
            found += 1
            axis = (quadrant + 1) % 2
            progress = (corners[there, axis] - corners[here, axis]) * (1 if quadrant in (1, 2) else -1)
            if progress > 0 or (progress == 0 and count > 1):
                at += 1
    marks[4] = found
    for index in range(found):
        region[found + index, 0], region[found + index, 1] = region[index, 0], region[index, 1]

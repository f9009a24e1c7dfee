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
        corners[0] = points[0]
        return 1
    found = 0
    for index in range(count):
        found = _extended(corners, 0, found, points[index])
    start = found - 1
    for index in range(count - 2, -1, -1):
        found = _extended(corners, start, found, points[index])
    return found - 1


@compiled
def _extended(corners: Reals, start: int, found: int, point: Reals) -> int:
    """The chain from `start` with `point` at its end, corners that are none any more taken off."""
    while found >= start + 2 and turn(corners[found - 2], corners[found - 1], point) <= 0:
        found -= 1
    corners[found] = point
    return found + 1


@compiled
def _sort(points: Reals, count: int) -> None:
    """In place, by the first coordinate and then the second (Shell's sort, gaps by Ciura)."""
    for gap in _GAPS:
        for index in range(gap, count):
            x, y = points[index, 0], points[index, 1]
            at = index
            while at >= gap and (points[at - gap, 0] > x or (points[at - gap, 0] == x and points[at - gap, 1] > y)):
                points[at] = points[at - gap]
                at -= gap
            points[at, 0], points[at, 1] = x, y


@compiled
def _distinct(points: Reals, count: int) -> int:
    kept = 1
    for index in range(1, count):
        if points[index, 0] != points[kept - 1, 0] or points[index, 1] != points[kept - 1, 1]:
            points[kept] = points[index]
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
        found = _moved(region, found, corners[at % count], right, up)
        while _progress(quadrant, corners[at % count], corners[(at + 1) % count]) > 0:
            at += 1
            found = _moved(region, found, corners[at % count], right, up)
        if count > 1 and _progress(quadrant, corners[at % count], corners[(at + 1) % count]) == 0:
            at += 1
    marks[4] = found
    region[found : 2 * found] = region[:found]


@compiled
def _moved(region: Reals, found: int, corner: Reals, right: float, up: float) -> int:
    region[found, 0], region[found, 1] = corner[0] + right, corner[1] + up
    return found + 1


@compiled
def _progress(quadrant: int, here: Reals, there: Reals) -> float:
    """How far the edge goes on in the direction in which the chain of this quadrant goes on."""
    along = there[(quadrant + 1) % 2] - here[(quadrant + 1) % 2]
    return float(along if quadrant in (1, 2) else -along)

"""Where vertical and horizontal lines meet a polygon of the grid, rounded outward along its edges."""

from __future__ import annotations

from policygames.numerics.abreu_sannikov.grid import UNIT, Reals, Words, snapped
from policygames.numerics.compiling import compiled

_MARGIN = 2 * UNIT


@compiled
def section(region: Reals, marks: Words, axis: int, at: float) -> tuple[float, float]:
    """An interval of the other coordinate that contains all points of the polygon whose coordinate `axis` is `at`.

    `region` and `marks` are as `inflated` sets them, `at` lies between the least and the largest coordinate. Either end
    lies on or beyond the edge, by at most 4 UNIT, and between that edge's ends.
    """
    if axis == 0:
        low = crossing(region, axis, 0, marks[2] - 1, at, -_MARGIN)
        return low, crossing(region, axis, marks[2], marks[4] - 1, at, _MARGIN)
    low = crossing(region, axis, marks[3], marks[4] + marks[1] - 1, at, -_MARGIN)
    return low, crossing(region, axis, marks[1], marks[3] - 1, at, _MARGIN)


@compiled
def crossing(region: Reals, axis: int, first: int, last: int, at: float, margin: float) -> float:
    """The other coordinate where coordinate `axis` is `at`, on the chain of corners from `first` to `last`.

    Along the chain that coordinate rises or falls strictly. The result errs, if at all, in the direction of `margin`.
    """
    rises = region[first, axis] < region[last, axis]
    low, high = first, last
    while low < high:
        middle = (low + high) // 2
        if (region[middle, axis] >= at) if rises else (region[middle, axis] <= at):
            high = middle
        else:
            low = middle + 1
    if region[low, axis] == at:
        return float(region[low, 1 - axis])
    return _between(region, low, axis, at, margin)


@compiled
def _between(region: Reals, end: int, axis: int, at: float, margin: float) -> float:
    """The crossing inside the edge to corner `end`, moved by `margin`, but not beyond the edge's ends.

    Differences on the grid are exact, so that the quotient errs by 2^-53 of itself however steep the edge is, its
    product with a difference below 5/4 by 5/4 2^-52, the sum by another 2^-53, the grid by UNIT / 2: below 2 UNIT.
    """
    here, there = region[end - 1, 1 - axis], region[end, 1 - axis]
    share = (at - region[end - 1, axis]) / (region[end, axis] - region[end - 1, axis])
    value = snapped(here + share * (there - here)) + margin
    return float(min(max(value, min(here, there)), max(here, there)))

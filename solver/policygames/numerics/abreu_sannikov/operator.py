"""One application of the operator R: the payoffs that the profiles still alive can generate, each image on the grid."""

from __future__ import annotations

from typing import TypeAlias

from policygames.numerics.abreu_sannikov.grid import BEYOND, UNIT, Reals, Words, snapped
from policygames.numerics.abreu_sannikov.sections import section
from policygames.numerics.compiling import compiled

Terms: TypeAlias = tuple[float, float]
"""The discount factor d and (1 - d) / d, each rounded to the nearest float."""
Stage: TypeAlias = tuple[Reals, Reals, Reals, Reals, Reals]
"""Scaled payoffs and gains (A, 2), minmax payoffs (2,); payoffs (A, 2) and [zeros, units] (2, 2) of the caller."""
State: TypeAlias = tuple[Reals, Reals, Words, Words]
"""Threats (2,); a polygon, with marks as `inflated` sets them; marks[5] profiles that are alive."""
Now: TypeAlias = tuple[Reals, int, float]
"""All payoffs, the profile that is played now, and the discount factor."""
_LOWERED = 2 * UNIT
MOST_POINTS = 4
"""Points that one profile contributes, at most."""


@compiled
def generated(stage: Stage, terms: Terms, state: State, points: Reals) -> int:
    """How many points of R were written to `points`: enough for every profile still alive to contribute MOST_POINTS.

    Profiles that contribute nothing are taken off those that are alive.
    """
    payoffs, gains, (threats, region, marks, alive) = stage[0], stage[1], state
    found, kept = 0, 0
    for index in range(marks[5]):
        profile = alive[index]
        first = _threshold(threats[0], gains[profile, 0], terms[1])
        second = _threshold(threats[1], gains[profile, 1], terms[1])
        before = found
        if payoffs[profile, 0] >= first - UNIT and payoffs[profile, 1] >= second - UNIT:  # or it might be, unrounded
            points[found, 0], points[found, 1] = payoffs[profile, 0], payoffs[profile, 1]
            found += 1
        else:
            found = _binding((payoffs, profile, terms[0]), (first, second), (region, marks), points, found)
        if found > before:
            alive[kept] = profile
            kept += 1
    marks[5] = kept
    return found


@compiled
def _threshold(threat: float, gain: float, weight: float) -> float:
    """At most threat + gain * weight, and not decreasing in the threat or the weight: what continuations must pay.

    `gain` is rounded down. Up to BEYOND the weight, the product, the sum and the difference err by at most 1.25 2^-53
    each, together by 1.25 UNIT, and the grid by UNIT / 2.
    """
    value = threat + gain * weight - _LOWERED
    return snapped(value) if value <= BEYOND else value


@compiled
def _binding(now: Now, least: tuple[float, float], polygon: tuple[Reals, Words], points: Reals, found: int) -> int:
    """`points` and the images of the ends of both edges of {w in polygon: w >= least} where a threshold binds."""
    (first, second), (region, marks) = least, polygon
    if first > region[marks[2], 0] or second > region[marks[3], 1]:
        return found
    corner = False
    if first >= region[0, 0]:
        low, high = section(region, marks, 0, first)
        if max(low, second) <= high:
            corner = low <= second
            found = _image(now, first, max(low, second), points, found)
            found = _image(now, first, high, points, found)
    if second >= region[marks[1], 1]:
        low, high = section(region, marks, 1, second)
        if max(low, first) <= high:
            if low > first or not corner:
                found = _image(now, max(low, first), second, points, found)
            found = _image(now, high, second, points, found)
    return found


@compiled
def _image(now: Now, first: float, second: float, points: Reals, found: int) -> int:
    """One more point: the payoffs of the profile now and the continuation (first, second) after it.

    In units of 2^-53 a coordinate errs by at most 0.7 for the discount factor, 1.3 for the product, 2 for a stage
    payoff that is not on the grid, 1 for the sum and 2 for the grid: below 2 UNIT.
    """
    payoffs, profile, discount = now
    points[found, 0] = snapped(payoffs[profile, 0] + discount * (first - payoffs[profile, 0]))
    points[found, 1] = snapped(payoffs[profile, 1] + discount * (second - payoffs[profile, 1]))
    return found + 1

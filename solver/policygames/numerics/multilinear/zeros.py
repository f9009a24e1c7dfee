"""A zero of the equations near a point: refined, recognized where it is rational, else enclosed by Krawczyk's test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.exact import nearest_float, simplest_between
from policygames.numerics.krawczyk import Interval, contracts
from policygames.numerics.ties import Ties, precision, unknowns

Profile: TypeAlias = tuple[tuple[Fraction, ...], ...]
Matrix: TypeAlias = tuple[tuple[Fraction, ...], ...]
BITS = 160
"""Binary places of the middle of a box."""
RADII = tuple(Fraction(1, 2**bits) for bits in (100, 70, 40))
"""Radii of boxes that are tried, the smallest first."""
_ROUNDS = 60
_NEAR = Fraction(1, 2**120)
_SHORT = 2**55  # a rational within _NEAR whose denominator is less is no accident


@dataclass(frozen=True, slots=True)
class Zero:
    """An exact zero (`radius` 0), or one within `radius` of each unknown of `profile`: the only one within 4 times it.

    Numbers may be negative.
    """

    profile: Profile
    radius: Fraction
    preconditioner: Matrix

    def is_inside(self, equations: Ties) -> bool | None:
        """Whether all probabilities in use are above 0; None where the box does not tell."""
        verdict: bool | None = True
        for strategy, used in zip(self.profile, equations.supports, strict=True):
            for action in used:
                chance = strategy[action]
                room = self.radius * (len(used) - 1)
                if chance + room < 0 or (chance <= 0 and not self.radius):
                    return False
                if chance - room <= 0 and self.radius:
                    verdict = None
        return verdict


def zero_near(equations: Ties, start: Sequence[Sequence[float]]) -> Zero | None:
    """The zero that Newton's method finds from a point with the same supports; None where nothing is proven there."""
    profile = _precise(equations, [[Fraction(chance) for chance in strategy] for strategy in start])
    inverse = _inverse(equations, profile)
    for _ in range(_ROUNDS):
        if inverse is None:
            return None
        step = _step(inverse, equations.values(profile))
        largest = max(map(abs, step))
        profile = _moved(equations, profile, step)
        if largest < Fraction(1, 2 ** (BITS - 10)):
            break
        if largest > Fraction(1, 2**20):
            inverse = _inverse(equations, profile)
        if largest > 4:
            return None
    else:
        return None
    exact = _recognized(equations, profile)
    if exact is not None:
        return Zero(exact, Fraction(0), inverse or ())
    return _boxed(equations, profile, _inverse(equations, profile))


def _boxed(equations: Ties, profile: Profile, inverse: Matrix | None) -> Zero | None:
    if inverse is None:
        return None
    values = equations.values(profile)
    for radius in RADII:
        if all(_contracts(equations, profile, inverse, values, size) for size in (radius, 4 * radius)):
            return Zero(profile, radius, inverse)
    return None


def _contracts(
    equations: Ties, profile: Profile, inverse: Matrix, values: Sequence[Fraction], radius: Fraction
) -> bool:
    bounds = bounds_around(equations, profile, radius)
    free = [bounds[player][action] for player, action in unknowns(equations.supports)]
    return contracts(inverse, values, equations.slopes(bounds), free)


def bounds_around(equations: Ties, profile: Profile, radius: Fraction) -> list[list[Interval]]:
    """The box of this radius about the unknowns, the last action in use of each player having the rest."""
    found = []
    for strategy, used in zip(profile, equations.supports, strict=True):
        room = dict.fromkeys(used[:-1], radius) | {used[-1]: radius * (len(used) - 1)}
        found.append([(chance - room.get(at, 0), chance + room.get(at, 0)) for at, chance in enumerate(strategy)])
    return found


def _precise(equations: Ties, profile: Sequence[Sequence[Fraction]]) -> Profile:
    """Unknowns rounded to BITS places, the last action in use of each player having the rest."""
    found = []
    for strategy, used in zip(profile, equations.supports, strict=True):
        row = [Fraction(0)] * len(strategy)
        for action in used[:-1]:
            row[action] = precision(BITS, strategy[action])
        row[used[-1]] = 1 - sum(row, Fraction(0))
        found.append(tuple(row))
    return tuple(found)


def _moved(equations: Ties, profile: Profile, step: Sequence[Fraction]) -> Profile:
    rows = [list(strategy) for strategy in profile]
    for (player, action), by in zip(unknowns(equations.supports), step, strict=True):
        rows[player][action] -= by
    return _precise(equations, rows)


def _step(inverse: Matrix, values: Sequence[Fraction]) -> list[Fraction]:
    return [sum((one * value for one, value in zip(row, values, strict=True)), Fraction(0)) for row in inverse]


def _inverse(equations: Ties, profile: Profile) -> Matrix | None:
    """A short rational matrix near the inverse of the derivatives; None where floats find none."""
    slopes = equations.slopes([[(chance, chance) for chance in strategy] for strategy in profile])
    rows = [[low for low, _ in row] for row in slopes]
    scales = [max(map(abs, row)) for row in rows]
    if not all(scales):
        return None
    pairs = zip(rows, scales, strict=True)
    scaled = np.array([[nearest_float(entry / scale) for entry in row] for row, scale in pairs])
    try:
        inverse: NDArray[np.float64] = np.linalg.inv(scaled)
    except np.linalg.LinAlgError:
        return None
    if not np.isfinite(inverse).all() or np.abs(inverse).max() > 1e12:
        return None
    return tuple(
        tuple(Fraction(float(np.float32(entry))) / scale for entry, scale in zip(row, scales, strict=True))
        for row in inverse.tolist()
    )


def _recognized(equations: Ties, profile: Profile) -> Profile | None:
    """The exact zero of short rational numbers there, if there is one."""
    found = []
    for strategy, used in zip(profile, equations.supports, strict=True):
        row = [Fraction(0)] * len(strategy)
        for action in used[:-1]:
            row[action] = simplest_between(strategy[action] - _NEAR, strategy[action] + _NEAR)
            if row[action].denominator > _SHORT:
                return None
        row[used[-1]] = 1 - sum(row, Fraction(0))
        found.append(tuple(row))
    return tuple(found) if not any(equations.values(found)) else None

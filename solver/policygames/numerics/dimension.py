"""Dimensions of sets of exact points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

Exact = TypeVar("Exact", int, Fraction)


def affine_dimension(points: Sequence[Sequence[Fraction]]) -> int:
    """The dimension of the affine hull of `points`: 0 for a single one."""
    return rank([_homogeneous(point) for point in points]) - 1


def _homogeneous(point: Sequence[Fraction]) -> list[int]:
    """The point, and 1 after it, over their common denominator."""
    scale = math.lcm(*{coordinate.denominator for coordinate in point})
    return [*[coordinate.numerator * (scale // coordinate.denominator) for coordinate in point], scale]


def rank(rows: Sequence[Sequence[Exact]]) -> int:
    """The number of linearly independent rows, by elimination without divisions."""
    most = sum(map(any, zip(*rows, strict=True)))
    reduced: list[tuple[int, Sequence[Exact]]] = []
    for row in rows:
        rest: Sequence[Exact] = row
        for lead, base in reduced:
            if factor := rest[lead]:
                head = base[lead]
                rest = [entry * head - factor * above for entry, above in zip(rest, base, strict=True)]
        first = next((place for place, entry in enumerate(rest) if entry), None)
        reduced += [] if first is None else [(first, rest)]
        if len(reduced) == most:
            break
    return len(reduced)

"""Dimensions of sets of exact points."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def affine_dimension(points: Sequence[Sequence[Fraction]]) -> int:
    """The dimension of the affine hull of `points`: 0 for a single one."""
    origin, *others = points
    return rank([[a - b for a, b in zip(point, origin, strict=True)] for point in others])


def rank(rows: Sequence[Sequence[Fraction]]) -> int:
    """The number of linearly independent rows, by elimination."""
    reduced: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        rest = list(row)
        for lead, base in reduced:
            factor = rest[lead] / base[lead]
            rest = [entry - factor * above for entry, above in zip(rest, base, strict=True)] if factor else rest
        leads = [place for place, entry in enumerate(rest) if entry]
        reduced += [(leads[0], rest)] if leads else []
    return len(reduced)

"""Krawczyk's test: whether a box holds exactly one zero of a system, decided in rational arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

Interval: TypeAlias = tuple[Fraction, Fraction]
"""Both ends of a closed interval."""


def contracts(
    preconditioner: Sequence[Sequence[Fraction]],
    values: Sequence[Fraction],
    slopes: Sequence[Sequence[Interval]],
    bounds: Sequence[Interval],
) -> bool:
    """Whether c - Y f(c) + (1 - Y J)(X - c) lies in the interior of the box X with these `bounds` and centre c.

    `preconditioner` is Y, any matrix; `values` is f(c), `slopes` encloses all derivatives of f in X, a row per value.
    If so, f has exactly one zero in X, and every matrix within `slopes` is regular.

    Source: Krawczyk, Computing 4 (1969) 187-201; Rump, Acta Numerica 19 (2010) 287-449, theorem 13.2.
    """
    radii = [(high - low) / 2 for low, high in bounds]
    columns = list(zip(*slopes, strict=True))
    for index, row in enumerate(preconditioner):
        moved = abs(sum((one * value for one, value in zip(row, values, strict=True)), Fraction(0)))
        for place, column in enumerate(columns):
            moved += _most(row, column, index == place) * radii[place]
        if moved >= radii[index]:
            return False
    return True


def _most(row: Sequence[Fraction], column: Sequence[Interval], own: bool) -> Fraction:  # noqa: FBT001 - Kronecker's delta
    """The largest absolute value of an entry of 1 - Y J."""
    low = high = Fraction(own)
    for factor, (least, most) in zip(row, column, strict=True):
        ends = (factor * least, factor * most)
        low, high = low - max(ends), high - min(ends)
    return max(abs(low), abs(high))

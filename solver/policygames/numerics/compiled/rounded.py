"""Reals as pairs of doubles with proven error radii: numbers of any size, and signs only where they are certain.

A real v is kept as (high, low, radius) with |v - (high + low)| <= radius. Sums and products of pairs are those of
Dekker, Numerische Mathematik 18 (1971) 224-242, and Joldes, Muller and Popescu, ACM Transactions on Mathematical
Software 44 (2017) 15; their errors, some 16 · 2^-106 of the sum of the magnitudes, stay below the 2^-100 taken here.
"""

from __future__ import annotations

from policygames.numerics.compiled.kernel import Pair, Reals, part
from policygames.numerics.compiled.whole import UNKNOWN

_ERROR = 2.0**-100
_OUTWARD = 1 + 2.0**-40  # radii are computed in doubles: a few roundings, far below this factor
TINY = 1e-270  # absolute: products below it lose their low part; no number here comes near 1e+270
_SPLIT = 134217729.0  # 2^27 + 1, Veltkamp's constant


@part
def two_sum(one: float, other: float) -> Pair:
    """The sum and its rounding error (Knuth)."""
    total = one + other
    part = total - one
    return total, (one - (total - part)) + (other - part)


@part
def two_product(one: float, other: float) -> Pair:
    """The product and its rounding error (Dekker)."""
    product = one * other
    wide = one * _SPLIT
    high = wide - (wide - one)
    low = one - high
    wide_other = other * _SPLIT
    high_other = wide_other - (wide_other - other)
    low_other = other - high_other
    return product, ((high * high_other - product) + high * low_other + low * high_other) + low * low_other


@part
def times(high: float, low: float, other_high: float, other_low: float) -> Pair:
    """The product of two pairs, but the product of their low parts."""
    product, error = two_product(high, other_high)
    return two_sum(product, error + (high * other_low + low * other_high))


@part
def minus(high: float, low: float, other_high: float, other_low: float) -> Pair:
    """The difference of two pairs: its error is relative to both magnitudes, not to the result."""
    total, error = two_sum(high, -other_high)
    return two_sum(total, error + (low - other_low))


@part
def over(
    high: float, low: float, radius: float, by_high: float, by_low: float, by_radius: float
) -> tuple[float, float, float]:
    """The quotient by a number that is positive for certain: two steps of long division, and the radius."""
    first = high / by_high
    product_high, product_low = times(first, 0.0, by_high, by_low)
    rest_high, rest_low = minus(high, low, product_high, product_low)
    quotient, error = two_sum(first, (rest_high + rest_low) / by_high)
    size = abs(quotient)
    spread = (radius + size * by_radius) / (by_high - by_radius) + size * _ERROR * 4
    return quotient, error, spread * _OUTWARD + TINY


@part
def pivot(planes: Reals, level: int, row: int, column: int) -> None:
    """Write the tableau after a pivot to the next level; the entry at (row, column) is positive for certain."""
    below = level + 1
    by, by_low, by_radius = planes[level, 0, row, column], planes[level, 1, row, column], planes[level, 2, row, column]
    for i in range(planes.shape[2]):  # no names for rows: each would be counted, by an atomic operation
        if i == row:
            continue
        share, share_low, spread = over(
            planes[level, 0, i, column], planes[level, 1, i, column], planes[level, 2, i, column], by, by_low, by_radius
        )
        size = abs(share) + spread
        for j in range(planes.shape[3]):
            high, base = planes[level, 0, i, j], planes[level, 0, row, j]
            product, product_low = times(share, share_low, base, planes[level, 1, row, j])
            after, after_low = minus(high, planes[level, 1, i, j], product, product_low)
            moved = planes[level, 2, i, j] + size * planes[level, 2, row, j] + spread * abs(base)
            planes[below, 0, i, j], planes[below, 1, i, j] = after, after_low
            planes[below, 2, i, j] = (moved + _ERROR * (abs(high) + abs(product))) * _OUTWARD + TINY
        planes[below, 0, i, column], planes[below, 1, i, column] = -share, -share_low
        planes[below, 2, i, column] = spread
    for j in range(planes.shape[3]):
        high, low, radius = planes[level, 0, row, j], planes[level, 1, row, j], planes[level, 2, row, j]
        if j == column:
            high, low, radius = 1.0, 0.0, 0.0
        one = over(high, low, radius, by, by_low, by_radius)
        planes[below, 0, row, j], planes[below, 1, row, j], planes[below, 2, row, j] = one


@part
def minor(planes: Reals, level: int, i: int, row: int, column: int, j: int) -> int:
    """The sign of the entry (i, j) after a pivot at (row, column), if it is certain; else UNKNOWN."""
    entry, pivot, factor, base = (
        planes[level, 0, i, j],
        planes[level, 0, row, column],
        planes[level, 0, i, column],
        planes[level, 0, row, j],
    )
    entry_radius, pivot_radius, factor_radius, base_radius = (
        planes[level, 2, i, j],
        planes[level, 2, row, column],
        planes[level, 2, i, column],
        planes[level, 2, row, j],
    )
    one, one_low = times(entry, planes[level, 1, i, j], pivot, planes[level, 1, row, column])
    other, other_low = times(factor, planes[level, 1, i, column], base, planes[level, 1, row, j])
    value, _ = minus(one, one_low, other, other_low)
    spread = (abs(entry) + entry_radius) * pivot_radius + entry_radius * abs(pivot)
    spread += (abs(factor) + factor_radius) * base_radius + factor_radius * abs(base)
    spread = (spread + _ERROR * (abs(one) + abs(other)) + 2.0**-52 * abs(value)) * _OUTWARD + TINY
    if abs(value) > spread:
        return 1 if value > 0 else -1
    return UNKNOWN

"""Reals as pairs of doubles with proven error radii: numbers of any size, and signs only where they are certain.

A real v is kept as (high, low, radius) with |v - (high + low)| <= radius. Sums and products of pairs are those of
Dekker, Numerische Mathematik 18 (1971) 224-242, and Joldes, Muller and Popescu, ACM Transactions on Mathematical
Software 44 (2017) 15; their errors, some 16 · 2^-106 of the sum of the magnitudes, stay below the 2^-100 taken here.
"""

from __future__ import annotations

from policygames.numerics.compiled.kernel import Pair, Reals, kernel
from policygames.numerics.compiled.whole import UNKNOWN

_ERROR = 2.0**-100
_OUTWARD = 1 + 2.0**-40  # radii are computed in doubles: a few roundings, far below this factor
TINY = 1e-270  # absolute: products below it lose their low part; no number here comes near 1e+270
_SPLIT = 134217729.0  # 2^27 + 1, Veltkamp's constant

_PAIR = "UniTuple(float64, 2)"


@kernel(f"{_PAIR}(float64, float64)")
def two_sum(one: float, other: float) -> Pair:
    """The sum and its rounding error (Knuth)."""
    total = one + other
    part = total - one
    return total, (one - (total - part)) + (other - part)


@kernel(f"{_PAIR}(float64, float64)")
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


@kernel(f"{_PAIR}(float64, float64, float64, float64)")
def times(high: float, low: float, other_high: float, other_low: float) -> Pair:
    """The product of two pairs, but the product of their low parts."""
    product, error = two_product(high, other_high)
    return two_sum(product, error + (high * other_low + low * other_high))


@kernel(f"{_PAIR}(float64, float64, float64, float64)")
def minus(high: float, low: float, other_high: float, other_low: float) -> Pair:
    """The difference of two pairs: its error is relative to both magnitudes, not to the result."""
    total, error = two_sum(high, -other_high)
    return two_sum(total, error + (low - other_low))


@kernel("UniTuple(float64, 3)(float64, float64, float64, float64, float64, float64)")
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


@kernel("boolean(float64[:,:,::1], float64[:,:,::1], int64, int64)")
def pivot(before: Reals, after: Reals, row: int, column: int) -> bool:
    """Write the tableau after a pivot to `after`; the entry at (row, column) is positive for certain."""
    high, low, radius = before
    high_after, low_after, radius_after = after
    by_high, by_low, by_radius = high[row, column], low[row, column], radius[row, column]
    base, base_low, base_radius = high[row], low[row], radius[row]
    for i in range(high.shape[0]):
        if i == row:
            continue
        line, line_low, line_radius = high[i], low[i], radius[i]
        target, target_low, target_radius = high_after[i], low_after[i], radius_after[i]
        share, share_low, spread = over(line[column], line_low[column], line_radius[column], by_high, by_low, by_radius)
        size = abs(share) + spread
        for j in range(line.size):
            product, product_low = times(share, share_low, base[j], base_low[j])
            target[j], target_low[j] = minus(line[j], line_low[j], product, product_low)
            moved = line_radius[j] + size * base_radius[j] + spread * abs(base[j])
            target_radius[j] = (moved + _ERROR * (abs(line[j]) + abs(product))) * _OUTWARD + TINY
        target[column], target_low[column], target_radius[column] = -share, -share_low, spread
    for j in range(base.size):
        one = over(base[j], base_low[j], base_radius[j], by_high, by_low, by_radius)
        high_after[row, j], low_after[row, j], radius_after[row, j] = one
    one = over(1.0, 0.0, 0.0, by_high, by_low, by_radius)
    high_after[row, column], low_after[row, column], radius_after[row, column] = one
    return True


@kernel("int64(float64[:,:,::1], int64, int64, int64, int64)")
def minor(planes: Reals, i: int, row: int, column: int, j: int) -> int:
    """The sign of the entry (i, j) after a pivot at (row, column), if it is certain; else UNKNOWN."""
    high, low, radius = planes
    one, one_low = times(high[i, j], low[i, j], high[row, column], low[row, column])
    other, other_low = times(high[i, column], low[i, column], high[row, j], low[row, j])
    value, _ = minus(one, one_low, other, other_low)
    spread = (abs(high[i, j]) + radius[i, j]) * radius[row, column] + radius[i, j] * abs(high[row, column])
    spread += (abs(high[i, column]) + radius[i, column]) * radius[row, j] + radius[i, column] * abs(high[row, j])
    spread = (spread + _ERROR * (abs(one) + abs(other)) + 2.0**-52 * abs(value)) * _OUTWARD + TINY
    if abs(value) > spread:
        return 1 if value > 0 else -1
    return UNKNOWN

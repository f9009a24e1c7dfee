"""The strategies that make replies indifferent, in closed form (Cramer's rule).

A strategy x over k actions makes k replies pay the same where each row of differences between two replies is orthogonal
to x: up to a factor x is the vector of signed minors of these k - 1 rows.
"""

from __future__ import annotations

import math

from policygames.numerics.compiling import compiled

Number = float


def _root(value: int, degree: int) -> int:
    """The largest whole number whose power of `degree` is at most `value`."""
    guess = round(value ** (1 / degree))
    return max(n for n in range(guess - 2, guess + 3) if n**degree <= value)


_INT64 = 2**63 - 1
MOST = (0, 2**62, math.isqrt(_INT64 // 2), _root(_INT64 // 6, 3), _root(_INT64 // 24, 4))
"""MOST[k]: the largest B for which supports of size up to k stay within int64 where payoffs lie in 0 … B.

Differences of payoffs are at most B in absolute value, so that a k-dimensional x has entries of at most (k - 1)!
B^(k - 1), partial sums included, and what a reply pays against it, a sum of k such entries times payoffs, is at most k!
B^k: 2 B^2, 6 B^3, 24 B^4. That is about 2^31, 2^20 and 2^14.6. For k = 1 nothing is multiplied; 2^62 keeps differences
within int64.
"""


@compiled
def orthogonal_to_row(d0: Number, d1: Number) -> tuple[Number, Number]:
    """A vector orthogonal to (d0, d1)."""
    return d1, -d0


@compiled
def orthogonal_to_two(
    d0: Number, d1: Number, d2: Number, e0: Number, e1: Number, e2: Number
) -> tuple[Number, Number, Number]:
    """The cross product: a vector orthogonal to d and e, zero only where they are dependent."""
    return d1 * e2 - d2 * e1, d2 * e0 - d0 * e2, d0 * e1 - d1 * e0


@compiled
def orthogonal_to_three(
    d: tuple[Number, ...], e: tuple[Number, ...], f: tuple[Number, ...]
) -> tuple[Number, Number, Number, Number]:
    """The signed 3 x 3 minors of three rows of four: orthogonal to them, zero only where they are dependent."""
    s01, s02, s03 = e[0] * f[1] - e[1] * f[0], e[0] * f[2] - e[2] * f[0], e[0] * f[3] - e[3] * f[0]
    s12, s13, s23 = e[1] * f[2] - e[2] * f[1], e[1] * f[3] - e[3] * f[1], e[2] * f[3] - e[3] * f[2]
    return (
        d[1] * s23 - d[2] * s13 + d[3] * s12,
        -(d[0] * s23 - d[2] * s03 + d[3] * s02),
        d[0] * s13 - d[1] * s03 + d[3] * s01,
        -(d[0] * s12 - d[1] * s02 + d[2] * s01),
    )

"""Signs of minors that are too long for int64: by floats with a proven error bound, or by the value modulo 2^64.

A whole number V, a sum of products of whole numbers within ±2^62, is kept as a triple: its residue modulo 2^64, since
int64 wraps; the same sum in floats; and in floats the sum of the magnitudes of the products. On the way to one product
there are at most 13 roundings (4 factors, 3 products, 6 sums), so the float is within 13.1 · 2^-53 · sum < ERROR · sum
of V. Where it is larger, its sign is that of V. Else |V| <= 2 · ERROR · sum; if that is below 2^62, V is its residue.
If not, the sign stays unknown. Products are whole numbers of up to 2^248: nothing over- or underflows.

Source of the bound: Higham, Accuracy and Stability of Numerical Algorithms (2002), lemma 3.1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.bulk.minors import orthogonal_to_row, orthogonal_to_three, orthogonal_to_two
from policygames.numerics.compiling import compiled

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
ERROR = 2.0**-48
UNKNOWN = 2
_SMALL = 2.0**61 / ERROR


@compiled
def sign(whole: int, near: float, size: float) -> int:
    """-1, 0 or 1, or UNKNOWN."""
    if near > ERROR * size:
        return 1
    if near < -ERROR * size:
        return -1
    if size >= _SMALL:
        return UNKNOWN
    return int(whole > 0) - int(whole < 0)


@compiled
def mix(replies: Integers, pair: Integers, steps: Integers, whole: Integers, values: Floats) -> None:
    """Writes the minors that make the replies of `pair` indifferent: residues, and floats and magnitudes as `values`.

    `replies` has shape (n, m, 1); `steps` (3, 4) is left with the differences of the replies from the first.
    """
    for row in range(pair[0] - 1):
        for t in range(pair[0]):
            steps[row, t] = replies[pair[6 + row], pair[1 + t], 0] - replies[pair[5], pair[1 + t], 0]
    near, size = values[0], values[1]
    if pair[0] == 2:
        whole[0], whole[1] = orthogonal_to_row(steps[0, 0], steps[0, 1])
        near[0], near[1] = float(whole[0]), float(whole[1])
        size[0], size[1] = abs(near[0]), abs(near[1])
    elif pair[0] == 3:
        d, e = steps[0], steps[1]
        whole[0], whole[1], whole[2] = orthogonal_to_two(d[0], d[1], d[2], e[0], e[1], e[2])
        a0, a1, a2, b0, b1, b2 = float(d[0]), float(d[1]), float(d[2]), float(e[0]), float(e[1]), float(e[2])
        near[0], near[1], near[2] = orthogonal_to_two(a0, a1, a2, b0, b1, b2)
        size[0], size[1] = abs(a1 * b2) + abs(a2 * b1), abs(a2 * b0) + abs(a0 * b2)
        size[2] = abs(a0 * b1) + abs(a1 * b0)
    else:
        _mix_four(steps, whole, near, size)


@compiled
def _mix_four(steps: Integers, whole: Integers, near: Floats, size: Floats) -> None:
    d, e, f = steps[0], steps[1], steps[2]
    whole[0], whole[1], whole[2], whole[3] = orthogonal_to_three(
        (d[0], d[1], d[2], d[3]), (e[0], e[1], e[2], e[3]), (f[0], f[1], f[2], f[3])
    )
    a = (float(d[0]), float(d[1]), float(d[2]), float(d[3]))
    b = (float(e[0]), float(e[1]), float(e[2]), float(e[3]))
    c = (float(f[0]), float(f[1]), float(f[2]), float(f[3]))
    near[0], near[1], near[2], near[3] = orthogonal_to_three(a, b, c)
    size[0], size[1] = _magnitude(a, b, c, 1, 2, 3), _magnitude(a, b, c, 0, 2, 3)
    size[2], size[3] = _magnitude(a, b, c, 0, 1, 3), _magnitude(a, b, c, 0, 1, 2)


@compiled
def _magnitude(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...], i: int, j: int, k: int) -> float:
    """The sum of the magnitudes of the six products of a 3 x 3 minor."""
    first = abs(a[i]) * (abs(b[j] * c[k]) + abs(b[k] * c[j]))
    second = abs(a[j]) * (abs(b[i] * c[k]) + abs(b[k] * c[i]))
    return first + second + abs(a[k]) * (abs(b[i] * c[j]) + abs(b[j] * c[i]))


@compiled
def lead(replies: Integers, pair: Integers, reply: int, whole: Integers, values: Floats) -> int:
    """The sign of what `reply` pays more than those made indifferent, against the minors."""
    total, near, size = 0, 0.0, 0.0
    for t in range(pair[0]):
        step = replies[reply, pair[1 + t], 0] - replies[pair[5], pair[1 + t], 0]
        total += whole[t] * step
        near += values[0, t] * float(step)
        size += values[1, t] * abs(float(step))
    return sign(total, near, size)

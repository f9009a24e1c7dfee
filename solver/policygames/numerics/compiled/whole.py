"""Whole numbers of about 105 bits, as a double and the residue modulo 2^64: exact pivots without long integers.

A number v is kept as (a, w): a double with |a - v| <= 2^-52 |v|, and w = v modulo 2^64. The two determine v, because
every number stays far below 2^116. After a pivot the residue of (t·p - f·s) / d is known up to the power of two that
divides d (Jebelean, Journal of Symbolic Computation 15 (1993) 169-180), and the double nearly; together they give the
new number exactly, so that no error accumulates. Where the double is not near enough, the answer is that it is not.
"""

from __future__ import annotations

import numpy as np

from policygames.numerics.compiled.kernel import Reals, Words, kernel

LANES = 8
"""Rows of a tableau are as long as a multiple of this, so that the compiler uses vectors throughout."""
UNKNOWN = 2
"""Instead of a sign -1, 0 or 1: what is known does not determine it."""
_ERROR = 2.0**-49  # five roundings of 2^-53 and four errors of 2^-52 stay below it, relative to |t·p| + |f·s|
_ROOM = 2.0**59  # doubles must be this near, over 2^k: then the residue names one number, and its double is good again
_SMALL = 2.0**61  # below it a number is its own residue, as a signed word
_WRAP = 2.0**63
_ROUND = 6755399441055744.0  # 1.5 · 2^52: adding and subtracting it rounds to a whole number


@kernel("int64(int64)")
def twos(value: int) -> int:
    """How often 2 divides a residue modulo 2^64; 64 for 0."""
    count = 0
    while count < 64 and not (value >> count) & 1:
        count += 1
    return count


@kernel("int64(int64)")
def inverse(odd: int) -> int:
    """The inverse of an odd number modulo 2^64, by Newton's iteration from 5 right bits."""
    guess = (odd * 3) ^ 2
    for _ in range(4):
        guess *= 2 - odd * guess
    return guess


@kernel("void(float64[:,:,::1], int64, int64, int64[::1])")
def divide_by(planes: Reals, row: int, column: int, division: Words) -> None:
    """Fill `division` for the next pivot: the divisor's residue, how often 2 divides it, the odd rest inverted."""
    residue = planes[1].view(np.int64)[row, column]
    count = twos(residue)
    division[0], division[1] = residue, count
    # beyond bit 64 - count nothing of the odd part is known, and nothing of the quotient is used
    division[2] = inverse((residue >> count) | 1)


@kernel("boolean(float64[:,:,::1], float64[:,:,::1], int64, int64, float64, int64[::1])")
def pivot(before: Reals, after: Reals, row: int, column: int, divisor: float, division: Words) -> bool:
    """Write the tableau after an integer pivot to `after`; False where a number would be too long."""
    values, words = before[0], before[1].view(np.int64)
    values_after, words_after = after[0], after[1].view(np.int64)
    head, head_word, shift, odd = values[row, column], words[row, column], division[1], division[2]
    if shift > 56:
        return False
    share, room, bad = 1.0 / divisor, _ROOM / float(1 << shift), 0
    base, base_words = values[row], words[row]
    for i in range(values.shape[0]):
        if i == row:
            continue
        factor, factor_word = values[i, column], words[i, column]
        line, line_words, target, target_words = values[i], words[i], values_after[i], words_after[i]
        for j in range(line.size):
            one, other = line[j] * head, factor * base[j]
            error = (abs(one) + abs(other)) * share * _ERROR + 1.0
            bad |= int(not error < room)
            near = (one - other) * share
            wraps = (near * (1.0 / _WRAP) + _ROUND) - _ROUND
            rest = np.int64(near - wraps * _WRAP)
            whole = rest + (np.int64(wraps) << 63)
            word = ((line_words[j] * head_word - factor_word * base_words[j]) >> shift) * odd
            change = ((word - whole) << shift) >> shift
            target_words[j] = whole + change
            far = (wraps * _WRAP + float(rest)) + float(change)
            target[j] = float(whole + change) if abs(near) < _SMALL else far
        target[column], target_words[column] = -factor, -factor_word
    for j in range(base.size):
        values_after[row, j], words_after[row, j] = base[j], base_words[j]
    values_after[row, column], words_after[row, column] = divisor, division[0]
    return bad == 0


@kernel("int64(float64[:,:,::1], int64, int64, int64, int64, float64, int64[::1])")
def minor(planes: Reals, i: int, row: int, column: int, j: int, divisor: float, division: Words) -> int:
    """The sign of the number that a pivot at (row, column) puts at (i, j), times that of the pivot; or UNKNOWN.

    It is a whole number, since the pivot's division is exact (Bareiss 1968): a near tie is decided by the residue.
    """
    one, other = planes[0, i, j] * planes[0, row, column], planes[0, i, column] * planes[0, row, j]
    near, error = one - other, (abs(one) + abs(other)) * _ERROR
    if abs(near) > error:
        return 1 if near > 0 else -1
    shift = division[1]
    if shift > 56 or not error / divisor + 1.0 < _ROOM / float(1 << shift):
        return UNKNOWN
    words = planes[1].view(np.int64)
    word = ((words[i, j] * words[row, column] - words[i, column] * words[row, j]) >> shift) * division[2]
    value = (word << shift) >> shift
    return int(value > 0) - int(value < 0)

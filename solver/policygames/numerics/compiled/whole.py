"""Whole numbers of about 105 bits, as a double and the residue modulo 2^64: exact pivots without long integers.

A number v is kept as (a, w): a double with |a - v| <= 2^-52 |v|, and w = v modulo 2^64. The two determine v, because
every number stays far below 2^116. After a pivot the residue of (t·p - f·s) / d is known up to the power of two that
divides d (Jebelean, Journal of Symbolic Computation 15 (1993) 169-180), and the double nearly; together they give the
new number exactly, so that no error accumulates. Where the double is not near enough, the answer is that it is not.
"""

from __future__ import annotations

import numpy as np

from policygames.numerics.compiled.kernel import Reals, Words, part

LANES = 8
"""Rows of a tableau are as long as a multiple of this, so that the compiler uses vectors throughout."""
UNKNOWN = 2
"""Instead of a sign -1, 0 or 1: what is known does not determine it."""
_ERROR = 2.0**-49  # five roundings of 2^-53 and four errors of 2^-52 stay below it, relative to |t·p| + |f·s|
_LESS = 1 - 2.0**-46  # by more than four numbers with errors of 2^-52 and the roundings of two products
_ROOM = 2.0**59  # doubles must be this near, over 2^k: then the residue names one number, and its double is good again
_SMALL = 2.0**61  # below it a number is its own residue, as a signed word
_WRAP = 2.0**63
_SHORT = 2.0**26  # products of numbers below it are doubles: with them alone all is exact
_FAR = 2.0**51  # a quotient below it, off by two roundings, is nearest to one whole number
_ROUND = 6755399441055744.0  # 1.5 · 2^52: adding and subtracting it rounds to a whole number


@part
def twos(value: int) -> int:
    """How often 2 divides a residue modulo 2^64; 64 for 0."""
    bits = (value & -value) - 1  # as many ones: they are counted
    bits -= (bits >> 1) & 0x5555555555555555
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333)
    return (((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101) >> 56


@part
def inverse(odd: int) -> int:
    """The inverse of an odd number modulo 2^64, by Newton's iteration from 5 right bits."""
    guess = (odd * 3) ^ 2
    for _ in range(4):
        guess *= 2 - odd * guess
    return guess


@part
def divide_by(words: Words, level: int, row: int, column: int, divisions: Words) -> None:
    """Note how to divide by an entry: its residue, how often 2 divides it, the odd rest inverted.

    After them stands whether all numbers of the tableau are short.
    """
    residue = words[level, 1, row, column]
    count = twos(residue)
    # beyond bit 64 - count nothing of the odd part is known, and nothing of the quotient is used
    odd = inverse((residue >> count) | 1)
    divisions[level + 1, 0], divisions[level + 1, 1], divisions[level + 1, 2] = residue, count, odd


@part
def all_short(rows: Words) -> int:
    """1 if all numbers are short, else 0."""
    short = 1
    for row in range(rows.shape[0]):
        for column in range(rows.shape[1]):
            short &= int(abs(rows[row, column]) < _SHORT)
    return short


@part
def pivot_in_doubles(planes: Reals, words: Words, level: int, row: int, column: int, divisor: float) -> int:
    """Write all other rows after an integer pivot in a tableau of short numbers, as all before it.

    1 if these are short too, 0 if not, -1 if some are too long for it: then what was written is wrong. Products and
    their difference, below 2^53, are exact; the quotient is a whole number (Bareiss 1968), and the nearest one to it.
    """
    below, head, share, longer, far = level + 1, planes[level, 0, row, column], 1.0 / divisor, 0, 0
    for i in range(planes.shape[2]):
        if i == row:
            continue
        factor = planes[level, 0, i, column]
        for j in range(planes.shape[3]):
            near = (planes[level, 0, i, j] * head - factor * planes[level, 0, row, j]) * share
            value = (near + _ROUND) - _ROUND
            planes[below, 0, i, j], words[below, 1, i, j] = value, np.int64(value)
            longer |= int(not abs(value) < _SHORT)
            far |= int(not abs(near) < _FAR)
    return -1 if far else 1 - longer


@part
def pivot(planes: Reals, words: Words, level: int, row: int, column: int, divisor: float, divisions: Words) -> bool:
    """Write the tableau after an integer pivot to the next level; False where a number would be too long."""
    short = pivot_in_doubles(planes, words, level, row, column, divisor) if divisions[level, 3] == 1 else -1
    divisions[level + 1, 3], good = int(short == 1), True
    if short == -1:
        good = pivot_in_words(planes, words, level, row, column, divisor, divisions)
    below = level + 1
    for i in range(planes.shape[2]):
        planes[below, 0, i, column] = -planes[level, 0, i, column]
        words[below, 1, i, column] = -words[level, 1, i, column]
    for j in range(planes.shape[3]):
        planes[below, 0, row, j], words[below, 1, row, j] = planes[level, 0, row, j], words[level, 1, row, j]
    planes[below, 0, row, column], words[below, 1, row, column] = divisor, divisions[level, 0]
    return good


@part
def pivot_in_words(
    planes: Reals, words: Words, level: int, row: int, column: int, divisor: float, divisions: Words
) -> bool:
    """Write all other rows after an integer pivot; False where a number would be too long."""
    below, shift, odd = level + 1, divisions[level, 1], divisions[level, 2]
    head, head_word = planes[level, 0, row, column], words[level, 1, row, column]
    if shift > 56:
        return False
    share, room, bad = 1.0 / divisor, _ROOM / float(1 << shift), 0
    for i in range(planes.shape[2]):  # no names for rows: each would be counted, by an atomic operation
        if i == row:
            continue
        factor, factor_word = planes[level, 0, i, column], words[level, 1, i, column]
        for j in range(planes.shape[3]):
            one, other = planes[level, 0, i, j] * head, factor * planes[level, 0, row, j]
            error = (abs(one) + abs(other)) * share * _ERROR + 1.0
            bad |= int(not error < room)
            near = (one - other) * share
            wraps = (near * (1.0 / _WRAP) + _ROUND) - _ROUND
            rest = np.int64(near - wraps * _WRAP)
            whole = rest + (np.int64(wraps) << 63)
            word = ((words[level, 1, i, j] * head_word - factor_word * words[level, 1, row, j]) >> shift) * odd
            change = ((word - whole) << shift) >> shift
            words[below, 1, i, j] = whole + change
            far = (wraps * _WRAP + float(rest)) + float(change)
            planes[below, 0, i, j] = float(whole + change) if abs(near) < _SMALL else far
    return bad == 0


@part
def least_ratios(planes: Reals, level: int, scratch: Reals, candidates: Words, divisions: Words) -> None:
    """Note for every column the rows, as bits, that can have the least ratio of the right side.

    Roundings, if numbers are not short, or a tie may leave more than one. `scratch` is for the numerators and
    denominators of the least ratios.
    All columns at once, without branches: by vectors; and two rows at once, the last one twice if need be.
    """
    last, right = planes.shape[2] - 2, planes.shape[3] - 1
    slack = 1.0 if divisions[level, 3] == 1 else _LESS
    for j in range(planes.shape[3]):
        scratch[0, j], scratch[1, j], candidates[level, j] = 1.0, 0.0, 0
    for i in range(0, last + 1, 2):
        other = min(i + 1, last)
        own, others = planes[level, 0, i, right], planes[level, 0, other, right]
        for j in range(planes.shape[3]):
            above, below = scratch[0, j], scratch[1, j]
            entry, next_entry = planes[level, 0, i, j], planes[level, 0, other, j]
            less = (entry > 0) & (own * below < above * entry)
            above, below = own if less else above, entry if less else below
            less = (next_entry > 0) & (others * below < above * next_entry)
            scratch[0, j], scratch[1, j] = others if less else above, next_entry if less else below
    for i in range(0, last + 1, 2):
        other = min(i + 1, last)
        own, others = planes[level, 0, i, right] * slack, planes[level, 0, other, right] * slack
        bit, next_bit = 1 << i, 1 << other
        for j in range(planes.shape[3]):
            above, below = scratch[0, j], scratch[1, j]
            entry, next_entry = planes[level, 0, i, j], planes[level, 0, other, j]
            near = (entry > 0) & (own * below <= above * entry)
            next_near = (next_entry > 0) & (others * below <= above * next_entry)
            candidates[level, j] |= (bit if near else 0) | (next_bit if next_near else 0)


@part
def minor(
    planes: Reals, words: Words, level: int, i: int, row: int, column: int, j: int, divisor: float, divisions: Words
) -> int:
    """The sign of the number that a pivot at (row, column) puts at (i, j), times that of the pivot; or UNKNOWN.

    It is a whole number, since the pivot's division is exact (Bareiss 1968): a near tie is decided by the residue.
    """
    one = planes[level, 0, i, j] * planes[level, 0, row, column]
    other = planes[level, 0, i, column] * planes[level, 0, row, j]
    near, error = one - other, (abs(one) + abs(other)) * _ERROR
    if divisions[level, 3] == 1:  # no roundings
        return int(near > 0) - int(near < 0)
    if abs(near) > error:
        return 1 if near > 0 else -1
    shift = divisions[level, 1]
    if shift > 56 or not error / divisor + 1.0 < _ROOM / float(1 << shift):
        return UNKNOWN
    word = words[level, 1, i, j] * words[level, 1, row, column] - words[level, 1, i, column] * words[level, 1, row, j]
    value = (((word >> shift) * divisions[level, 2]) << shift) >> shift
    return int(value > 0) - int(value < 0)

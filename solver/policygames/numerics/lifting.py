"""Large linear systems of whole numbers solved exactly: the solution modulo ever higher powers of a prime."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.linear import SingularError
from policygames.numerics.modular import inverse_of_independent_rows, primes_below
from policygames.numerics.stepwise import finished

Words: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[Any]
"""Python ints in an object array."""
PRIMES = 3
"""How many primes are tried before a matrix is taken for singular: one that is not is so modulo each by chance only."""
_EXACT = 53  # bits: sums of products of whole numbers below 2**53 are exact in doubles, in any order
_SLICE = 128  # digits found between two yields: some 10 milliseconds at 250 unknowns


@dataclass(frozen=True, slots=True)
class Solution:
    """x = numerators / denominator, in whole numbers; the denominator is positive."""

    numerators: list[int]
    denominator: int

    def fractions(self) -> list[Fraction]:
        """The unknowns in lowest terms."""
        return [Fraction(numerator, self.denominator) for numerator in self.numerators]


def solved_by_lifting(matrix: Sequence[Sequence[int]], right: Sequence[int]) -> Solution:
    """The only x with matrix · x = right, for as many or more equations than unknowns, verified exactly.

    Raises SingularError where there is no x, or more than one, or the matrix is singular modulo PRIMES primes.
    """
    return finished(lifted(matrix, right))


def lifted(matrix: Sequence[Sequence[int]], right: Sequence[int]) -> Generator[None, None, Solution]:
    """The same in slices, a None after each.

    Source: Dixon, Numerische Mathematik 40 (1982) 137-141; Wang, SYMSAC 1981, 212-217, for the fractions.
    """
    whole, values = np.array(matrix, dtype=object), np.array(right, dtype=object)
    unknowns = whole.shape[1]
    prime, rows, inverse = yield from _invertible(whole)
    square, wanted = whole[rows], values[rows]
    bound = _hadamard(square, wanted)
    count = math.ceil((2 * bound + 2) / math.log2(prime))
    digits = np.empty((count, unknowns), dtype=np.int64)
    for place, digit in enumerate(_digits(square, wanted, inverse, prime)):
        digits[place] = digit
        if place + 1 == count:
            break
        if place % _SLICE == _SLICE - 1:
            yield None
    residues, modulus = _assembled(digits, prime)
    yield None
    solution = _rational(residues, modulus, math.isqrt(modulus // 2))
    yield None
    if (whole @ np.array(solution.numerators, dtype=object) != values * solution.denominator).any():
        raise SingularError("the equations contradict one another")
    return solution


def _invertible(whole: Numbers) -> Generator[None, None, tuple[int, list[int], NDArray[np.float64]]]:
    """A prime, as many independent equations as there are unknowns, and the inverse of these modulo the prime."""
    most = 1 << ((_EXACT - whole.shape[0].bit_length()) // 2)
    for prime in islice(primes_below(most), PRIMES):
        found = inverse_of_independent_rows((whole % prime).astype(np.float64), prime)
        yield None
        if found is not None:
            return prime, *found
    raise SingularError("the unknowns are not determined")


def _hadamard(square: Numbers, right: Numbers) -> float:
    """Bits of a bound on the determinant and on every numerator of Cramer's rule.

    Source: Hadamard, Bulletin des sciences mathematiques 17 (1893) 240-246.
    """
    norms = [max(1, math.isqrt(int(square_sum)) + 1) for square_sum in (square * square).sum(axis=0)]
    last = math.isqrt(int((right * right).sum())) + 1
    bits = [math.log2(norm) for norm in norms]
    return sum(bits) + max(0.0, math.log2(last) - min(bits)) + 1


def _digits(square: Numbers, right: Numbers, inverse: NDArray[np.float64], prime: int) -> Iterator[Words]:
    """The digits of the solution to the base `prime`, the lowest first, without end."""
    size, width = len(square), _EXACT - prime.bit_length() - len(square).bit_length()
    largest = max(int(abs(square).max()), int(abs(right).max()), 1)
    narrow = largest * size < 1 << 62
    count = -(-largest.bit_length() // width)
    parts = np.concatenate([_part(square, place, width) for place in range(count)])
    shifts = np.array([1 << (width * place) for place in range(count)], dtype=object)[:, None]
    if narrow:
        shifts, residual, back = shifts.astype(np.int64), right.astype(np.int64), _wrapped(pow(prime, -1, 1 << 64))
    else:
        residual = right
    while True:
        digit = (inverse @ (residual % prime).astype(np.float64)).astype(np.int64) % prime
        yield digit
        product = (parts @ digit.astype(np.float64)).astype(np.int64).reshape(count, size)
        if narrow:  # modulo 2**64 the quotient is exact, and it fits: only the product before it may not
            residual = (residual - (product * shifts).sum(axis=0)) * back
        else:
            residual = (residual - (product.astype(object) * shifts).sum(axis=0)) // prime


def _wrapped(word: int) -> np.int64:
    """A word of 64 bits as a signed number."""
    return np.int64(word - (1 << 64) if word >> 63 else word)


def _part(square: Numbers, place: int, width: int) -> NDArray[np.float64]:
    """The digits of the entries to the base 2**width at one place, with the entry's sign."""
    size: Numbers = abs(square)
    part: NDArray[np.float64] = ((size >> (width * place)) & ((1 << width) - 1)).astype(np.float64)
    return np.where(square < 0, -part, part)


def _assembled(digits: Words, prime: int) -> tuple[list[int], int]:
    """The unknowns modulo a power of `prime`, which is returned too, from their digits, one row a place."""
    count, power = len(digits), prime
    parts: Numbers = digits
    while len(parts) > 1:
        low, high = parts[0::2], parts[1::2]
        joined = low.copy() if power == prime else low
        joined[: len(high)] += high * power
        parts = joined.astype(object) if power == prime else joined
        power *= power
    return [int(residue) for residue in parts[0]], prime**count


def _rational(residues: Sequence[int], modulus: int, bound: int) -> Solution:
    """The fractions with numerators and common denominator up to `bound` that have these residues."""
    numerators: list[int] = []
    common = 1
    for residue in residues:
        value = _symmetric(residue * common, modulus)
        if abs(value) > bound:
            value, factor = _reconstructed(value % modulus, modulus, bound)
            numerators = [numerator * factor for numerator in numerators]
            common *= factor
        numerators.append(value)
    return Solution(numerators, common) if common > 0 else Solution([-one for one in numerators], -common)


def _symmetric(value: int, modulus: int) -> int:
    value %= modulus
    return value - modulus if 2 * value > modulus else value


def _reconstructed(residue: int, modulus: int, bound: int) -> tuple[int, int]:
    """Numerator and denominator of a fraction with this residue: Euclid's algorithm, stopped halfway."""
    above, here, above_factor, factor = modulus, residue, 0, 1
    while here > bound:
        quotient = above // here
        above, here = here, above - quotient * here
        above_factor, factor = factor, above_factor - quotient * factor
    return here, factor

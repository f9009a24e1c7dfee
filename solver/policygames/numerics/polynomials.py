"""Polynomials in one unknown with whole coefficients: evaluated, divided, freed of repeated roots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import TypeAlias

Polynomial: TypeAlias = tuple[int, ...]
"""The coefficients from the constant on; the last is not 0, and the polynomial 0 has none."""


def primitive(coefficients: Sequence[int]) -> Polynomial:
    """The same polynomial without zeros at the end, divided by the greatest common divisor of its coefficients."""
    degree = len(coefficients)
    while degree and not coefficients[degree - 1]:
        degree -= 1
    shared = math.gcd(*coefficients[:degree])
    return tuple(one // shared for one in coefficients[:degree])


def sign_at(poly: Polynomial, point: Fraction) -> int:
    """The sign of the polynomial at a rational point: -1, 0 or 1."""
    top, base = point.numerator, point.denominator
    total, weight = 0, 1
    for coefficient in reversed(poly):  # Horner's rule, times base^degree
        total = total * top + coefficient * weight
        weight *= base
    return (total > 0) - (total < 0)


def derivative(poly: Polynomial) -> Polynomial:
    """The derivative, divided by the greatest common divisor of its coefficients."""
    return primitive([power * one for power, one in enumerate(poly)][1:])


def common_divisor(first: Polynomial, second: Polynomial) -> Polynomial:
    """The greatest common divisor of two polynomials that are not both 0, with a positive leading coefficient.

    Source: the primitive remainder sequence; Knuth, The Art of Computer Programming 2, section 4.6.1.
    """
    if first and second and _coprime(first, second):
        return (1,)
    while second:
        first, second = second, _remainder(first, second)
    return first if first[-1] > 0 else tuple(-one for one in first)


_PRIME = 2**61 - 1


def _coprime(first: Polynomial, second: Polynomial) -> bool:
    """Whether they have no common factor modulo a prime that keeps their degrees: then they have none at all.

    False says nothing. Coefficients stay short here, which in the remainder sequence they do not.
    """
    if not first[-1] % _PRIME or not second[-1] % _PRIME:
        return False
    one, other = ([coefficient % _PRIME for coefficient in poly] for poly in (first, second))
    while len(other) > 1:
        one, other = other, _modular_remainder(one, other)
    return bool(other)


def _modular_remainder(dividend: list[int], divisor: list[int]) -> list[int]:
    rest, inverse = list(dividend), pow(divisor[-1], -1, _PRIME)
    while len(rest) >= len(divisor):
        factor, shift = rest[-1] * inverse % _PRIME, len(rest) - len(divisor)
        for power, one in enumerate(divisor):
            rest[power + shift] = (rest[power + shift] - factor * one) % _PRIME
        rest.pop()
    while rest and not rest[-1]:
        rest.pop()
    return rest


def _remainder(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    """A multiple of the remainder, by a number that is not 0."""
    rest = list(dividend)
    while len(rest) >= len(divisor):
        head, shift = rest[-1], len(rest) - len(divisor)
        rest = [divisor[-1] * one for one in rest]
        for power, one in enumerate(divisor):
            rest[power + shift] -= head * one
        rest.pop()
    return primitive(rest)


def without(poly: Polynomial, factor: Polynomial) -> Polynomial:
    """The polynomial divided by one of its factors, up to a positive number. `factor` has a positive leading one."""
    rest = list(poly)
    quotient: list[int] = []
    while len(rest) >= len(factor):
        head, shift = rest[-1], len(rest) - len(factor)
        rest = [factor[-1] * one for one in rest]
        quotient = [head, *(factor[-1] * one for one in quotient)]
        for power, one in enumerate(factor):
            rest[power + shift] -= head * one
        rest.pop()
    return primitive(quotient)


def squarefree(poly: Polynomial) -> Polynomial:
    """The polynomial, not 0, with the same roots, each of them once."""
    shared = common_divisor(poly, derivative(poly)) if len(poly) > 2 else (1,)
    return without(poly, shared) if len(shared) > 1 else poly


def without_ones(coefficients: Sequence[int]) -> list[int]:
    """The polynomial, not 0, divided by 1 - x as often as that goes: the same signs below 1."""
    left = list(coefficients)
    while not sum(left):
        left = list(accumulate(left))[:-1]  # p / (1 - x): the sums of the first coefficients
    return left


def times(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """The product of two polynomials; quick where the first has few coefficients that are not 0."""
    product = [0] * max(0, len(first) + len(second) - 1)
    for power, one in enumerate(first):
        for shift, other in enumerate(second) if one else ():
            product[power + shift] += one * other
    return product

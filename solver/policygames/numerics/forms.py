"""Polynomials in several unknowns with whole coefficients: what payoffs are when parameters are left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from policygames.numerics.polynomials import Polynomial, primitive

Powers: TypeAlias = tuple[int, ...]
"""The power of each unknown."""


@dataclass(frozen=True, slots=True)
class Form:
    """The sum of `terms`, each a whole coefficient, not 0, times a product of powers of the unknowns."""

    terms: tuple[tuple[Powers, int], ...]

    @classmethod
    def of(cls, terms: Mapping[Powers, int]) -> Form:
        """The form with these coefficients."""
        return cls(tuple(sorted((powers, one) for powers, one in terms.items() if one)))

    @classmethod
    def constant(cls, value: int, unknowns: int) -> Form:
        """A whole number as a form."""
        return cls.of({(0,) * unknowns: value})

    @classmethod
    def unknown(cls, index: int, unknowns: int) -> Form:
        """An unknown as a form."""
        return cls.of({tuple(int(place == index) for place in range(unknowns)): 1})

    @property
    def is_open(self) -> bool:
        """Whether an unknown occurs in it."""
        return any(any(powers) for powers, _ in self.terms)

    def __add__(self, other: Form) -> Form:
        """Their sum."""
        total = dict(self.terms)
        for powers, one in other.terms:
            total[powers] = total.get(powers, 0) + one
        return Form.of(total)

    def __sub__(self, other: Form) -> Form:
        """Their difference."""
        return self + other.times(-1)

    def __mul__(self, other: Form) -> Form:
        """Their product."""
        total: dict[Powers, int] = {}
        for powers, one in self.terms:
            for others, another in other.terms:
                place = tuple(map(int.__add__, powers, others))
                total[place] = total.get(place, 0) + one * another
        return Form.of(total)

    def times(self, number: int) -> Form:
        """The form times a whole number."""
        return Form(tuple((powers, number * one) for powers, one in self.terms)) if number else Form(())

    @property
    def degree(self) -> int:
        """The highest sum of powers; 0 for a number."""
        return max((sum(powers) for powers, _ in self.terms), default=0)

    def fixed(self, index: int, value: Fraction, degree: int | None = None) -> Form:
        """The form with a number for one unknown, which is kept with power 0, times denominator^degree of the number.

        `degree` is that of the unknown, or more.
        """
        most = max((powers[index] for powers, _ in self.terms), default=0) if degree is None else degree
        total: dict[Powers, int] = {}
        for powers, one in self.terms:
            power = powers[index]
            place = (*powers[:index], 0, *powers[index + 1 :])
            weight = value.numerator**power * value.denominator ** (most - power)
            total[place] = total.get(place, 0) + one * weight
        return Form.of(total)

    def without(self, index: int) -> Form:
        """The same form, in which an unknown does not occur, without a place for it."""
        return Form(tuple(((*powers[:index], *powers[index + 1 :]), one) for powers, one in self.terms))

    def at(self, point: Sequence[Fraction]) -> Fraction:
        """Its value at a point."""
        total = Fraction(0)
        for powers, one in self.terms:
            value = Fraction(one)
            for coordinate, power in zip(point, powers, strict=True):
                value *= coordinate**power
            total += value
        return total

    def sign_at(self, point: Sequence[Fraction]) -> int:
        """The sign of its value at a point: -1, 0 or 1."""
        value = self.at(point)
        return (value > 0) - (value < 0)

    def bounds(self, low: Sequence[Fraction], high: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        """Numbers that its values between two corners lie between, themselves included: exact for linear forms."""
        least = most = Fraction(0)
        for powers, one in self.terms:
            small, large = Fraction(one), Fraction(one)
            for start, end, power in zip(low, high, powers, strict=True):
                ends = _power(start, end, power)
                found = [side * edge for side in (small, large) for edge in ends]
                small, large = min(found), max(found)
            least, most = least + small, most + large
        return least, most

    def primitive(self) -> Form:
        """The form divided by what all its coefficients share, its last one made positive; the same zeros."""
        shared = gcd(*(one for _, one in self.terms)) or 1
        by = -shared if self.terms and self.terms[-1][1] < 0 else shared
        return Form(tuple((powers, one // by) for powers, one in self.terms))

    def along(self, start: Sequence[Fraction], end: Sequence[Fraction]) -> Polynomial:
        """A positive multiple of what it is at start + s (end - start): a polynomial in s."""
        lines = [(begin, stop - begin) for begin, stop in zip(start, end, strict=True)]
        total = [Fraction(0)]
        for powers, one in self.terms:
            product = [Fraction(one)]
            for (constant, slope), power in zip(lines, powers, strict=True):
                for _ in range(power):
                    product = _times_line(product, constant, slope)
            total += [Fraction(0)] * (len(product) - len(total))
            for place, coefficient in enumerate(product):
                total[place] += coefficient
        return _whole(total)


def _power(start: Fraction, end: Fraction, power: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest power of the numbers between two."""
    ends = start**power, end**power
    crosses = start < 0 < end and not power % 2 and power
    return (Fraction(0) if crosses else min(ends)), max(ends)


def _times_line(poly: list[Fraction], constant: Fraction, slope: Fraction) -> list[Fraction]:
    if not slope:
        return [constant * one for one in poly]
    none = Fraction(0)
    return [constant * one + slope * before for one, before in zip([*poly, none], [none, *poly], strict=True)]


def _whole(coefficients: list[Fraction]) -> Polynomial:
    scale = lcm(*(one.denominator for one in coefficients))
    return primitive([int(one * scale) for one in coefficients])

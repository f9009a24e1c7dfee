"""The roots of a polynomial between 0 and 1: isolated, refined and compared exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from policygames.numerics.polynomials import Polynomial, common_divisor, sign_at, squarefree


@dataclass(frozen=True, slots=True)
class Root:
    """The only root of `poly` in (low, high), no double one, and not an end; or low = high, the root itself.

    `poly` has no repeated root there.
    """

    poly: Polynomial
    low: Fraction
    high: Fraction

    @classmethod
    def at(cls, value: Fraction) -> Root:
        """A rational number as a root."""
        return cls((-value.numerator, value.denominator), value, value)

    @property
    def is_exact(self) -> bool:
        """Whether the root is known to be the rational number `low`."""
        return self.low == self.high

    def halved(self) -> Root:
        """The same root in half of its interval."""
        if self.is_exact:
            return self
        return self.cut(middle_of(self.low, self.high))

    def cut(self, point: Fraction) -> Root:
        """The same root on its side of a point between the ends."""
        sign = sign_at(self.poly, point)
        if not sign:
            return Root(self.poly, point, point)
        above = sign == sign_at(self.poly, self.low)
        return Root(self.poly, point, self.high) if above else Root(self.poly, self.low, point)

    def within(self, width: Fraction) -> Root:
        """The same root in an interval no wider than `width`."""
        root = self
        while root.high - root.low > width:
            root = root.halved()
        return root

    def rational(self) -> Root:
        """The same root as the rational number that it is, or else proven to be irrational, in its interval.

        A rational root has a denominator that divides the leading coefficient c, and two fractions with denominators
        up to |c| differ by at least 1/c²: in a narrower interval only the simplest one need be tried.
        """
        if self.is_exact:
            return self
        simple = self.cut(simplest_inside(self.low, self.high))
        return simple if simple.is_exact else self._proven_irrational()

    def _proven_irrational(self) -> Root:
        root = self.within(Fraction(1, 2 * self.poly[-1] ** 2))
        if root.is_exact:
            return root
        tried = root.cut(simplest_inside(root.low, root.high))
        return tried if tried.is_exact else self

    def compared_with(self, point: Fraction) -> int:
        """-1 where the root lies below a rational point, 0 where it is the point, 1 where it lies above."""
        if not self.low < point < self.high:
            return (self.low >= point) - (self.high <= point) if not self.is_exact else _order(self.low, point)
        cut = self.cut(point)
        return 0 if cut.is_exact else 1 if cut.low == point else -1


def _order(one: Fraction, other: Fraction) -> int:
    return (one > other) - (one < other)


def middle_of(low: Fraction, high: Fraction) -> Fraction:
    """The point halfway."""
    return (low + high) / 2


def simplest_inside(low: Fraction, high: Fraction) -> Fraction:
    """The rational with the least denominator strictly between two numbers that are not negative (Stern-Brocot)."""
    terms: list[int] = []
    while (whole := low.numerator // low.denominator + 1) >= high:
        terms.append(whole - 1)
        low, high = low - (whole - 1), high - (whole - 1)
        if not low:
            whole = high.denominator // high.numerator + 1
            break
        low, high = 1 / high, 1 / low
    nearest = Fraction(whole)
    for term in reversed(terms):
        nearest = term + 1 / nearest
    return nearest


_PATIENT = 20
"""Halvings that are tried before a common factor is looked for, which is costly and seldom there."""


def compared(one: Root, other: Root) -> int:
    """-1, 0 or 1 as one root is less than, equal to or greater than another."""
    for _ in range(_PATIENT):
        if one.is_exact or other.is_exact or not overlapping(one, other):
            return _told_apart(one, other)
        one, other = one.halved(), other.halved()
    if is_root(common_divisor(one.poly, other.poly), one, other):
        return 0
    while overlapping(one, other) and not one.is_exact and not other.is_exact:
        one, other = one.halved(), other.halved()
    return _told_apart(one, other)


def _told_apart(one: Root, other: Root) -> int:
    """The same for roots of which one is a known rational number, or whose intervals do not meet."""
    if other.is_exact:
        return one.compared_with(other.low)
    if one.is_exact:
        return -other.compared_with(one.low)
    return -1 if one.high <= other.low else 1


def overlapping(one: Root, other: Root) -> bool:
    """Whether the open intervals of two roots meet."""
    return one.low < other.high and other.low < one.high


def is_root(shared: Polynomial, one: Root, other: Root) -> bool:
    """Whether a common factor of both polynomials has its root where the two intervals meet: then the roots are one."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return len(shared) > 1 and sign_at(shared, low) * sign_at(shared, high) < 0


def sign_near(poly: Polynomial, root: Root) -> int:
    """The sign of another polynomial, not 0, at a root."""
    for _ in range(_PATIENT):
        if root.is_exact or not variations(poly, root.low, root.high):
            return sign_at(poly, middle_of(root.low, root.high))
        root = root.halved()
    shared = common_divisor(poly, root.poly)
    if len(shared) > 1 and sign_at(shared, root.low) * sign_at(shared, root.high) < 0:
        return 0
    while not root.is_exact and variations(poly, root.low, root.high):
        root = root.halved()
    return sign_at(poly, middle_of(root.low, root.high))


def roots_between(poly: Polynomial, low: Fraction, high: Fraction) -> list[Root]:
    """All roots of a polynomial, not 0, strictly between two rational numbers, in ascending order.

    Source: Collins and Akritas, SYMSAC 1976, 272-275: bisection until Descartes' rule of signs leaves no doubt.
    """
    count = variations(poly, low, high)
    return list(_isolated(poly if count < 2 else squarefree(poly), low, high)) if count else []


def _isolated(poly: Polynomial, low: Fraction, high: Fraction) -> Iterator[Root]:
    count = variations(poly, low, high)
    if count == 0:
        return
    if count == 1 and sign_at(poly, low) and sign_at(poly, high):
        yield Root(poly, low, high)
        return
    middle = middle_of(low, high)
    yield from _isolated(poly, low, middle)
    if not sign_at(poly, middle):
        yield Root(poly, middle, middle)
    yield from _isolated(poly, middle, high)


def variations(poly: Polynomial, low: Fraction, high: Fraction) -> int:
    """Changes of sign that bound the number of roots in (low, high): exact where 0 or 1.

    They are those of (1 + x)^n p((low + high x) / (1 + x)), whose positive roots are the roots of p in (low, high).
    """
    base = low.denominator * high.denominator
    bottom, top = low.numerator * high.denominator, high.numerator * low.denominator
    scaled, weight = [], 1
    for coefficient in reversed(poly):  # base^n p(y / base)
        scaled.append(coefficient * weight)
        weight *= base
    moved = _shifted([*reversed(scaled)], bottom)
    width, power = top - bottom, 1
    for index, coefficient in enumerate(moved):  # the unknown now runs from 0 to 1
        moved[index], power = coefficient * power, power * width
    signs = [one > 0 for one in _shifted(moved[::-1], 1) if one]
    return sum(here != there for here, there in pairwise(signs))


def _shifted(coefficients: list[int], by: int) -> list[int]:
    """The coefficients of p(x + by): those of p(by · y) at y + 1, which repeated sums give, over the powers of `by`."""
    if not by:
        return coefficients
    power, row = 1, []
    for one in coefficients:
        row.append(one * power)
        power *= by
    row.reverse()
    shifted, power = [], 1
    while row:
        row = list(accumulate(row))
        shifted.append(row.pop() // power)  # exact
        power *= by
    return shifted

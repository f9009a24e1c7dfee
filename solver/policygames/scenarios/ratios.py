"""Rational functions of parameters that are left open, exact, each positive below the bar at the point looked at."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policygames.errors import UnsupportedError
from policygames.numerics.forms import Form

MAX_TERMS = 5_000
"""The most products of powers in one form."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """`top` over the whole number `base` times the powers of `factors`, all of them positive at the point."""

    top: Form
    base: int = 1
    factors: Mapping[Form, int] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether an unknown occurs in it."""
        return self.top.is_open or bool(self.factors)

    def at(self, point: tuple[Fraction, ...]) -> Fraction:
        """Its value at a point where no factor is zero."""
        bottom = Fraction(self.base)
        for factor, power in self.factors.items():
            bottom *= factor.at(point) ** power
        return self.top.at(point) / bottom

    def __add__(self, other: Ratio) -> Ratio:
        """The sum."""
        base, factors = common_bottom((self, other))
        return Ratio(_bounded(self.over(base, factors) + other.over(base, factors)), base, factors)

    def __mul__(self, other: Ratio) -> Ratio:
        """The product."""
        factors = {
            one: self.factors.get(one, 0) + other.factors.get(one, 0) for one in {**self.factors, **other.factors}
        }
        return Ratio(_product(self.top, other.top), self.base * other.base, factors)

    def negative(self) -> Ratio:
        """What is below zero above it, and the other way round."""
        return Ratio(self.top.times(-1), self.base, self.factors)

    def inverse(self, point: tuple[Fraction, ...], unknowns: int) -> Ratio:
        """One divided by it. Raises ZeroDivisionError where it is zero at `point`."""
        value = self.top.at(point)
        if not value:
            raise ZeroDivisionError
        sign = 1 if value > 0 else -1
        bottom = _multiplied(Form.constant(sign * self.base, unknowns), self.factors)
        shared = math.gcd(*(one for _, one in self.top.terms))
        if not self.top.is_open:
            return Ratio(bottom, shared)
        factor = Form(tuple((powers, sign * one // shared) for powers, one in self.top.terms))
        return Ratio(bottom, shared, {factor: 1})

    def over(self, base: int, factors: Mapping[Form, int]) -> Form:
        """What stands above the bar where `base` and `factors`, multiples of its own, stand below it."""
        missing = {one: power - self.factors.get(one, 0) for one, power in factors.items()}
        return _multiplied(self.top.times(base // self.base), missing)


def constant(value: Fraction, unknowns: int) -> Ratio:
    """A number."""
    return Ratio(Form.constant(value.numerator, unknowns), value.denominator)


def common_bottom(ratios: Iterable[Ratio]) -> tuple[int, dict[Form, int]]:
    """What can stand below the bar of all of them."""
    base, factors = 1, dict[Form, int]()
    for ratio in ratios:
        base = math.lcm(base, ratio.base)
        for factor, power in ratio.factors.items():
            factors[factor] = max(power, factors.get(factor, 0))
    return base, factors


def expanded(base: int, factors: Mapping[Form, int], unknowns: int) -> Form:
    """A whole number times powers, as one form."""
    return _multiplied(Form.constant(base, unknowns), factors)


def _multiplied(form: Form, factors: Mapping[Form, int]) -> Form:
    for factor, power in factors.items():
        for _ in range(power):
            form = _product(form, factor)
    return form


def _product(left: Form, right: Form) -> Form:
    if len(left.terms) * len(right.terms) > MAX_TERMS * 8:
        raise _too_long()
    return _bounded(left * right)


def _bounded(form: Form) -> Form:
    if len(form.terms) > MAX_TERMS:
        raise _too_long()
    return form


def _too_long() -> UnsupportedError:
    message = f"a payoff has more than {MAX_TERMS} terms in the open parameters; leave fewer of them open"
    return UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="parameters")

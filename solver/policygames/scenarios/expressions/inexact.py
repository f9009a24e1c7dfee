"""exp, log and sqrt: no rational numbers, so rounded to 30 digits, everywhere the same; a game with them is inexact."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

from policygames.scenarios.expressions.tree import Call, Tree, mistake, nodes

DIGITS = 30
"""Significant digits of a value, rounded to even after work with twice as many."""
MOST_EXPONENT = 1000
_WORK = Context(prec=60)
_ROUNDED = Context(prec=DIGITS)


def is_exact(tree: Tree) -> bool:
    """Whether no inexact function occurs in `tree`."""
    return not any(isinstance(node, Call) and node.function in FUNCTIONS for node in nodes(tree))


def _exp(value: Fraction, at: int) -> Fraction:
    if abs(value) > MOST_EXPONENT:
        message = f"exp of {float(value):.4g}; allowed: -{MOST_EXPONENT} to {MOST_EXPONENT}"
        raise mistake(message, at, "PAYOFF_RANGE")
    return _rounded(_decimal(value).exp(_WORK)) if value else Fraction(1)


def _log(value: Fraction, at: int) -> Fraction:
    if value <= 0:
        raise mistake(f"log of {value}; allowed: above 0", at, "PAYOFF_RANGE")
    if (
        abs(value - 1) < Fraction(1, 10**20) and value != 1
    ):  # so near to 1 the work loses digits: log(1 + x) = x - x^2 / 2
        small = value - 1
        return _rounded(_decimal(small - small * small / 2))
    return _rounded(_decimal(value).ln(_WORK)) if value != 1 else Fraction(0)


def _sqrt(value: Fraction, at: int) -> Fraction:
    """Exact where the root is rational."""
    if value < 0:
        raise mistake(f"sqrt of {value}; allowed: from 0", at, "PAYOFF_RANGE")
    top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
    if top * top == value.numerator and bottom * bottom == value.denominator:
        return Fraction(top, bottom)
    return _rounded(_decimal(value).sqrt(_WORK))


def _decimal(value: Fraction) -> Decimal:
    return _WORK.divide(Decimal(value.numerator), Decimal(value.denominator))


def _rounded(value: Decimal) -> Fraction:
    return Fraction(_ROUNDED.plus(value))


FUNCTIONS: dict[str, Callable[[Fraction, int], Fraction]] = {"exp": _exp, "log": _log, "sqrt": _sqrt}
"""Name → the function of a value, with the place in the formula for errors.

Python's decimal rounds exp, ln and sqrt correctly, on every machine alike (IBM General Decimal Arithmetic
Specification 1.70).
"""

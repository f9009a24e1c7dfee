"""Numbers as exact rationals: what a caller writes, what it is worth, and one denominator for many."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import Any

from policygames.errors import GameError

MAX_BITS = 4096
"""The most bits that a numerator or a denominator may have; every float fits (2,098 bits)."""
_MAX_TEXT = 2 * MAX_BITS
_MAX_EXPONENT = 1240  # 10^1240 has more than MAX_BITS bits: refused before it is ever built
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE](?P<exponent>[+-]?\d{1,6}))?", re.ASCII)
_RATIO = re.compile(r"[+-]?\d+/\d+", re.ASCII)


def exact(value: Any, path: str = "") -> Fraction:  # Any: whatever a caller writes is judged here
    """The rational number that `value` spells: an int, Fraction, Decimal, "1/3", "0.1", or a float as the dyadic it is.

    Raises GameError, naming `path`, for a bool, complex, text that is no number, NaN, infinity, or more than MAX_BITS.
    """
    if isinstance(value, str):
        return _within_bits(_spelled(value, path), path)
    if isinstance(value, Decimal):
        return _within_bits(_from_decimal(value, path), path)
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        raise GameError(f"{value!r} is a truth value, not a number", reason="NOT_A_NUMBER", path=path)
    if isinstance(value, Rational):
        return _within_bits(Fraction(int(value.numerator), int(value.denominator)), path)
    return _within_bits(_from_float(value, path), path)


def _spelled(text: str, path: str) -> Fraction:
    spelled = text.strip()
    decimal = _DECIMAL.fullmatch(spelled) if len(spelled) <= _MAX_TEXT else None
    if decimal and abs(int(decimal["exponent"] or 0)) <= _MAX_EXPONENT:
        return Fraction(spelled)
    if decimal or len(spelled) > _MAX_TEXT:
        raise _too_long(path)
    if spelled.lower().lstrip("+-") in ("nan", "inf", "infinity"):
        raise GameError(f"{text!r} is not a finite number", reason="NON_FINITE_PAYOFF", path=path)
    if not _RATIO.fullmatch(spelled) or not int(spelled.partition("/")[2]):
        allowed = 'allowed: decimals such as "0.1" and ratios such as "1/3"'
        raise GameError(f"{_shortened(text)} is not a number; {allowed}", reason="NOT_A_NUMBER", path=path)
    return Fraction(spelled)


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def _from_decimal(value: Decimal, path: str) -> Fraction:
    if not value.is_finite():
        raise GameError(f"{value} is not a finite number", reason="NON_FINITE_PAYOFF", path=path)
    if abs(value.adjusted()) > _MAX_EXPONENT or len(value.as_tuple().digits) > _MAX_TEXT:
        raise _too_long(path)
    return Fraction(value)


def _from_float(value: Any, path: str) -> Fraction:
    ratio = getattr(value, "as_integer_ratio", None)
    if ratio is None or isinstance(value, complex):
        kind = type(value).__name__
        raise GameError(
            f"a {kind} is not a number; allowed: int, float, Fraction, Decimal, text", reason="NOT_A_NUMBER", path=path
        )
    if not math.isfinite(value):
        raise GameError(f"{value!r} is not a finite number", reason="NON_FINITE_PAYOFF", path=path)
    return Fraction(*map(int, ratio()))


def _within_bits(value: Fraction, path: str) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise _too_long(path)
    return value


def _too_long(path: str) -> GameError:
    message = f"the number is too long; allowed: numerators and denominators of up to {MAX_BITS} bits"
    return GameError(message, reason="PAYOFF_RANGE", path=path)


def spelled(value: Fraction) -> str:
    """The canonical text of a number: always "p/q", in lowest terms."""
    return f"{value.numerator}/{value.denominator}"


def common_denominator(values: Iterable[Fraction]) -> int:
    """The least positive integer that makes every value whole."""
    return math.lcm(*{value.denominator for value in values})


def over(values: Sequence[Fraction], denominator: int) -> list[int]:
    """The numerators of `values` over a common `denominator`."""
    return [value.numerator * (denominator // value.denominator) for value in values]


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The rational with the least denominator in [low, high], found by its continued fraction (Stern-Brocot)."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    terms: list[int] = []
    while (whole := math.ceil(low)) > high:
        floor = whole - 1
        terms.append(floor)
        low, high = 1 / (high - floor), 1 / (low - floor)
    nearest = Fraction(whole)
    for term in reversed(terms):
        nearest = term + 1 / nearest
    return nearest


def nearest_float(value: Fraction) -> float:
    """The float nearest to `value`; infinite, with its sign, where `value` lies beyond all floats."""
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value)

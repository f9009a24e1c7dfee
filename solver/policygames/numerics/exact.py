"""Numbers as exact rationals: what a caller writes, what it is worth, and one denominator for many."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from numbers import Rational
from typing import Any

from policygames.errors import GameError

MAX_BITS = 4096
"""The most bits that a numerator or a denominator may have; every float fits (2,098 bits)."""
_MAX_TEXT = 4300  # no number within MAX_BITS needs more digits, and Python reads no more at once
MAX_WRITTEN = 2**18
"""The most characters of a number in an answer: mixed strategies are ratios of determinants, longer than any payoff."""
_MAX_EXPONENT = 1240  # 10^1240 has more than MAX_BITS bits: refused before it is ever built
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE](?P<exponent>[+-]?\d+))?", re.ASCII)
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
        message = f"{value!r} is a truth value, not a number"
        raise GameError(message, reason="NOT_A_NUMBER", path=path, variables={"value": value})
    if isinstance(value, Rational) and type(value).__name__ != "timedelta64":  # numpy calls a duration an integer
        return _within_bits(Fraction(int(value.numerator), int(value.denominator)), path)
    return _within_bits(_from_float(value, path), path)


def _spelled(text: str, path: str) -> Fraction:
    spelled = text.strip()
    if len(spelled) > _MAX_TEXT:
        raise too_long(path)
    if decimal := _DECIMAL.fullmatch(spelled):
        if abs(int(decimal["exponent"] or 0)) > _MAX_EXPONENT:
            raise too_long(path)
        return Fraction(spelled)
    if spelled.lower().lstrip("+-") in ("nan", "inf", "infinity"):
        raise not_finite(text, path)
    if not _RATIO.fullmatch(spelled) or not int(spelled.partition("/")[2]):
        allowed = 'allowed: decimals such as "0.1" and ratios such as "1/3"'
        short = text if len(text) <= 40 else text[:40] + "…"
        message = f"{short!r} is not a number; {allowed}"
        raise GameError(message, reason="NOT_A_NUMBER", path=path, variables={"value": short})
    return Fraction(spelled)


def not_finite(value: Any, path: str) -> GameError:  # Any: whatever a caller wrote
    """The error of a number that is infinite, or none at all."""
    message = f"{value!r} is not a finite number" if isinstance(value, str) else f"{value} is not a finite number"
    return GameError(message, reason="NON_FINITE_PAYOFF", path=path, variables={"value": value})


def _from_decimal(value: Decimal, path: str) -> Fraction:
    if not value.is_finite():
        raise not_finite(value, path)
    if abs(value.adjusted()) > _MAX_EXPONENT or len(value.as_tuple().digits) > _MAX_TEXT:
        raise too_long(path)
    return Fraction(value)


def _from_float(value: Any, path: str) -> Fraction:
    ratio = getattr(value, "as_integer_ratio", None)
    if ratio is None or isinstance(value, complex):
        variables = {"kind": type(value).__name__, "allowed": "int, float, Fraction, Decimal, text"}
        message = f"type {variables['kind']} is not a number; allowed: {variables['allowed']}"
        raise GameError(message, reason="NOT_A_NUMBER", path=path, variables=variables)
    try:
        return Fraction(*map(int, ratio()))
    except (OverflowError, ValueError) as error:
        raise not_finite(value, path) from error


def _within_bits(value: Fraction, path: str) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise too_long(path)
    return value


def too_long(path: str, limit: int = MAX_BITS) -> GameError:
    """The error of a number with more than `limit` bits above or below the line."""
    message = f"the number is too long; allowed: numerators and denominators of up to {limit} bits"
    return GameError(message, reason="PAYOFF_RANGE", path=path, variables={"limitBits": limit})


def spelled(value: Fraction) -> str:
    """The canonical text of a number, however long: always "p/q", in lowest terms."""
    return f"{_digits(value.numerator)}/{_digits(value.denominator)}"


def _digits(whole: int) -> str:
    if abs(whole) < _AT_ONCE:
        return str(whole)
    high, low = divmod(abs(whole), _AT_ONCE)
    return ("-" if whole < 0 else "") + _digits(high) + str(low).zfill(_STEP)


_STEP = 500  # digits; every Python writes and reads as many, whatever limit is set
_AT_ONCE = 10**_STEP


def read_back(text: Any, path: str) -> Fraction:  # Any: files are judged here
    """The number that `spelled` wrote, up to MAX_WRITTEN characters; else as `exact`, and GameError as there."""
    if isinstance(text, str) and len(text) <= MAX_WRITTEN and _RATIO.fullmatch(text):
        numerator, denominator = map(_read_digits, text.split("/"))
        if denominator:
            return Fraction(numerator, denominator)
    return exact(text, path)


def _read_digits(text: str) -> int:
    digits = text.lstrip("+-")
    whole = 0
    for start in range(-(-len(digits) % _STEP), len(digits), _STEP):
        whole = whole * _AT_ONCE + int(digits[max(start, 0) : start + _STEP])
    return -whole if text.startswith("-") else whole


def shown(value: Fraction) -> str:
    """A number for a message: in full where it is short, else to three digits."""
    if not is_long(value):
        return str(value)
    about = Context(prec=3, Emax=MAX_EMAX, Emin=MIN_EMIN).divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"about {about:.2e}"


def is_long(value: Fraction) -> bool:
    """Whether nobody would read the number in full."""
    return max(value.numerator.bit_length(), value.denominator.bit_length()) > _SHORT_BITS


_SHORT_BITS = 64


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
        return math.inf if value > 0 else -math.inf

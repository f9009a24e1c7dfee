"""Exact numbers, one a draw, as arrays of whole numbers over a denominator; nothing overflows unnoticed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

MOST = 2**62
"""Whole numbers up to this are kept in int64: sums of two of them still fit."""
Whole: TypeAlias = "int | NDArray[Any]"
Mask: TypeAlias = "bool | NDArray[np.bool_]"


class TooWideError(ArithmeticError):
    """Numbers do not fit into int64; the same program with arrays of Python ints goes on."""


@dataclass(frozen=True, slots=True)
class Column:
    """`numerator` over `denominator`, which is above 0; either one number for all draws, or an array with one a draw.

    `most` bounds the absolute value of the numerators; at draws in `undefined` there is no value.
    """

    numerator: Whole
    denominator: Whole
    most: int
    undefined: Mask = False


def constant(numerator: int, denominator: int) -> Column:
    """The same number for all draws."""
    return Column(numerator, denominator, abs(numerator))


def summed(left: Column, right: Column) -> Column:
    """The sum."""
    first, second, denominator = _over_one(left, right)
    return Column(_sum(first, second), denominator, first.most + second.most, either(left.undefined, right.undefined))


def negated(column: Column) -> Column:
    """What is below zero above it, and the other way round."""
    return Column(-column.numerator, column.denominator, column.most, column.undefined)


def multiplied(left: Column, right: Column) -> Column:
    """The product."""
    numerator = _times(_part(left), _part(right))
    denominator = _product(left.denominator, right.denominator)
    return _reduced(Column(numerator.numerator, denominator, numerator.most, either(left.undefined, right.undefined)))


def inverted(column: Column) -> Column:
    """One divided by it; undefined where it is zero."""
    most = _largest(column.denominator)
    if isinstance(column.numerator, int):
        numerator = column.denominator if column.numerator > 0 else -column.denominator
        return Column(numerator, abs(column.numerator) or 1, most, either(column.undefined, column.numerator == 0))
    zero = column.numerator == 0
    numerator = _product(column.denominator, np.sign(column.numerator))
    return Column(numerator, np.abs(column.numerator) + zero, most, either(column.undefined, zero))


def raised(column: Column, exponent: int) -> Column:
    """The power, of a whole exponent."""
    base = column if exponent >= 0 else inverted(column)
    power = constant(1, 1)
    for _ in range(abs(exponent)):
        power = multiplied(power, base)
    return power if exponent else Column(1, 1, 1, column.undefined)


def compared(left: Column, right: Column, comparison: Callable[[Any, Any], Any]) -> tuple[Mask, Mask]:
    """Where `left` compares to `right` so, and where that is undefined."""
    first, second, _ = _over_one(left, right)
    found = comparison(first.numerator, second.numerator)
    return found if isinstance(found, np.ndarray) else bool(found), either(left.undefined, right.undefined)


def picked(condition: Mask, yes: Column, no: Column) -> Column:
    """`yes` where the condition holds, `no` elsewhere; what is undefined counts only where it is picked."""
    if isinstance(condition, bool):
        return yes if condition else no
    first, second, denominator = _over_one(yes, no)
    numerator = np.where(condition, first.numerator, second.numerator)
    undefined = _where(condition, yes.undefined, no.undefined)
    return Column(numerator, denominator, max(first.most, second.most), undefined)


def _where(condition: NDArray[np.bool_], yes: Mask, no: Mask) -> Mask:
    if yes is False and no is False:
        return False
    found: NDArray[np.bool_] = np.where(condition, yes, no)
    return found


def either(left: Mask, right: Mask) -> Mask:
    """Where at least one of two conditions holds."""
    if left is False or right is False:
        return right if left is False else left
    found: Mask = np.logical_or(left, right)
    return found


def common_denominator(columns: Iterable[Column]) -> Whole:
    """One denominator for all, a multiple of each. Raises TooWideError where it does not fit."""
    common: Whole = 1
    for column in columns:
        if isinstance(common, int) and isinstance(column.denominator, int):
            common = math.lcm(common, column.denominator)
        else:
            common = _product(common // np.gcd(common, column.denominator), column.denominator)
    if _largest(common) > MOST:
        raise TooWideError
    return common


def over(column: Column, denominator: Whole) -> Whole:
    """The numerators over another denominator, a multiple of its own. Raises TooWideError where they do not fit."""
    numerators = _scaled(_part(column), denominator // column.denominator)
    if numerators.most > MOST and _largest(numerators.numerator) > MOST:
        raise TooWideError
    return numerators.numerator


@dataclass(frozen=True, slots=True)
class _Part:
    """Whole numbers and a bound of their absolute values."""

    numerator: Whole
    most: int


def _part(column: Column) -> _Part:
    return _Part(column.numerator, column.most)


def _over_one(left: Column, right: Column) -> tuple[_Part, _Part, Whole]:
    """The numerators of both over one denominator."""
    if isinstance(left.denominator, int) and isinstance(right.denominator, int):
        denominator = math.lcm(left.denominator, right.denominator)
        first, second = denominator // left.denominator, denominator // right.denominator
        return _scaled(_part(left), first), _scaled(_part(right), second), denominator
    first_part = _times(_part(left), _Part(right.denominator, _largest(right.denominator)))
    second_part = _times(_part(right), _Part(left.denominator, _largest(left.denominator)))
    return first_part, second_part, _product(left.denominator, right.denominator)


def _scaled(part: _Part, factor: Any) -> _Part:
    return _times(part, _Part(factor, _largest(factor)))


def _times(left: _Part, right: _Part) -> _Part:
    """The product. Raises TooWideError where it may not fit into int64."""
    if left.most * right.most > MOST and not _wide(left.numerator, right.numerator):
        left, right = (_Part(part.numerator, _largest(part.numerator)) for part in (left, right))
        if left.most * right.most > MOST:
            raise TooWideError
    return _Part(left.numerator * right.numerator, left.most * right.most)


def _sum(left: _Part, right: _Part) -> Whole:
    doubtful = left.most + right.most > MOST and not _wide(left.numerator, right.numerator)
    if doubtful and _largest(left.numerator) + _largest(right.numerator) > MOST:
        raise TooWideError
    return left.numerator + right.numerator


def _product(left: Whole, right: Whole) -> Whole:
    return _times(_Part(left, _largest(left)), _Part(right, _largest(right))).numerator


def _largest(numbers: Whole) -> int:
    if isinstance(numbers, int):
        return abs(numbers)
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0


def _wide(left: Whole, right: Whole) -> bool:
    """Whether a product is of Python ints: constants alone, or an array of them."""
    arrays = [one for one in (left, right) if not isinstance(one, int)]
    return not arrays or any(array.dtype == object for array in arrays)


def _reduced(column: Column) -> Column:
    """In lowest terms, where a denominator a draw has made numbers grow."""
    if isinstance(column.denominator, int):
        return column
    common = np.gcd(column.numerator, column.denominator)
    return Column(column.numerator // common, column.denominator // common, column.most, column.undefined)

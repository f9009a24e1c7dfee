"""Logit choice between rational bounds: exponentials by `decimal`, rounded outward."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

DIGITS = 60
_DOWN, _UP = (Context(prec=DIGITS, rounding=way, Emax=MAX_EMAX, Emin=MIN_EMIN) for way in (ROUND_FLOOR, ROUND_CEILING))
_FAR = -200
_NEARLY_NOTHING = Fraction(1, 10**80)  # more than exp(-200)
_SCALE = 1 << 200  # bounds are rounded outward to multiples of 1 / _SCALE
Bounds = tuple[Fraction, Fraction]


def logit_choice(payoffs: Sequence[Fraction], precision: Fraction) -> list[Bounds]:
    """Bounds of each probability exp(precision u) / sum of exp(precision u'), for the exact payoffs u."""
    most = max(payoffs)
    weights = [_exponential(precision * (payoff - most)) for payoff in payoffs]
    low, high = (sum((weight[side] for weight in weights), Fraction(0)) for side in (0, 1))
    return [
        (_floor(least / (least + high - greatest)), _ceiling(greatest / (greatest + low - least)))
        for least, greatest in weights
    ]


def _exponential(value: Fraction) -> Bounds:
    """Bounds of exp(value), for a value of at most 0; `decimal` rounds exp to the nearest: a step outward is enough."""
    if value == 0:
        return Fraction(1), Fraction(1)
    if value < _FAR:
        return Fraction(0), _NEARLY_NOTHING
    above, below = Decimal(value.numerator), Decimal(value.denominator)
    low = _DOWN.next_minus(_DOWN.exp(_DOWN.divide(above, below)))
    high = _UP.next_plus(_UP.exp(_UP.divide(above, below)))
    return _floor(Fraction(low)), _ceiling(Fraction(high))


def _floor(value: Fraction) -> Fraction:
    return Fraction(value.numerator * _SCALE // value.denominator, _SCALE)


def _ceiling(value: Fraction) -> Fraction:
    return Fraction(-(-value.numerator * _SCALE // value.denominator), _SCALE)

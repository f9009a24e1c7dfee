"""Proofs about quantal responses: a bound on the residual, a true one nearby, and when there is only one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import frexp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, pure_strategy
from policygames.numerics.logit_choice import logit_choice

Whole = NDArray[Any]
"""A matrix of whole numbers, in an object array."""
_BITS = 160
_INVERSE_BITS = 70
_MOST_DIFFERENCES = 10**7


def answers(game: NormalFormGame, precision: Fraction, profile: MixedProfile) -> list[list[tuple[Fraction, Fraction]]]:
    """Bounds of every player's logit answers to the profile."""
    return [logit_choice(game.deviation_payoffs(player, profile), precision) for player in range(len(game.shape))]


def residual(profile: MixedProfile, found: Sequence[Sequence[tuple[Fraction, Fraction]]]) -> Fraction:
    """How far the answers may lie from the profile at most."""
    return max(
        max(abs(chance - low), abs(high - chance))
        for strategy, bounds in zip(profile, found, strict=True)
        for chance, (low, high) in zip(strategy, bounds, strict=True)
    )


def lies_within(game: NormalFormGame, precision: Fraction, profile: MixedProfile, radius: Fraction) -> bool:
    """Whether it is proven that exactly one quantal response equilibrium lies within `radius` of the profile.

    F(p) = p - answers(p) is 0 there. With Y near the inverse of the derivative J at the profile, p - Y F(p) maps the
    box into itself and contracts where |Y| residual <= (1 - q) radius and q < 1, q a bound on |I - Y F'| in the box:
    |I - Y J| + |Y| (error of J + L radius), all in the norm of the largest row, L a bound on the second derivative.

    Source: Krawczyk, Computing 4 (1969) 187-201, in the form of a contraction; Ortega and Rheinboldt, Iterative
    Solution of Nonlinear Equations (1970), section 12.6.
    """
    error = residual(profile, answers(game, precision, profile))
    matrix = derivative(game, precision, profile)
    found = inverse(matrix)
    if found is None:
        return False
    rough, scale = found
    size = _norm(rough, scale)
    left = np.array(rough @ matrix - np.diag([scale << _BITS] * len(matrix)), dtype=object)
    slope = _slope_error(game, precision, error) + _curvature(game, precision, radius) * radius
    share = _norm(left, scale << _BITS) + size * slope
    return share < 1 and size * error <= (1 - share) * radius


def derivative(game: NormalFormGame, precision: Fraction, profile: MixedProfile) -> Whole:
    """The derivative of F, the answers in it replaced by the profile, in whole numbers times 2^-160, rounded down."""
    starts = np.cumsum([0, *game.shape])
    matrix: Whole = np.zeros((starts[-1], starts[-1]), dtype=object)
    for player, strategy in enumerate(profile):
        rows = slice(starts[player], starts[player + 1])
        for other, count in enumerate(game.shape):
            for action in range(count if other != player else 0):
                fixed = (*profile[:other], pure_strategy(action, count), *profile[other + 1 :])
                paid = game.deviation_payoffs(player, fixed)
                mean = sum((chance * payoff for chance, payoff in zip(strategy, paid, strict=True)), Fraction(0))
                column = [-precision * chance * (payoff - mean) for chance, payoff in zip(strategy, paid, strict=True)]
                matrix[rows, starts[other] + action] = [_whole(entry) for entry in column]
    return matrix + np.diag([1 << _BITS] * len(matrix))


def _whole(entry: Fraction) -> int:
    return (entry.numerator << _BITS) // entry.denominator


def inverse(matrix: Whole) -> tuple[Whole, int] | None:
    """A matrix near the inverse of `derivative`, whole numbers over the second value; None where floats find none."""
    floats = np.array([[entry / (1 << _BITS) for entry in row] for row in matrix], dtype=np.float64)
    try:
        found = np.linalg.inv(floats)
    except np.linalg.LinAlgError:
        return None
    if not np.isfinite(found).all():
        return None
    shift = max(0, _INVERSE_BITS - frexp(float(abs(found).max()))[1])
    rows = [[round(Fraction(entry) * (1 << shift)) for entry in row] for row in found.tolist()]
    return np.array(rows, dtype=object), 1 << shift


def _norm(matrix: Whole, scale: int) -> Fraction:
    return Fraction(max(int(row) for row in abs(matrix).sum(axis=1)), scale)


def _spreads(game: NormalFormGame) -> list[Fraction]:
    """What the profile can change in each player's payoff at most; adding a constant to payoffs changes no answer."""
    rows = zip(game.numerators, game.denominators, strict=True)
    return [Fraction(int(one.max()) - int(one.min()), denominator) for one, denominator in rows]


def _slope_error(game: NormalFormGame, precision: Fraction, error: Fraction) -> Fraction:
    """A bound on the norm of the difference between `derivative` and the derivative with the true answers.

    An answer s in s_a (D_a - s · D) that is off by up to `error` changes it by no more than (2 + m) error max |D|.
    """
    total = sum(game.shape)
    slopes = [
        precision * error * (total - own) * (2 + own) * spread
        for own, spread in zip(game.shape, _spreads(game), strict=True)
    ]
    return max(slopes) + Fraction(total, 1 << _BITS)


def _curvature(game: NormalFormGame, precision: Fraction, radius: Fraction) -> Fraction:
    """A bound on the second derivative of F within `radius` of any profile, for changes of size 1.

    With v and w bounds on the first and second changes of precision times payoffs, logit choice s bends by at most
    s_a |(v_a - s·v)(w_a - s·w) - cov(v, w)| <= 5 v^2, and by s_a |z_a - s·z| <= z / 2 for the second change z.
    """
    count, own = len(game.shape), game.shape
    outside = (1 + max(own) * radius) ** count
    bounds = []
    for player, spread in enumerate(_spreads(game)):
        others = [size for index, size in enumerate(own) if index != player]
        first = precision * spread * outside * sum(others)
        second = precision * spread * outside * sum(2 * one * two for one, two in combinations(others, 2))
        bounds.append(5 * first * first + second / 2)
    return max(bounds)


def only_one(game: NormalFormGame, precision: Fraction) -> bool:
    """Whether it is proven that there is exactly one quantal response equilibrium: the answers contract.

    Logit choice moves by at most half the range of the change of precision times payoffs, in the sum of absolute
    values; that range by at most a half of the others' moves times the largest second difference of payoffs.
    """
    differences = _second_differences(game)
    if differences is None:
        return False
    if len(differences) == 2:
        return precision**2 * differences[0][1] * differences[1][0] < 16
    sums = (max(map(sum, differences)), max(map(sum, zip(*differences, strict=True))))
    return precision * min(sums) < 4


def _second_differences(game: NormalFormGame) -> list[list[Fraction]] | None:
    """By player and other player how much a change of the other's action changes what a change of the own one gains."""
    if max(game.shape) ** 2 * game.numerators[0].size * len(game.shape) > _MOST_DIFFERENCES:
        return None
    count = len(game.shape)
    return [[_second(game, player, other) for other in range(count)] for player in range(count)]


def _second(game: NormalFormGame, player: int, other: int) -> Fraction:
    if player == other:
        return Fraction(0)
    table = np.moveaxis(game.numerators[player].astype(object), (player, other), (0, 1))
    table = table.reshape(*table.shape[:2], -1)
    gains = (one - two for one, two in combinations(table, 2))
    widest = max((int((gain.max(axis=0) - gain.min(axis=0)).max()) for gain in gains), default=0)
    return Fraction(widest, game.denominators[player])


def rounded(strategy: Sequence[Fraction], bits: int) -> tuple[Fraction, ...]:
    """The distribution with probabilities of `bits` binary places, the largest making them sum to 1."""
    whole = [max(0, round(chance * (1 << bits))) for chance in strategy]
    largest = whole.index(max(whole))
    whole[largest] += (1 << bits) - sum(whole)
    return tuple(Fraction(value, 1 << bits) for value in whole)


def power_of_two_above(value: Fraction) -> Fraction:
    """The least power of two of at least `value`, which is positive."""
    exponent = value.denominator.bit_length() - value.numerator.bit_length() - 1
    power = Fraction(1, 1 << exponent) if exponent >= 0 else Fraction(1 << -exponent)
    while power < value:
        power *= 2
    return power

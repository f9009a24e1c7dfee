"""Like players of whom one group mixes two actions, or two players: what changes gain, as polynomials in one chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from policygames.games.enclosures import Enclosure
from policygames.numerics.compositions import places
from policygames.numerics.krawczyk import Interval
from policygames.numerics.polynomials import Polynomial, primitive, sign_at, squarefree
from policygames.numerics.roots import Root, sign_near, variations

if TYPE_CHECKING:
    from policygames.games.symmetric import SymmetricGame

Used = Sequence[Sequence[int]]
"""Per group the actions in use: two in one group, one in each other."""


def gains(game: SymmetricGame, used: Used, group: int, actions: tuple[int, int]) -> list[int]:
    """What the first of two actions pays a player of `group` more than the second, in Bernstein coefficients.

    Entry k is the gain where k of the others in the mixing group choose its first action in use, the rest the second;
    times the group's denominator.
    """
    mixing = next(index for index, own in enumerate(used) if len(own) == 2)
    others = [size - (index == group) for index, size in enumerate(game.sizes)]
    table = game.numerators[group].take(list(actions), axis=0)
    for index in reversed(range(len(used))):
        rows = _choices(others[index], game.shape[index], used[index])
        found = table.take(places(rows, others[index]), axis=1 + index)
        table = found if index == mixing else found.take([0], axis=1 + index)
    first, second = table.reshape(2, -1).tolist()
    return [one - other for one, other in zip(first, second, strict=True)]


def _choices(players: int, actions: int, used: Sequence[int]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """The counts of actions where k = 0, 1, … players choose the first action in use; one row where there is one."""
    taken = np.arange(players + 1) if len(used) == 2 else np.array([players])
    rows = np.zeros((len(taken), actions), dtype=np.int64)
    rows[:, used[0]] = taken
    if len(used) == 2:
        rows[:, used[1]] = players - taken
    return rows


def power_form(bernstein: Sequence[int]) -> Polynomial:
    """The sum of c_k (n over k) x^k (1 - x)^(n - k) in powers of x, divided by the common factor of its coefficients.

    The coefficient of x^j is (n over j) times the j-th difference of the c_k at 0.
    """
    degree, row, found = len(bernstein) - 1, list(bernstein), []
    for power in range(degree + 1):
        found.append(math.comb(degree, power) * row[0])
        row = [after - before for before, after in pairwise(row)]
    return primitive(found)


def between(bernstein: Sequence[int], low: Fraction, high: Fraction) -> Interval:
    """Bounds of the same sum for x in [low, high], a part of [0, 1]: the least and the greatest coefficient there.

    Source: de Casteljau's subdivision; Farouki, Computer Aided Geometric Design 29 (2012) 379-419, section 4.
    """
    upper = _cut([Fraction(one) for one in bernstein], high)[0]
    inside = _cut(upper, low / high)[1]
    return min(inside), max(inside)


def _cut(coefficients: Sequence[Fraction], at: Fraction) -> tuple[list[Fraction], list[Fraction]]:
    """The coefficients below and above a point of [0, 1], over one denominator until the end."""
    top, base = at.numerator, at.denominator
    whole = math.lcm(*(one.denominator for one in coefficients))
    row = [one.numerator * (whole // one.denominator) for one in coefficients]
    left, right, scale = [], [], whole
    while row:
        left.append(Fraction(row[0], scale))
        right.append(Fraction(row[-1], scale))
        row = [before * (base - top) + after * top for before, after in pairwise(row)]
        scale *= base
    return left, right[::-1]


def root_in(game: SymmetricGame, box: Enclosure) -> Root | None:
    """The only chance in the box at which the two actions in use tie; None where it is not proven that there is one."""
    used = box.supports()
    mixing = [group for group, own in enumerate(used) if len(own) > 1]
    if box.preconditioner or len(mixing) != 1 or len(used[mixing[0]]) != 2:
        return None
    group = mixing[0]
    first, second = used[group]
    poly = power_form(gains(game, used, group, (first, second)))
    if not poly:
        return None
    poly = squarefree(poly)
    root = Root(poly, box.low[group][first], box.high[group][first])
    changes = sign_at(poly, root.low) * sign_at(poly, root.high) < 0
    return root if changes and variations(poly, root.low, root.high) == 1 else None


def losses_at(game: SymmetricGame, used: Used, root: Root) -> list[tuple[int, int, int, Interval]]:
    """For each action not in use: its group, the action, the sign of what a change to it loses, and bounds of that."""
    found = []
    for group, own in enumerate(used):
        for action in set(range(game.shape[group])) - set(own):
            loss = gains(game, used, group, (own[0], action))
            poly = power_form(loss)
            low, high = between(loss, root.low, root.high)
            sign = sign_near(poly, root) if poly and low <= 0 <= high else (low > 0) - (high < 0)
            scale = game.denominators[group]
            found.append((group, action, sign, (low / scale, high / scale)))
    return found

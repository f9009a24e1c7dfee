"""Strategies of small games from their labels, in whole numbers of any length: those that do not fit into int64."""

from __future__ import annotations

import math
from collections.abc import Sequence

from policygames.numerics.exact import common_denominator, over
from policygames.numerics.indifference import making_indifferent

Rows = Sequence[Sequence[int]]


def strategy(replies: Rows, labels: int) -> tuple[int, ...]:
    """The only strategy with these labels, in lowest terms; replies[j][i] is what reply j pays against action i.

    Bit i of the labels says that action i is not played, bit m + j that reply j is best. What makes replies pay the
    same is orthogonal to their differences: the signed minors of these, by Cramer's rule, where they are not all 0.
    """
    size = len(replies[0])
    played = [action for action in range(size) if not labels >> action & 1]
    best = [reply for reply in range(len(replies)) if labels >> (size + reply) & 1]
    first, *others = ([replies[reply][action] for action in played] for reply in best[: len(played)])
    weights = _orthogonal([[entry - base for entry, base in zip(row, first, strict=True)] for row in others])
    if len(weights) < len(played) or not (min(weights) > 0 or max(weights) < 0):
        return _by_elimination(replies, labels, played, best)
    divisor = math.gcd(*weights) if weights[0] > 0 else -math.gcd(*weights)
    found = dict(zip(played, weights, strict=True))
    return tuple([found.get(action, 0) // divisor for action in range(size)])


def _by_elimination(replies: Rows, labels: int, played: Sequence[int], best: Sequence[int]) -> tuple[int, ...]:
    """The same where the first replies do not determine it."""
    chances = making_indifferent(replies, played, best)
    if chances is None:
        raise ArithmeticError(f"labels {labels:b} determine no strategy against {replies}")
    return tuple(over(chances, common_denominator(chances)))


def _orthogonal(rows: Rows) -> list[int]:
    """The signed minors of k - 1 rows of k numbers: orthogonal to them, 0 only where they are dependent."""
    size = len(rows) + 1
    minors = [_determinant([[*row[:column], *row[column + 1 :]] for row in rows]) for column in range(size)]
    return [-minor if column % 2 else minor for column, minor in enumerate(minors)]


def _determinant(rows: Rows) -> int:
    """By its first row; of up to 3 rows."""
    if len(rows) < 2:
        return rows[0][0] if rows else 1
    if len(rows) == 2:
        return rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0]
    (a, b, c), *others = rows
    (d, e, f), (g, h, i) = others
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)

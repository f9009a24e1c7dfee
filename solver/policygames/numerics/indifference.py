"""Strategies made exact: floats say which actions are played and which replies tie, a linear system says how often."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.numerics.linear import SingularError, solved


def making_indifferent(
    payoffs: Sequence[Sequence[int]], played: Sequence[int], replies: Sequence[int]
) -> tuple[Fraction, ...] | None:
    """The only distribution over the actions `played` that makes all `replies` pay the same.

    payoffs[reply][action] is what a reply pays its player against an action. None where there is no such distribution
    with probabilities of at least 0, or more than one.
    """
    rows = [[*(Fraction(payoffs[reply][action]) for action in played), Fraction(-1)] for reply in replies]
    rows.append([*(Fraction(1) for _ in played), Fraction(0)])
    if len(rows) <= len(played):
        return None
    try:
        *chances, _ = solved(rows, [*(Fraction(0) for _ in replies), Fraction(1)])
    except SingularError:
        return None
    return _spread(chances, played, len(payoffs[0])) if min(chances) >= 0 else None


def _spread(chances: Sequence[Fraction], played: Sequence[int], count: int) -> tuple[Fraction, ...]:
    found = dict(zip(played, chances, strict=True))
    return tuple(found.get(action, Fraction(0)) for action in range(count))

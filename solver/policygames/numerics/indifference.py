"""Strategies made exact: floats say which actions are played and which replies tie, a linear system says how often."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction

from policygames.numerics.lifting import lifted
from policygames.numerics.linear import SingularError, solved
from policygames.numerics.stepwise import finished

FEW = 12
"""Unknowns up to which integer pivots are faster than lifting."""


def making_indifferent(
    payoffs: Sequence[Sequence[int]], played: Sequence[int], replies: Sequence[int]
) -> tuple[Fraction, ...] | None:
    """The only distribution over the actions `played` that makes all `replies` pay the same.

    payoffs[reply][action] is what a reply pays its player against an action. None where there is no such distribution
    with probabilities of at least 0, or more than one.
    """
    chances = finished(indifferent([[payoffs[reply][action] for action in played] for reply in replies]))
    return None if chances is None else _spread(chances, played, len(payoffs[0]))


def indifferent(rows: Sequence[Sequence[int]]) -> Generator[None, None, list[Fraction] | None]:
    """The same over all columns of `rows`, one row a reply, in slices with a None after each."""
    if not rows or len(rows) < len(rows[0]):
        return None
    system = [[*row, -1] for row in _centred(rows)] + [[*(1 for _ in rows[0]), 0]]
    right = [*(0 for _ in rows), 1]
    try:
        if len(right) <= FEW:
            whole = [list(map(Fraction, row)) for row in system]
            *chances, _ = solved(whole, list(map(Fraction, right)))
        else:
            solution = yield from lifted(system, right)
            *chances, _ = solution.fractions()
    except SingularError:
        return None
    return chances if min(chances) >= 0 else None


def _centred(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The rows with a whole number near its mean taken off each column: what ties stays tied, the numbers are less."""
    means = [sum(column) // len(rows) for column in zip(*rows, strict=True)]
    return [[entry - mean for entry, mean in zip(row, means, strict=True)] for row in rows]


def _spread(chances: Sequence[Fraction], played: Sequence[int], count: int) -> tuple[Fraction, ...]:
    found = dict(zip(played, chances, strict=True))
    return tuple(found.get(action, Fraction(0)) for action in range(count))

"""Discounted sums along Markov chains as functions of the discount factor: series, and the polynomial below them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from policygames.numerics.exact import common_denominator
from policygames.numerics.polynomials import times

Chain: TypeAlias = Sequence[Sequence[tuple[int, Fraction]]]
"""For each state the next ones with their probabilities."""


def expected_payoffs(chain: Chain, payoffs: Sequence[Fraction], periods: int) -> list[list[Fraction]]:
    """For each period from 0 on, what it is expected to pay from each state: the coefficients of sum d^t T^t g."""
    series = [list(payoffs)]
    for _ in range(periods - 1):
        last = series[-1]
        series.append([sum((chance * last[to] for to, chance in after), Fraction(0)) for after in chain])
    return series


def successors(chain: Chain) -> list[int]:
    """For each state the bitmask of those that are ever reached from it, itself included."""
    reached = [1 << state | sum(1 << to for to, _ in after) for state, after in enumerate(chain)]
    for through in range(len(chain)):
        for state, mask in enumerate(reached):
            if mask >> through & 1:
                reached[state] |= reached[through]
    return reached


def classes(reached: Sequence[int]) -> list[list[int]]:
    """The states grouped by mutual reachability, in the order of their first."""
    found: dict[int, list[int]] = {}
    for state, mask in enumerate(reached):
        peers = sum(1 << other for other in range(len(reached)) if mask >> other & 1 and reached[other] >> state & 1)
        found.setdefault(peers, []).append(state)
    return list(found.values())


def denominator(chain: Chain, members: Sequence[int]) -> list[Fraction]:
    """det(I - d T) over the states of one class, as a polynomial in d; it is positive for 0 <= d < 1.

    Its roots are inverses of eigenvalues of a matrix whose rows sum to at most 1. A certain cycle of length L gives
    1 - d^L.

    Source: Faddeev and Faddeeva, Computational Methods of Linear Algebra (1963), section 47.
    """
    place = {state: index for index, state in enumerate(members)}
    rows = [{place[to]: chance for to, chance in chain[state] if to in place} for state in members]
    if all(list(row.values()) == [1] for row in rows):
        return [Fraction(1), *[Fraction(0)] * (len(rows) - 1), Fraction(-1)]
    if not any(rows):
        return [Fraction(1)]
    scale = common_denominator([chance for row in rows for chance in row.values()])
    whole = [{to: int(chance * scale) for to, chance in row.items()} for row in rows]
    return [Fraction(one, scale**power) for power, one in enumerate(_characteristic(whole))]


def _characteristic(rows: Sequence[dict[int, int]]) -> list[int]:
    """The coefficients of det(I - d A), from the constant on, A in whole numbers and sparse."""
    size, found = len(rows), [1]
    product = [[0] * size for _ in range(size)]
    for power in range(1, size + 1):
        for index in range(size):
            product[index][index] += found[-1]
        product = [
            [sum(entry * product[to][column] for to, entry in row.items()) for column in range(size)] for row in rows
        ]
        found.append(-sum(product[index][index] for index in range(size)) // power)  # exact
    return found


def product_of(polynomials: Sequence[Sequence[Fraction]]) -> list[Fraction]:
    """The product of polynomials in Fractions."""
    product = [Fraction(1)]
    for one in polynomials:
        product = times(product, one)
    return product

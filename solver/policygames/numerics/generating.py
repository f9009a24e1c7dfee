"""Discounted sums along Markov chains as functions of the discount factor: series, and the polynomial below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from policygames.numerics.polynomials import times

Chain: TypeAlias = Sequence[Sequence[tuple[int, int]]]
"""For each state the next ones with their weights: probabilities times a whole number, the same for all."""


def expected_payoffs(chain: Chain, payoffs: Sequence[int], periods: int) -> list[list[int]]:
    """For each period t from 0 on and each state, the entries of M^t g, M the matrix of weights and g the payoffs."""
    series = [list(payoffs)]
    for _ in range(periods - 1):
        last = series[-1]
        series.append([sum(weight * last[to] for to, weight in after) for after in chain])
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


def denominator(chain: Chain, members: Sequence[int]) -> list[int]:
    """det(I - z M) over the states of one class, as a polynomial in z.

    M being q times a matrix T whose rows sum to at most 1, it is positive for 0 <= q z < 1: its roots are inverses of
    eigenvalues. A certain cycle of length L gives 1 - (q z)^L.

    Source: Faddeev and Faddeeva, Computational Methods of Linear Algebra (1963), section 47.
    """
    place = {state: index for index, state in enumerate(members)}
    rows = [{place[to]: weight for to, weight in chain[state] if to in place} for state in members]
    if not any(rows):
        return [1]
    if all(len(chain[state]) == 1 for state in members):
        whole = next(iter(rows[0].values()))
        return [1, *[0] * (len(rows) - 1), -(whole ** len(rows))]
    return _characteristic(rows)


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


def product_of(polynomials: Sequence[Sequence[int]]) -> list[int]:
    """The product of polynomials."""
    product = [1]
    for one in polynomials:
        product = times(product, one)
    return product

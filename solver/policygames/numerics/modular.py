"""Matrices modulo a prime, in doubles: whole numbers below 2**53 are exact there, and their products fast."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Residues = NDArray[np.float64]
"""Whole numbers from 0 to prime - 1."""
_BLOCK = 16  # columns eliminated one by one before the others follow in one product of matrices


def primes_below(limit: int) -> Iterator[int]:
    """The primes below `limit`, from 5 on, the greatest first."""
    for number in range(limit - 1 - limit % 2, 4, -2):
        if all(number % divisor for divisor in range(3, int(number**0.5) + 1, 2)):
            yield number


def inverse_of_independent_rows(matrix: Residues, prime: int) -> tuple[list[int], Residues] | None:
    """As many independent rows as there are columns, and the inverse of these rows; None where there are too few.

    `matrix` has shape (rows, columns), with rows * prime**2 below 2**53; it is overwritten.

    Source: Gauss and Jordan's elimination in place, in blocks of columns.
    """
    pivots: list[int] = []
    for start in range(0, matrix.shape[1], _BLOCK):
        panel = matrix[:, start : start + _BLOCK].copy()
        new = _eliminated(panel, pivots, prime)
        if new is None:
            return None
        pivots += new
        above = matrix[new]
        matrix[new] = 0
        matrix += panel @ above
        matrix %= prime
        matrix[:, start : start + _BLOCK] = panel
    return pivots, matrix[pivots]


def _eliminated(panel: Residues, used: list[int], prime: int) -> list[int] | None:
    """The pivot rows, one per column, of a panel that becomes what the rows of the others are multiplied by."""
    free = np.ones(len(panel), dtype=np.bool_)
    free[used] = False
    pivots: list[int] = []
    for column in range(panel.shape[1]):
        heads = panel[:, column].copy()
        row = int(np.argmax((heads != 0) & free))
        if not heads[row] or not free[row]:
            return None
        free[row] = False
        pivots.append(row)
        reciprocal = pow(int(heads[row]), -1, prime)
        above = panel[row] * reciprocal % prime
        above[column] = reciprocal
        panel[:, column] = 0
        heads[row] = 0
        panel += np.outer(heads, prime - above)
        panel %= prime
        panel[row] = above
    return pivots

"""Payoffs of two players brought to a form that is easy to compute with and has the same equilibria."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Matrix = list[list[int]]
"""Whole numbers: one row per own action, one column per action of the opponent."""
Number = TypeVar("Number", int, float)


def gauged(payoffs: NDArray[Any]) -> Matrix:
    """`payoffs`, whole numbers of shape (own actions, opponent's actions), as small positive whole numbers.

    For each action of the opponent the least payoff is subtracted, the rest is divided by the common factor, 1 is
    added: no best response to any strategy of the opponent changes, so neither do the equilibria.
    """
    if payoffs.size > _FEW and payoffs.dtype == np.int64 and max(int(payoffs.max()), -int(payoffs.min())) < _SAFE:
        above = payoffs - payoffs.min(axis=0)
        divisor = int(np.gcd.reduce(above, axis=None)) or 1
        small: Matrix = (above // divisor + 1).tolist()
        return small
    columns = [[entry - low for entry in column] for column, low in _with_least(payoffs.T.tolist())]
    divisor = math.gcd(*(entry for column in columns for entry in column)) or 1
    return transposed([[entry // divisor + 1 for entry in column] for column in columns])


_FEW = 24  # so many numbers, at least, are handled faster as an array
_SAFE = 1 << 61  # differences of whole numbers below it, one more, do not overflow


def _with_least(columns: Matrix) -> list[tuple[list[int], int]]:
    return [(column, min(column)) for column in columns]


def lifted(matrix: Matrix) -> Matrix:
    """Positive whole numbers with their greatest added to each: the same equilibria, entries within a factor of 2."""
    top = max(map(max, matrix))
    return [[entry + top for entry in row] for row in matrix]


def transposed(matrix: Sequence[Sequence[Number]]) -> list[list[Number]]:
    """Rows as columns."""
    return [list(column) for column in zip(*matrix, strict=True)]


def scaled_floats(matrix: Matrix) -> list[list[float]]:
    """Positive whole numbers mapped to [1, 2] by one positive affine function, rounded to floats."""
    low, high = min(map(min, matrix)), max(map(max, matrix))
    spread = high - low or 1
    return [[1 + (entry - low) / spread for entry in row] for row in matrix]

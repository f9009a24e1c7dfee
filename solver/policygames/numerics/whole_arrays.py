"""Arrays of whole numbers that never overflow: int64 while sums fit, Python ints from there on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[Any]
"""Whole numbers: int64 where nothing can overflow, else Python ints in an object array."""


def roomy(numbers: Whole, factor: int = 1) -> Whole:
    """The same numbers, as Python ints where sums of them weighted by up to `factor` in all could pass int64."""
    if numbers.dtype == object or not numbers.size:
        return numbers
    largest = max(1, int(numbers.max()), -int(numbers.min()))  # factors have to fit too
    return numbers if largest * factor < _MOST else numbers.astype(object)


_MOST = 2**62


def block(table: Whole, kept: Sequence[Sequence[int]]) -> Whole:
    """The entries at these indices of each axis, as `table[np.ix_(*kept)]` has them, but for any number of axes."""
    for axis, indices in enumerate(kept):
        if list(indices) != list(range(table.shape[axis])):
            table = table.take(indices, axis=axis)
    return table


def stacked(*tables: Whole) -> Whole:
    """Tables with as many columns each, one below the other; rows of shape (n,) count as tables."""
    return np.vstack(tables)

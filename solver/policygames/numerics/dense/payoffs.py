"""Payoffs of one player as floats from 1 to 2 that leave every best response as it is."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Reals: TypeAlias = NDArray[np.float64]
_HALF = 2**62


def gauged_floats(payoffs: NDArray[Any]) -> Reals:
    """`payoffs`, whole numbers of shape (own actions, opponent's actions), less the least in each column, in [1, 2]."""
    return _unit(_wide(payoffs) - payoffs.min(axis=0, keepdims=True))


def scaled_floats(payoffs: NDArray[Any]) -> Reals:
    """`payoffs`, whole numbers of any shape, mapped to [1, 2] by one positive affine function."""
    return _unit(_wide(payoffs) - payoffs.min())


def _wide(payoffs: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in a type in which no difference of two overflows."""
    narrow = payoffs.dtype == np.int64 and int(payoffs.max()) < _HALF and int(payoffs.min()) > -_HALF
    return payoffs if narrow else payoffs.astype(object)


def _unit(differences: NDArray[Any]) -> Reals:
    floats: Reals = 1 + (differences / (differences.max() or 1)).astype(np.float64)  # long numbers divide to floats too
    return np.ascontiguousarray(floats)

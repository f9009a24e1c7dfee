"""Sums of machine words weighted by long whole numbers: products of matrices in doubles, digit by digit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DIGIT = 16  # bits of a digit of the weights
_EXACT = 53  # bits: sums of products of whole numbers below 2**53 are exact in doubles, in any order


def weighted_sums(matrix: NDArray[np.int64], weights: Sequence[int]) -> list[int]:
    """The exact product matrix · weights, of shape (rows,), for weights of any length that are at least 0."""
    width = _EXACT - _DIGIT - len(weights).bit_length()
    places = -(-max(weights).bit_length() // _DIGIT)
    text = b"".join(weight.to_bytes(2 * places, "little") for weight in weights)
    digits = np.frombuffer(text, dtype="<u2").reshape(len(weights), places).T.astype(np.float64)
    sums, left, shift = [0] * len(matrix), matrix, 0
    while left.any():
        low = left & ((1 << width) - 1) if abs(left).max() >> width else left  # the sign goes with the highest part
        partial = _joined(np.rint(digits @ low.T.astype(np.float64)).astype(np.int64))
        sums = [total + (part << shift) for total, part in zip(sums, partial, strict=True)]
        left, shift = (left - low) >> width, shift + width
    return sums


def _joined(digits: NDArray[np.int64]) -> list[int]:
    """The numbers with these digits to the base 2**16, which may be negative or too large: one column a number."""
    words: NDArray[Any] = np.empty((digits.shape[1], len(digits)), dtype="<u2")
    carry = np.zeros(digits.shape[1], dtype=np.int64)
    for place, digit in enumerate(digits):
        carry += digit
        words[:, place] = carry & ((1 << _DIGIT) - 1)
        carry >>= _DIGIT
    top = _DIGIT * len(digits)
    return [
        int.from_bytes(low.tobytes(), "little") + (high << top) for low, high in zip(words, carry.tolist(), strict=True)
    ]

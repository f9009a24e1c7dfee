"""Sums weighted by long numbers equal those of Python's whole numbers, at the edges of words too."""

import random

import numpy as np
import pytest
from policygames.numerics.long_sums import weighted_sums


@pytest.mark.parametrize("largest", [1, 2**20, 2**31, 2**53, 2**63])
def test_the_sums_are_those_of_pythons_numbers(largest):
    source = random.Random(largest)
    for bits in (1, 15, 16, 17, 64, 1000, 5000):
        rows, columns = source.randint(1, 6), source.randint(1, 40)
        matrix = [[source.randint(-largest, largest - 1) for _ in range(columns)] for _ in range(rows)]
        weights = [source.randrange(2**bits) for _ in range(columns - 1)] + [2**bits - 1]
        wanted = [sum(a * b for a, b in zip(row, weights, strict=True)) for row in matrix]
        assert weighted_sums(np.array(matrix, dtype=np.int64), weights) == wanted


def test_extreme_words():
    ends = [-(2**63), 2**63 - 1]
    matrix = np.array([ends, [ends[0]] * 2, [ends[1]] * 2, [0, 0]], dtype=np.int64)
    weights = [2**700 - 1, 2**700 - 1]
    assert weighted_sums(matrix, weights) == [sum(row) * weights[0] for row in matrix.astype(object).tolist()]

"""Strategies from labels in whole numbers, against a slow solution of the equations that define them."""

import random
from fractions import Fraction
from math import gcd

import pytest
from policygames.batch.long_rows import strategy
from textbook import vertices_by_definition


def labels_of(tight, size):
    """The label bits of a vertex of the definition."""
    bits = {"zero": lambda action: 1 << action, "best": lambda reply: 1 << (size + reply)}
    return sum(bits[kind](number) for kind, number in tight)


@pytest.mark.parametrize("highest", [1, 2, 9, 2**53, 2**200])
@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (4, 1), (2, 2), (3, 2), (2, 3), (3, 3), (4, 3), (3, 4), (4, 4)])
def test_every_vertex_is_known_by_its_labels(shape, highest):
    source = random.Random(highest)
    for _ in range(6):
        replies = [[source.randint(-highest, highest) for _ in range(shape[1])] for _ in range(shape[0])]
        for point, tight in vertices_by_definition(replies).items():
            found = strategy(replies, labels_of(tight, shape[1]))
            assert tuple(Fraction(weight, sum(found)) for weight in found) == point
            assert gcd(*found) == 1


def test_what_no_strategy_has_is_refused():
    with pytest.raises(ArithmeticError):
        strategy([[1, 2], [3, 5]], 0b1100)

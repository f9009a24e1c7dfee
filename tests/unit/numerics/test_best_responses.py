"""Best replies to many strategies at once, against the sums that define them."""

import random

import numpy as np
import pytest
from policygames.numerics.best_responses import replies_to_many


@pytest.mark.parametrize(("payoff", "weight"), [(3, 3), (10**6, 2**40), (2**62, 2), (3, 2**61), (2**200, 2**100)])
def test_replies_are_those_of_the_definition(payoff, weight):
    source = random.Random(payoff)
    for _ in range(60):
        rows, columns = source.randint(1, 9), source.randint(1, 4)
        table = [[source.randint(-payoff, payoff) for _ in range(columns)] for _ in range(rows)]
        weights = [[source.randint(0, weight) for _ in range(columns - 1)] + [1] for _ in range(5)]
        replies = replies_to_many(np.array(table, dtype=np.int64 if payoff < 2**63 else object), weights)
        for index, chances in enumerate(weights):
            paid = [sum(map(int.__mul__, row, chances)) for row in table]
            others = [value for value in paid if value < max(paid)]
            assert replies.pays[index] == max(paid)
            assert replies.best[index] == sum(1 << reply for reply, value in enumerate(paid) if value == max(paid))
            assert replies.loss(index) == (max(paid) - max(others) if others else 0)

"""Which label sets cover all labels together, against trying every pair."""

import random

import numpy as np
import pytest

pytest.importorskip("numba")
from policygames.numerics.compiled.pairs import Matching


def pairs_by_trying(first, second, labels):
    everything = (1 << labels) - 1
    return {(i, j) for i, one in enumerate(first) for j, other in enumerate(second) if one | other == everything}


def sets(source, labels, count, density):
    drawn = (sum((source.random() < density) << label for label in range(labels)) for _ in range(count))
    return np.array(list(dict.fromkeys(drawn)), dtype=np.int64).reshape(-1)


@pytest.mark.parametrize("columns", [1, 10**6])
@pytest.mark.parametrize("density", [0.3, 0.5, 0.7, 0.9])
def test_exactly_the_covering_pairs_are_found_once(density, columns):
    source = random.Random(str(density))
    for labels in (1, 2, 3, 5, 8, 12, 20, 62):
        first, second = (sets(source, labels, source.randint(0, 150), density) for _ in range(2))
        complements = ((1 << labels) - 1) ^ first[: len(first) // 3]
        second = np.unique(np.concatenate([second, complements]))
        matching = Matching(first, second, labels)
        while matching.advance(columns):
            pass
        found = list(map(tuple, matching.pairs().tolist()))
        assert len(found) == len(set(found))
        assert set(found) == pairs_by_trying(first.tolist(), second.tolist(), labels)


def test_no_sets_no_pairs():
    none = np.zeros(0, np.int64)
    matching = Matching(none, none, 4)
    assert not matching.advance(1)
    assert matching.pairs().shape == (0, 2)

"""Ways to count like players, compared with their definition."""

import itertools

import pytest
from policygames.numerics.compositions import compositions, number_of, places


@pytest.mark.parametrize(("total", "parts"), [*itertools.product(range(7), range(1, 5))])
def test_all_counts_ascend_and_know_their_places(total, parts):
    wanted = [row for row in itertools.product(range(total + 1), repeat=parts) if sum(row) == total]
    found = compositions(total, parts)
    assert list(map(tuple, found.tolist())) == wanted
    assert number_of(total, parts) == len(wanted)
    assert places(found[::-1], total).tolist() == list(range(len(wanted)))[::-1]

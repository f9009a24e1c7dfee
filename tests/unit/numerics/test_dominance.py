"""Iterated strict dominance by pure actions, against its definition."""

import numpy as np
import pytest
from hypothesis import given
from policygames.numerics.dominance import undominated
from strategies import games


def survivors_by_definition(first, second):
    """What is left when dominated actions go one at a time."""
    rows, columns = list(range(len(first))), list(range(len(first[0])))
    while True:
        bad = [r for r in rows if any(all(first[d][c] > first[r][c] for c in columns) for d in rows)]
        worse = [c for c in columns if any(all(second[r][d] > second[r][c] for r in rows) for d in columns)]
        if not bad and not worse:
            return rows, columns
        if bad:
            rows.remove(bad[0])
        else:
            columns.remove(worse[0])


@given(games(most=4))
def test_the_survivors_are_those_of_the_definition(game):
    *_, (rows, columns) = undominated(*game.numerators)
    first, second = (one.tolist() for one in game.numerators)
    assert (rows.tolist(), columns.tolist()) == survivors_by_definition(first, second)


def test_a_chain_of_dominated_actions_goes_one_by_one():
    size = 6
    first = np.array([[-abs(row - max(0, column - 1)) for column in range(size)] for row in range(size)])
    *_, (rows, columns) = undominated(first, first.T)
    assert (rows.tolist(), columns.tolist()) == survivors_by_definition(first.tolist(), first.T.tolist())


@pytest.mark.parametrize("kind", [np.int64, object])
def test_equal_actions_stay(kind):
    *_, (rows, columns) = undominated(np.ones((3, 2), dtype=kind), np.ones((3, 2), dtype=kind))
    assert (len(rows), len(columns)) == (3, 2)

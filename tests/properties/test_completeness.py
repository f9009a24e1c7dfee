"""Every claim to hold all equilibria, against an enumeration of all vertices written from the definition."""

from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Coverage
from strategies import filled, games_of, tied_games_of
from textbook import extreme_equilibria_by_definition, gains_by_definition


def assert_complete(game):
    """The solution lists exactly the extreme equilibria of the definition, each once, and says so."""
    solution = pg.solve(game, "nash")
    found = [equilibrium.exact for equilibrium in solution.equilibria]
    assert len(found) == len(set(found))
    assert set(found) == extreme_equilibria_by_definition(game)
    assert solution.coverage is Coverage.ALL


COLUMNS = [(0, 0), (0, 1), (1, 0)]
"""What two actions can pay against one of the opponent's, but for its level and scale."""


@pytest.mark.parametrize("first", [*product(COLUMNS, repeat=2)])
def test_all_two_by_two_games_of_zeros_and_ones(first):
    for second in product([(0, 0), (0, 1), (1, 0), (0, 2), (2, 0)], repeat=2):
        assert_complete(pg.NormalFormGame([np.transpose(first), second]))


SIZES = [
    ((2, 2), 600),
    ((2, 3), 500),
    ((3, 2), 500),
    ((3, 3), 500),
    ((2, 4), 200),
    ((4, 2), 200),
    ((1, 4), 30),
    ((4, 1), 30),
    ((1, 1), 5),
]


@pytest.mark.parametrize(("shape", "count"), SIZES, ids=str)
def test_games_with_many_ties(shape, count):
    random = np.random.default_rng([*shape, 7])
    for _ in range(count):
        highest = random.integers(2, 5)
        assert_complete(filled(random.integers(0, highest, 2 * shape[0] * shape[1]).tolist(), shape))


@pytest.mark.parametrize("shape", [(2, 2), (2, 3), (3, 3), (3, 1)], ids=str)
@settings(max_examples=25)
@given(st.data())
def test_games_of_all_families(shape, data):
    assert_complete(data.draw(games_of(shape)))


@pytest.mark.parametrize("value", [0, -3, "1/3"])
@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (3, 2), (4, 4)], ids=str)
def test_where_all_payoffs_are_equal_every_pure_profile_is_extreme(value, shape):
    game = filled([value] * (2 * shape[0] * shape[1]), shape)
    assert {equilibrium.exact for equilibrium in pg.solve(game).equilibria} == {
        tuple(tuple(int(a == b) for b in range(n)) for a, n in zip(cell, shape, strict=True))
        for cell in np.ndindex(shape)
    }


@given(st.sampled_from([(2, 2), (3, 3), (2, 4)]).flatmap(tied_games_of))
def test_every_mixture_of_two_extreme_equilibria_with_a_common_strategy_is_one(game):
    profiles = [equilibrium.exact for equilibrium in pg.solve(game).equilibria]
    for (x, y), (z, w) in product(profiles, repeat=2):
        if y == w:
            middle = tuple((p + q) / 2 for p, q in zip(x, z, strict=True))
            assert max(gains_by_definition(game, (middle, y)).values()) <= 0


@settings(max_examples=60)
@given(st.sampled_from([(2, 2), (2, 3), (3, 3), (4, 2)]).flatmap(games_of))
def test_nashpy_finds_nothing_that_vertex_enumeration_does_not(game):
    exact = {equilibrium.exact for equilibrium in pg.solve(game, "nash", method="vertex_enumeration").equilibria}
    nashpy = pg.solve(game, "nash", method="nashpy_vertex_enumeration")
    assert {equilibrium.exact for equilibrium in nashpy.equilibria} <= exact
    assert nashpy.coverage is Coverage.SOME


@pytest.mark.parametrize("shape", [(2, 2), (3, 3), (4, 4), (3, 5)], ids=str)
def test_games_without_ties_have_an_odd_number_of_equilibria(shape):
    # Wilson, SIAM Journal on Applied Mathematics 21 (1971) 80-87; so many digits leave no ties
    random = np.random.default_rng(shape)
    for _ in range(8):
        game = filled(random.integers(0, 10**9, 2 * shape[0] * shape[1]).tolist(), shape)
        assert len(pg.solve(game).equilibria) % 2 == 1

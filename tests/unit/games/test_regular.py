"""The index of regular equilibria: theorems about its sum and its signs, two players' own index, and what is open."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.games.regular import index_flaw, regular_index
from policygames.registry import concept

NINE = pg.NormalFormGame(
    [[[[9, 0], [0, 3]], [[0, 3], [9, 0]]], [[[8, 0], [0, 4]], [[0, 4], [8, 0]]], [[[12, 0], [0, 6]], [[0, 6], [2, 0]]]]
)
"""McKelvey and McLennan, Handbook of Computational Economics 1 (1996), page 94: nine equilibria of 2 x 2 x 2."""
HALF = Fraction(1, 2)


def listed(game):
    """The components of a solution that holds all equilibria, and the solution."""
    solution = pg.solve(game)
    assert solution.coverage == "ALL"
    return solution.components, solution


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("shape", [(2, 2, 2), (2, 3, 2), (2, 2, 2, 2)])
def test_indices_of_all_equilibria_sum_to_1(shape, seed):
    """Poincaré and Hopf; so that generic games have an odd number of equilibria (Wilson 1971)."""
    count = int(np.prod(shape))
    random = np.random.default_rng(seed)
    components, solution = listed(
        pg.NormalFormGame(np.stack([random.permutation(count).reshape(shape) for _ in shape]))
    )
    indices = [one.index for one in components]
    if None not in indices:
        assert sum(indices) == 1
        assert len(indices) % 2 == 1
    assert solution.verify()


def test_strict_pure_equilibria_have_index_1_and_the_nine_sum_to_1():
    components, solution = listed(NINE)
    assert len(components) == 9
    for one in components:
        profile = solution.equilibria[one.equilibria[0]].exact
        if profile and all(max(strategy) == 1 for strategy in profile):
            assert one.index == 1
    assert sum(one.index for one in components) == 1


@pytest.mark.parametrize("seed", range(20))
def test_two_players_have_the_index_that_is_read_off_their_bases(seed):
    """Shapley (1974), in components found by another way altogether."""
    random = np.random.default_rng(seed)
    game = pg.NormalFormGame(random.integers(0, 10**6, (2, 3, 3)))
    solution = pg.solve(game)
    for one in solution.components:
        (place,) = one.equilibria
        assert regular_index(game, solution.equilibria[place].exact) == one.index


def test_a_player_without_a_say_changes_no_index():
    both = np.array([[[3, 0], [0, 1]], [[1, 0], [0, 2]]])
    three = pg.NormalFormGame([np.stack([one, one], axis=2) for one in both] + [np.array([[[1, 0]] * 2] * 2)])
    mixed = next(one.exact for one in pg.solve(pg.NormalFormGame(both)).equilibria if min(map(min, one.exact)) > 0)
    assert regular_index(three, (*mixed, (Fraction(1), Fraction(0)))) == -1


def test_ties_and_singular_matrices_leave_it_open():
    same = pg.NormalFormGame(np.ones((3, 2, 2, 2), dtype=int))
    assert regular_index(same, (((HALF, HALF)),) * 3) is None
    assert regular_index(same, (((Fraction(1), Fraction(0))),) * 3) is None


def test_a_list_that_misses_one_regular_equilibrium_is_found_out():
    candidates = [one.certificate.candidate for one in pg.solve(NINE).equilibria]
    assert index_flaw(NINE, candidates) == ""
    for place in range(9):
        fewer = candidates[:place] + candidates[place + 1 :]
        assert "sum to" in index_flaw(NINE, fewer)
        with pytest.raises(pg.CertificateError):
            concept("nash").check_complete(NINE, fewer, None)

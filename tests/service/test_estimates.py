"""Estimates bound what searches do, and refuse only those that nobody can wait for."""

from itertools import combinations

import numpy as np
import policygames as pg
import pytest
from policygames_server.errors import RefusedError
from policygames_server.estimates import require_affordable, supports, vertices
from policygames_server.statuses import reason_of


def vertices_by_definition(payoffs):
    """The vertices of {(x, v) : x a strategy, payoffs^T x <= v}: feasible bases of a generic game, one by one."""
    rows, columns = payoffs.shape
    facets = np.vstack(
        [np.hstack([-np.eye(rows), np.zeros((rows, 1))]), np.hstack([payoffs.T, -np.ones((columns, 1))])]
    )
    found = 0
    for tight in combinations(range(rows + columns), rows):
        system = np.vstack([facets[list(tight)], np.append(np.ones(rows), 0)])
        if abs(np.linalg.det(system)) > 1e-9:
            point = np.linalg.solve(system, np.append(np.zeros(rows), 1))
            found += bool((facets @ point < 1e-9).all())
    return found


@pytest.mark.parametrize("shape", [(2, 2), (2, 4), (3, 3), (4, 3), (5, 5)])
def test_no_game_has_more_vertices_than_the_estimate(shape):
    rng = np.random.default_rng(7)
    for _ in range(5):
        first, second = rng.random(shape), rng.random(shape)
        assert vertices_by_definition(second) + vertices_by_definition(first.T) <= vertices(shape)


def test_the_bound_is_met_in_the_plane_and_by_cyclic_polytopes():
    assert vertices((2, 2)) == 8  # two quadrangles
    assert vertices((4, 4)) == 40  # two cyclic polytopes with 8 facets: 8 * (8 - 3) / 2 vertices each, Ziegler (1995)


def test_supports():
    assert supports((2, 3, 1)) == 3 * 7


def test_what_is_over_the_limit_is_refused_with_its_estimate_and_all_else_is_not():
    game = pg.NormalFormGame(np.zeros((2, 40, 40), dtype=int))
    require_affordable("vertex_enumeration", game, float("inf"))
    require_affordable("one_equilibrium", game, 1)
    with pytest.raises(RefusedError, match="submit as a job") as caught:
        require_affordable("vertex_enumeration", game, 1e12)
    assert reason_of(caught.value.status) == "WORK_LIMIT"

"""One equilibrium at once: certified, among those there are, without a compiler too, and stopped when asked."""

import subprocess
import sys
from threading import Event

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from policygames import registry
from policygames.budget import Budget
from policygames.certificates import Coverage, Kind, Reason
from policygames.numerics.dense import compiling
from policygames.numerics.dense.lemke_howson import Path
from policygames.numerics.dense.pairs_of_pairs import mixed_pairs
from policygames.numerics.dense.payoffs import gauged_floats
from policygames.numerics.dense.simplex import Status
from strategies import games

METHOD = registry.method("one_equilibrium")
FAMILIES = {
    "ties": lambda random, shape: random.integers(0, 3, (2, *shape)),
    "ranks": lambda random, shape: random.permutation(2 * shape[0] * shape[1]).reshape(2, *shape),
    "millions": lambda random, shape: random.integers(-(10**6), 10**6, (2, *shape)),
    "floats": lambda random, shape: random.normal(size=(2, *shape)),
    "long": lambda random, shape: random.integers(-9, 9, (2, *shape)).astype(object) * 10**30 + 1,
    "opposed": lambda random, shape: np.stack(
        [own := random.integers(0, 99, shape), random.integers(0, 9, shape) - own]
    ),
}


@given(games(most=4))
def test_it_finds_one_of_the_extreme_equilibria(game):
    found = pg.solve(game, max_equilibria=1)
    (one,) = found.equilibria
    assert (found.method, found.coverage, found.termination.reason) == (METHOD.id, Coverage.SOME, Reason.LIMIT)
    assert one.certificate.kind is Kind.EXACT
    assert found.verify() == ()


@given(games(most=3))
def test_left_alone_it_finds_all_extreme_equilibria(game):
    profiles = {one.exact for one in pg.solve(game, method=METHOD.id).equilibria}
    assert profiles == {one.exact for one in pg.solve(game, method="vertex_enumeration").equilibria}


@pytest.mark.parametrize("compiler", [True, False])
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("shape", [(7, 9), (25, 20), (30, 40)])
def test_larger_games_are_solved_and_certified(family, shape, compiler, monkeypatch):
    monkeypatch.setattr(compiling, "has_compiler", lambda: compiler)
    for seed in range(3):
        game = pg.NormalFormGame(FAMILIES[family](np.random.default_rng(seed), shape))
        (one,) = pg.solve(game, max_equilibria=1).equilibria
        assert one.certificate.kind is Kind.EXACT


@pytest.mark.parametrize("compiler", [True, False])
@pytest.mark.parametrize("family", ["ties", "ranks", "opposed"])
def test_paths_of_all_labels_end(family, compiler, monkeypatch):
    monkeypatch.setattr(compiling, "has_compiler", lambda: compiler)
    first, second = FAMILIES[family](np.random.default_rng(3), (25, 20))
    floats = gauged_floats(first), np.ascontiguousarray(gauged_floats(second.T).T)
    for label in range(45):
        path = Path(*floats, label)
        while path.advance() is Status.GOING:
            assert path.pivots < 10**6
        played, tight, others, best = path.supports()
        assert path.status is Status.DONE
        assert (len(played), len(others)) == (len(tight), len(best))
        assert set(range(25)) <= set(best) | (set(range(25)) - set(played))


def test_both_ways_find_the_same_pairs_of_mixed_actions(monkeypatch):
    first, second = FAMILIES["ranks"](np.random.default_rng(3), (22, 22))
    floats = gauged_floats(first), np.ascontiguousarray(gauged_floats(second.T).T)
    found = []
    for compiler in (True, False):
        monkeypatch.setattr(compiling, "has_compiler", lambda compiler=compiler: compiler)
        found.append([one for one in mixed_pairs(*floats) if one])
    assert found[0] == found[1]


def large(seed=0):
    """A game whose equilibria all mix many actions."""
    random = np.random.default_rng(seed)
    own = random.integers(-(10**4), 10**4, (150, 150))
    return pg.NormalFormGame(np.stack([own, random.integers(-(10**4), 10**4, own.shape) // 2 - own]))


def test_a_deadline_and_a_cancelled_search_give_a_valid_solution():
    found = pg.solve(large(), max_equilibria=1, deadline=0.05)
    assert found.termination.reason in (Reason.DEADLINE, Reason.LIMIT)
    found.verify()
    cancelled = Event()
    cancelled.set()
    found = pg.solve(large(), max_equilibria=1, cancelled=cancelled)
    assert (found.equilibria, found.termination.reason) == ((), Reason.CANCELLED)


def test_a_search_shows_signs_of_life():
    proposals = METHOD.propose(large(), Budget())
    assert sum(next(proposals) is None for _ in range(20)) >= 15


def test_three_players_and_longer_lists_are_left_to_others():
    assert METHOD.accepts(pg.NormalFormGame(np.zeros((3, 2, 2, 2))))
    assert pg.solve(pg.NormalFormGame(np.zeros((3, 2, 2, 2))), max_equilibria=1).method == "logit_limit"
    game = pg.NormalFormGame(np.zeros((2, 2, 2)))
    assert [pg.solve(game, max_equilibria=most).method for most in (None, 2)] == ["vertex_enumeration"] * 2
    assert pg.solve(game, method="vertex_enumeration", max_equilibria=1).method == "vertex_enumeration"


def test_a_small_game_loads_no_compiler():
    code = (
        "import sys, policygames as pg; pg.solve(pg.NormalFormGame.from_bimatrix("
        "[[1, -1, 0, 3], [-1, 1, 2, 0], [0, 2, 1, 1]], [[-1, 1, 2, 0], [1, -1, 0, 3], [2, 1, 0, 1]]), max_equilibria=1)"
        ";"
        "sys.exit('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Best advice, best commitments and surviving actions next to their definitions, solved by scipy, on small games.

ORACLE_GAMES=1000 pytest tests/oracles/test_optima.py takes thousands of them.
"""

import os

import numpy as np
import policygames as pg
import pytest
from oracles.optima import best_advice, best_commitment, survivors, weak_supremum
from policygames.certificates import Coverage, Kind

pytestmark = pytest.mark.oracle
GAMES = int(os.environ.get("ORACLE_GAMES", "8"))
FAMILIES = {
    "ties": lambda random, size: random.integers(0, 3, size),
    "ranks": lambda random, size: random.permutation(size),
    "wide": lambda random, size: random.integers(-50, 51, size),
}


def drawn(family, players, seed, most=3):
    """Small games of one family, the same for the same seed."""
    random = np.random.default_rng(seed)
    for _ in range(GAMES):
        shape = tuple(random.integers(1, most + 1, players))
        size = int(np.prod(shape))
        yield pg.NormalFormGame(np.stack([FAMILIES[family](random, size).reshape(shape) for _ in range(players)]))


def solved(game, concept, **options):
    """The one answer, proven and checked again."""
    solution = pg.solve(game, concept, **options)
    assert solution.coverage is Coverage.ALL
    assert solution.verify() == ()
    return solution.equilibria[0]


@pytest.mark.parametrize("players", [2, 3])
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("concept", ["correlated", "coarse_correlated"])
def test_advice(concept, family, players):
    for game in drawn(family, players, 1, most=5 - players):
        coarse = concept == "coarse_correlated"
        weights = (2, *[-1] * (players - 1))
        for objective, wanted in (("welfare", (1,) * players), ("egalitarian", None), (weights, weights)):
            payoffs = solved(game, concept, objective=objective).payoffs
            value = min(payoffs) if wanted is None else np.dot(wanted, payoffs)
            assert value == pytest.approx(best_advice(game, wanted, coarse), abs=1e-7)


@pytest.mark.parametrize("family", FAMILIES)
def test_commitment_to_strong_followers(family):
    for game in drawn(family, 2, 2, most=4):
        first, second = game.floats
        for leader, tables in enumerate(((first, second), (second.T, first.T))):
            equilibrium = solved(game, "stackelberg", leader=leader)
            assert equilibrium.payoffs[leader] == pytest.approx(best_commitment(*tables), abs=1e-7)


@pytest.mark.parametrize("family", FAMILIES)
def test_commitment_to_weak_followers_with_two_actions(family):
    random = np.random.default_rng(3)
    for _ in range(GAMES):
        shape = (2, int(random.integers(1, 5)))
        tables = [FAMILIES[family](random, 2 * shape[1]).reshape(shape) for _ in range(2)]
        equilibrium = solved(pg.NormalFormGame(np.stack(tables)), "stackelberg", followers="weak")
        supremum, attained = weak_supremum(*tables)
        assert equilibrium.certificate.candidate.supremum == supremum
        assert (equilibrium.certificate.kind is Kind.EXACT) is attained
        assert (equilibrium.exact_payoffs[0] == supremum) is attained


@pytest.mark.parametrize("players", [2, 3])
@pytest.mark.parametrize("family", FAMILIES)
def test_surviving_actions(family, players):
    for game in drawn(family, players, 4, most=6 - players):
        assert solved(game, "rationalizable").certificate.candidate.survivors == survivors(game, strict=True)
        assert solved(game, "undominated").certificate.candidate.survivors == survivors(game, strict=False)
        once = solved(game, "undominated", rounds=1).certificate.candidate.survivors
        assert once == survivors(game, strict=False, rounds=1)

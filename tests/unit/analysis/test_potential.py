"""Exact potentials, compared with their definition; and rounds of changes that rule them out."""

import itertools
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_players import full_game, volunteers
from policygames.games import Crowd


def holds_by_definition(game, table):
    """Whether each change of action gains what the table changes, for every player and profile."""
    for profile in itertools.product(*map(range, game.shape)):
        for player, count in enumerate(game.shape):
            for action in range(count):
                other = (*profile[:player], action, *profile[player + 1 :])
                if game.payoff(player, other) - game.payoff(player, profile) != table[other] - table[profile]:
                    return False
    return True


@st.composite
def potential_games(draw):
    """A common function plus, for each player, one of the others' actions."""
    shape = draw(st.sampled_from([(2, 2), (2, 3), (2, 2, 2), (3, 2, 2)]))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    shared = random.integers(-3, 4, shape)
    rest = [random.integers(-3, 4, [1 if i == p else n for i, n in enumerate(shape)]) for p in range(len(shape))]
    return pg.NormalFormGame([[shared + one][0].tolist() for one in rest]), shared


@given(potential_games())
def test_a_potential_is_found_where_there_is_one(case):
    game, shared = case
    found = pg.potential(game)
    assert found.exists and holds_by_definition(game, found.exact)
    assert (found.exact == shared - shared[(0,) * len(game.shape)]).all()
    found.verify()
    pure = {one.exact for one in pg.solve(game, "pure_nash").equilibria}
    named = [
        tuple(tuple(Fraction(a == b) for b in range(n)) for a, n in zip(p, game.shape, strict=True))
        for p in found.maximizers
    ]
    assert set(named) <= pure
    assert "exact potential game" in found.explain()


@given(st.integers(0, 10**6), st.sampled_from([(2, 2), (2, 2, 2), (2, 3)]))
def test_without_one_a_round_shows_it(seed, shape):
    game = pg.NormalFormGame(np.random.default_rng(seed).integers(0, 3, (len(shape), *shape)))
    found = pg.potential(game)
    found.verify()
    if found.exists:
        assert holds_by_definition(game, found.exact)
    else:
        assert len(found.cycle) == 4 and "sum to" in found.explain()
        with pytest.raises(pg.CertificateError):
            replace(found, cycle=(found.cycle[0],) * 4).verify()


def test_a_wrong_table_is_refused():
    found = pg.potential(pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]]))
    wrong = found.exact.copy()
    wrong[0, 0] += 1
    with pytest.raises(pg.CertificateError):
        replace(found, exact=wrong).verify()


def test_congestion_has_the_potential_of_rosenthal():
    # Rosenthal 1973: the sum over roads of the costs to the first, second, … of those who take it
    cost = {"short": lambda n: 2 * n, "long": lambda n: n + 3}
    game = pg.SymmetricGame(12, ("long", "short"), lambda action, counts: -cost[action](counts[action]))
    found = pg.potential(game)
    found.verify()

    def rosenthal(long, short):
        return -sum(cost["long"](k) for k in range(1, long + 1)) - sum(cost["short"](k) for k in range(1, short + 1))

    for place in range(13):
        ((long, short),) = found.counts((place,))
        assert found.exact[place] == rosenthal(long, short) - rosenthal(12, 0)
    pure = {one.certificate.candidate for one in pg.solve(game, "pure_nash").equilibria}
    assert set(found.maximizers) <= pure and all(isinstance(one, Crowd) for one in found.maximizers)


@pytest.mark.parametrize("sizes", [{"r": 2, "p": 1}, {"r": 1, "p": 2}])
def test_groups_have_one_where_the_whole_table_has(sizes):
    for weight in (0, 1):
        game = pg.SymmetricGame(
            sizes,
            ("a", "b"),
            lambda group, action, counts, weight=weight: (
                counts["r"]["a"] + counts["p"]["a"] if action == "a" else weight * (group == "r") * counts["p"]["b"]
            ),
        )
        found, whole = pg.potential(game), pg.potential(full_game(game))
        found.verify()
        assert found.exists is whole.exists
    assert pg.potential(volunteers(3)).exists

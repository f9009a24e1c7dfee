"""Folk sets: published games, supports by linear programs, laws, bounds, wrong proofs refused."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from strategies import games, shapes, tied_games_of

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
BATTLE = pg.NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 2]])
MATCH = np.zeros((3, 2, 2, 2), dtype=int)
MATCH[:, 0, 0, 0] = MATCH[:, 1, 1, 1] = 1
APART = np.zeros((3, 2, 2, 2), dtype=int)
APART[0, 0, 0, 0] = APART[0, 1, 1, 1] = -1
APART[1, 0, 0, 1] = APART[2, 1, 0, 0] = 3
TIED = shapes(st.integers(2, 3), most=2).flatmap(tied_games_of)


def test_the_prisoners_dilemma():
    found = pg.folk_set(PD)
    found.verify()
    assert found.exact == ((1, 1), (Fraction(5, 2), 1), (2, 2), (1, Fraction(5, 2)))
    assert (found.is_exact, found.gap, found.joint_maximum, found.punishments) == (True, 0.0, 4, (1, 1))
    assert found.vertices.tolist() == found.outer.tolist() == [[1, 1], [2.5, 1], [2, 2], [1, 2.5]]


def test_mixed_punishments_are_worse_than_pure_ones():
    """Battle of the sexes: 1 in pure actions, 2/3 in mixed ones; pennies: nothing against the single point (0, 0)."""
    assert [pg.folk_set(BATTLE, how).punishments for how in ("pure", "mixed")] == [(1, 1), (Fraction(2, 3),) * 2]
    pure, mixed = pg.folk_set(PENNIES), pg.folk_set(PENNIES, "mixed")
    assert (pure.is_empty, pure.exact, pure.joint_maximum, pure.punishments) == (True, (), None, None)
    assert (mixed.is_empty, mixed.exact) == (False, ((0, 0),))
    for one in (pure, mixed):
        one.verify()
        assert one.explain()


def test_the_three_players_of_fudenberg_and_maskin():
    """Econometrica 54 (1986) 533-554, example 3: a segment, which is why their theorem asks for full dimension."""
    found = pg.folk_set(pg.NormalFormGame(MATCH), "mixed")
    found.verify()
    assert found.exact == ((0, 0, 0), (1, 1, 1))
    assert found.contains(["1/4"] * 3) and not found.contains(["1/4", "1/4", "1/5"])


@given(st.one_of(games(most=2), TIED), st.sampled_from(["pure", "mixed"]), st.integers(0, 99))
def test_supports_are_those_of_linear_programs(game, strategies, seed):
    """max l · x over weights of the profiles with every payoff at least the minmax, for directions l."""
    found = pg.folk_set(game, strategies)
    found.verify()
    for vertex in found.exact:
        assert found.contains(vertex)
        assert all(value >= one.high for value, one in zip(vertex, found.minmaxes, strict=True))
    exact = game.payoffs.reshape(len(game.shape), -1)
    if any(abs(payoff) > 10**4 or payoff.denominator > 100 for payoff in exact.ravel()):
        return  # floats could not tell
    points, floors = exact.astype(float), np.array([float(one.high) for one in found.minmaxes])
    for direction in np.random.default_rng(seed).normal(size=(4, len(floors))):
        program = linprog(-(direction @ points), -points, -floors + 1e-12, np.ones((1, points.shape[1])), [1.0])
        if found.exact:
            assert max((found.vertices @ direction).tolist()) == pytest.approx(-program.fun, abs=1e-6)
        elif program.status == 0:
            assert all(one.exact is not None for one in found.minmaxes) is found.is_empty


@given(games(), st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9))
def test_positive_affine_payoffs_move_the_set_alike(game, scale, shift):
    moved = pg.NormalFormGame([(scale * game.payoffs[0] + shift).tolist(), game.payoffs[1].tolist()])
    for strategies in ("pure", "mixed"):
        one, other = pg.folk_set(game, strategies), pg.folk_set(moved, strategies)
        assert tuple((scale * x + shift, y) for x, y in one.exact) == other.exact


@given(TIED, st.data())
def test_relabelled_players_have_the_same_set(game, data):
    order = data.draw(st.permutations(range(len(game.shape))))
    moved = pg.NormalFormGame([game.payoffs[player].transpose(order).tolist() for player in order])
    turned = {tuple(point[player] for player in order) for point in pg.folk_set(game).exact}
    assert turned == set(pg.folk_set(moved).exact)


def test_where_the_minmax_is_enclosed_so_is_the_set():
    found = pg.folk_set(pg.NormalFormGame(APART), "mixed")
    found.verify()
    assert not found.is_exact and found.gap > 0
    least = [min(point[0] for point in points) for points in (found.exact, found.outer_exact)]
    assert least == [Fraction(-1, 4), Fraction(-1, 2)]
    assert found.warnings and found.warnings[0] in found.explain()
    assert not found.contains((Fraction(-1, 3), 0, 0))


@pytest.mark.parametrize("point", [(0, 1), (1, Fraction(5, 2) + Fraction(1, 10**20)), (3, 0)])
def test_what_lies_outside_is_not_contained(point):
    assert pg.folk_set(PD).contains((1, "5/2"))
    assert not pg.folk_set(PD).contains(point)


WRONG = [
    lambda one: replace(one, exact=one.exact[1:]),
    lambda one: replace(one, exact=(*one.exact[:-1], (Fraction(1), Fraction(3)))),
    lambda one: replace(one, outer_exact=one.outer_exact[:-1]),
    lambda one: replace(one, minmaxes=one.minmaxes[:1]),
    lambda one: replace(one, minmaxes=one.minmaxes[::-1]),
    lambda one: replace(one, minmaxes=(replace(one.minmaxes[0], low=Fraction(0), high=Fraction(0)), one.minmaxes[1])),
    lambda one: replace(one, strategies="mixed"),
    lambda one: replace(one, game=PENNIES),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_proof_is_refused(wrong):
    with pytest.raises(pg.CertificateError):
        wrong(pg.folk_set(PD)).verify()


def test_bad_questions_are_refused():
    with pytest.raises(pg.GameError, match="payoffs for 2 players"):
        pg.folk_set(PD).contains((1,))
    with pytest.raises(pg.GameError, match="'pure', 'mixed'"):
        pg.folk_set(PD, "all")
    with pytest.raises(pg.GameError, match="NormalFormGame"):
        pg.folk_set(pg.RepeatedGame(PD, 0))
    large = pg.NormalFormGame(np.random.default_rng(0).integers(0, 99, (7, *[2] * 7)))
    with pytest.raises(pg.UnsupportedError, match="7 dimensions"):
        pg.folk_set(large)


def test_it_is_written_as_plain_data():
    data = pg.folk_set(PD).to_dict()
    assert data["inner"][1] == ["5/2", "1/1"] and data["minmax"] == [["1/1", "1/1"]] * 2

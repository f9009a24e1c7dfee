"""Selection among equilibria: published examples, and each criterion against its definition."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames import registry
from strategies import games, tied_games_of

STAG = pg.NormalFormGame([[[9, 0], [8, 7]], [[9, 8], [0, 7]]])
COORDINATION = pg.NormalFormGame([[[1, 0], [0, 1]], [[1, 0], [0, 1]]])
SEGMENT = pg.NormalFormGame([[[1, 1]], [[1, 1]]])


def chances(size):
    return st.lists(st.integers(1, 4), min_size=size, max_size=size).map(lambda w: [Fraction(k, sum(w)) for k in w])


@given(games(most=4), st.data())
def test_tracing_ends_in_an_equilibrium_by_equilibria_of_mixtures(game, data):
    prior = [data.draw(chances(count)) for count in game.shape]
    found = pg.select(game, "tracing", prior=prior)
    assert isinstance(registry.concept("nash").certify(game, found.equilibria[0].exact), pg.Certificate)
    found.verify()
    assert found.path[0][0] == 0
    first, second = game.payoffs
    for weight, (x, y) in found.path:
        alone = first @ np.array(prior[1]), np.array(prior[0]) @ second
        paid = weight * (first @ np.array(y)) + (1 - weight) * alone[0]
        assert all(u == max(paid) for u, p in zip(paid, x, strict=True) if p)
        paid = weight * (np.array(x) @ second) + (1 - weight) * alone[1]
        assert all(u == max(paid) for u, p in zip(paid, y, strict=True) if p)


@given(tied_games_of((2, 2)))
def test_tracing_from_the_bicentric_prior_finds_the_risk_dominant_one(game):
    """Harsanyi and Selten (1988), chapter 5: each is thought to answer uniform beliefs about what the other mixes."""
    (first, second), strict = game.payoffs, pg.select(game, "risk")
    if len(strict.equilibria) != 1 or len(pg.solve(game, "pure_nash").equilibria) != 2:
        return
    cell = strict.equilibria[0].exact
    if cell[0][0] != cell[1][0]:
        return
    a, b = first[0, 0] - first[1, 0], first[1, 1] - first[0, 1]
    c, d = second[0, 0] - second[0, 1], second[1, 1] - second[1, 0]
    prior = [[Fraction(a, a + b), Fraction(b, a + b)], [Fraction(c, c + d), Fraction(d, c + d)]]
    assert pg.select(game, "tracing", prior=prior).equilibria[0].exact == cell


def test_what_risk_and_payoffs_say_of_the_stag_hunt():
    by_risk, by_payoff = (pg.select(STAG, by) for by in ("risk", "payoff"))
    assert by_risk.equilibria[0].exact == ((0, 1), (0, 1))
    assert by_payoff.equilibria[0].exact == ((1, 0), (1, 0))
    assert "Everybody gets more" in by_payoff.explain()
    doubt = pg.select(STAG, "p_dominance")
    assert doubt.values == (Fraction(1, 8),)
    assert doubt.equilibria[0].exact == ((0, 1), (0, 1))
    for one in (by_risk, by_payoff, doubt):
        one.verify()
        assert one.complete


def test_ties_give_both_and_nothing_is_said():
    assert len(pg.select(COORDINATION, "welfare").equilibria) == 2
    assert "They tie." in pg.select(COORDINATION, "welfare").explain()
    assert pg.select(COORDINATION, "payoff").equilibria == ()
    assert "No equilibrium gives everybody more" in pg.select(COORDINATION, "payoff").explain()
    assert pg.select(COORDINATION, "tracing").warnings


@given(games())
def test_no_extreme_equilibrium_has_a_larger_sum(game):
    found = pg.select(game, "welfare")
    found.verify()
    assert all(sum(one.exact_payoffs) <= found.values[0] for one in pg.solve(game).equilibria)


def entropy(profile):
    return -sum(float(p) * np.log(float(p)) for own in profile for p in own if p)


@settings(max_examples=25)
@given(tied_games_of((2, 3)))
def test_no_corner_and_no_middle_of_a_continuum_is_more_mixed(game):
    found = pg.select(game, "entropy")
    found.verify()
    assert found.values[0] == pytest.approx(entropy(found.equilibria[0].exact))
    solution = pg.solve(game)
    for one in solution.equilibria:
        assert entropy(one.exact) <= found.values[0] + found.gap + 1e-9
    for subset in (subset for one in solution.components for subset in one.subsets):
        middle = [np.mean(np.array(hull, dtype=float), axis=0) for hull in subset]
        assert entropy(middle) <= found.values[0] + found.gap + 1e-9
    assert found.gap < 1e-4


def test_on_a_segment_the_middle_is_the_most_mixed():
    found = pg.select(SEGMENT, "entropy")
    assert np.allclose(found.equilibria[0].profile[1], 0.5, atol=1e-6)
    assert found.values[0] == pytest.approx(np.log(2))


def test_bad_questions_are_refused():
    three = pg.NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int))
    with pytest.raises(pg.UnsupportedError, match="two players"):
        pg.select(three, "tracing")
    for arguments in ({"by": "luck"}, {"by": "risk", "prior": (0, 0)}, {"by": "tracing", "prior": [[1, 1], [1, 0]]}):
        with pytest.raises(pg.GameError):
            pg.select(STAG, **arguments)


def test_an_irrational_equilibrium_is_named_and_said_to_be_compared_in_its_box():
    """Three players, one equilibrium; its index is 1, so that there is no other nearby."""
    game = pg.NormalFormGame(
        [
            [[[4, 0], [5, 3]], [[3, 3], [2, 4]]],
            [[[0, 3], [2, 1]], [[2, 2], [2, 3]]],
            [[[2, 1], [1, 4]], [[5, 1], [5, 1]]],
        ]
    )
    (only,) = pg.solve(game).components
    assert only.index == 1
    found = pg.select(game, "payoff")
    assert found.equilibria[0].exact is None
    assert any("box" in note for note in found.warnings)
    assert found.explain().startswith("Near this: player 0 mixes “action 0” with probability about 0.744")
    assert type(found).from_dict(found.to_dict()) == found


def test_a_traced_equilibrium_without_its_path_is_refused():
    """Else any equilibrium could be said to be the traced one."""
    found = pg.select(STAG, "tracing")
    assert found.verify() == ()
    for other in (
        replace(found, prior=None, path=()),
        replace(found, path=()),
        replace(found, equilibria=(), values=()),
    ):
        with pytest.raises(pg.CertificateError):
            other.verify()

"""Payoffs of repeated games with side payments: proven simplices, empty sets, games that are not taken, wrong sets."""

from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate, Coverage, PayoffBounds, Refusal
from policygames.concepts.subgame_perfect import certify, check_bounds
from policygames.games import PayoffPolytope
from strategies import DISCOUNTS, games

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], ["R", "C"], [["cooperate", "defect"]] * 2)
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
HALF = pg.RepeatedGame(PD, "1/2", transfers=True)
TRIANGLE = ((Fraction(1), Fraction(1)), (Fraction(3), Fraction(1)), (Fraction(1), Fraction(3)))


@given(games(st.integers(2, 3)), DISCOUNTS)
def test_the_set_is_the_simplex_above_the_punishments_and_below_the_joint_maximum(game, discount):
    solution = pg.solve(pg.RepeatedGame(game, discount, transfers=True), "subgame_perfect")
    step = pg.transfer_schedule(game).at(discount)
    assert solution.verify() == ()
    if step is None:
        assert (solution.coverage, solution.payoff_set.exact) == (Coverage.NONE_EXIST, ())
        return
    found = solution.payoff_set
    assert (solution.coverage, found.is_exact, found.gap) == (Coverage.ALL, True, 0.0)
    assert (found.joint_maximum, found.punishments) == (step.joint_maximum, step.punishments)
    assert found.exact == step.vertices
    assert all(sum(vertex) in (step.joint_maximum, sum(step.punishments)) for vertex in found.exact)


@given(games(), DISCOUNTS)
def test_payments_can_only_add_payoffs(game, discount):
    """What can be had without payments, but for the sum that is burned, can be had with them."""
    try:
        without = pg.solve(pg.RepeatedGame(game, discount), "subgame_perfect").payoff_set
    except pg.UnsupportedError:
        return
    if without is not None and without.exact:
        verdict = certify(pg.RepeatedGame(game, discount, transfers=True), PayoffPolytope(without.exact))
        assert isinstance(verdict, Certificate)


def test_the_prisoners_dilemma():
    solution = pg.solve(HALF, "subgame_perfect")
    assert (solution.method, solution.payoff_set.exact) == ("transfers", TRIANGLE)
    assert pg.Solution.from_dict(solution.to_dict()) == solution
    assert pg.solve(HALF.at("49/100"), "subgame_perfect").payoff_set.exact == ((1, 1),)


@pytest.mark.parametrize(
    ("game", "word"),
    [
        (pg.RepeatedGame(PD, ("1/2", "1/3"), transfers=True), "one common discount factor"),
        (pg.RepeatedGame(PD, "1/2", transfers=True, periods=3), "endless"),
        (
            pg.RepeatedGame(PD, "1/2", pg.PublicMonitoring(["a", "b"], [[["1/2", "1/2"]] * 2] * 2), transfers=True),
            "perfect monitoring",
        ),
    ],
)
def test_other_games_are_refused_with_the_reason(game, word):
    with pytest.raises(pg.UnsupportedError, match=word):
        pg.solve(game, "subgame_perfect")
    assert word in certify(game, PayoffPolytope(TRIANGLE)).reason
    with pytest.raises(pg.CertificateError, match=word):
        check_bounds(game, PayoffBounds(TRIANGLE, TRIANGLE, exact=True))


HAIR = Fraction(1, 10**20)
OUTSIDE = [
    ((Fraction(1) - HAIR, Fraction(1)),),
    (*TRIANGLE, (Fraction(2), Fraction(2) + HAIR)),
    ((Fraction(2),),),
    (),
]


@pytest.mark.parametrize("points", OUTSIDE)
def test_a_set_that_holds_something_else_is_refused(points):
    assert isinstance(certify(HALF, PayoffPolytope(points)), Refusal)
    assert isinstance(certify(HALF, PayoffPolytope(TRIANGLE)), Certificate)


WRONG = [
    lambda bounds: replace(bounds, inner=TRIANGLE[:2]),
    lambda bounds: replace(bounds, outer=TRIANGLE[:2]),
    lambda bounds: replace(bounds, outer=(*TRIANGLE, TRIANGLE[0])),
    lambda bounds: replace(bounds, inner=(), outer=()),
    lambda bounds: replace(bounds, inner=(*TRIANGLE[:2], (Fraction(1), Fraction(3) + HAIR))),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_bounds_are_refused(wrong):
    right = PayoffBounds(TRIANGLE, TRIANGLE, exact=True)
    assert check_bounds(HALF, right) == ""
    with pytest.raises(pg.CertificateError):
        check_bounds(HALF, wrong(right))


def test_automata_pay_nobody():
    """What they would need to say of payments they cannot: they are refused, not judged without them."""
    forever = pg.Automaton("on", {"on": (1, 1)}, {("on", (a, b)): "on" for a in (0, 1) for b in (0, 1)})
    assert isinstance(certify(pg.RepeatedGame(PD, "1/2"), forever), Certificate)
    assert isinstance(certify(HALF, forever), Refusal)


def test_nothing_is_claimed_where_nothing_is_enforceable():
    game = pg.RepeatedGame(PENNIES, "9/10", transfers=True)
    assert check_bounds(game, PayoffBounds((), (), exact=True)) == ""
    assert isinstance(certify(game, PayoffPolytope(((Fraction(0), Fraction(0)),))), Refusal)

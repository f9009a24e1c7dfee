"""Sets of payoffs: floats, gaps, membership, strategies, words, and what is refused."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from copies import pickled
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate, PayoffBounds
from policygames.results import PayoffSet
from strategies import tied_games_of

DILEMMA = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("US", "China"))
GAME = pg.RepeatedGame(DILEMMA, "3/5")
SOLVED = pg.solve(GAME, "subgame_perfect")
CORNERS = {(2, 2), (Fraction(7, 2), 2), (3, 3), (2, Fraction(7, 2))}


def enclosed(inner, outer, *, exact=False, points=False):
    """A set with these bounds."""
    exactly = [tuple(tuple(map(Fraction, point)) for point in side) for side in (inner, outer)]
    return PayoffSet(GAME, "subgame_perfect", PayoffBounds(*exactly, exact=exact, points=points))


def test_patience_of_three_fifths_in_the_dilemma():
    """All feasible payoffs above the minmax point (2, 2) are sustained: Mailath and Samuelson (2006), section 2.5."""
    payoff_set = SOLVED.payoff_set
    assert set(payoff_set.exact) == CORNERS
    assert (payoff_set.is_exact, payoff_set.is_empty, payoff_set.gap) == (True, False, 0.0)
    assert SOLVED.coverage is pg.Coverage.ALL
    assert payoff_set.joint_maximum == 6
    assert payoff_set.punishments == (2, 2)
    assert payoff_set.vertices.shape == payoff_set.outer.shape == (4, 2)
    assert payoff_set.vertices.dtype == np.float64
    assert payoff_set.points is None


@pytest.mark.parametrize(
    ("payoffs", "inside"),
    [((3, 3), True), ((2, "7/2"), True), (("5/2", "5/2"), True), ((2, "3.51"), False), (("1.99", 2), False)],
)
def test_membership_is_exact(payoffs, inside):
    assert SOLVED.payoff_set.contains(payoffs) is inside


def test_between_the_bounds_nothing_is_proven():
    between = enclosed([(2, 2)], [(2, 2), (3, 2), (2, 3)])
    assert [between.contains(point) for point in ((2, 2), (3, 2), (4, 4))] == [True, None, False]
    assert 1 <= between.gap < 1 + 1e-9
    assert SOLVED.payoff_set.gap == 0
    assert enclosed([], [(2, 2)]).gap == float("inf")


def test_finite_lists_hold_their_points_alone():
    two = enclosed([(2, 2), (3, 3)], [(2, 2), (3, 3)], exact=True, points=True)
    assert two.points.tolist() == [[2, 2], [3, 3]]
    assert (two.contains((2, 2)), two.contains(("5/2", "5/2"))) == (True, False)


@pytest.mark.parametrize("payoffs", [(2,), (2, 2, 2), None, 3])
def test_one_payoff_per_player_is_needed(payoffs):
    for attempt in (SOLVED.payoff_set.contains, SOLVED.payoff_set.strategy_for):
        with pytest.raises(pg.GameError, match="for 2 players"):
            attempt(payoffs)


@settings(max_examples=25)
@given(st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_a_strategy_is_made_for_any_payoffs_of_the_set(weights):
    corners = SOLVED.payoff_set.exact
    target = tuple(
        sum(weight * corner[player] for weight, corner in zip(weights, corners, strict=True)) / Fraction(sum(weights))
        for player in range(2)
    )
    strategy = SOLVED.payoff_set.strategy_for(target)
    assert strategy.exact_payoffs("3/5") == target
    assert isinstance(strategy.check("3/5"), Certificate)


def test_no_strategy_is_made_for_payoffs_outside():
    with pytest.raises(pg.GameError):
        SOLVED.payoff_set.strategy_for((4, 4))


def test_the_extreme_equilibria_pay_the_corners():
    equilibria = SOLVED.equilibria
    assert [one.exact_payoffs for one in equilibria] == list(SOLVED.payoff_set.exact)
    assert len(equilibria[1:3]) == 2
    assert equilibria[0] is equilibria[0]
    assert equilibria[-1].exact_payoffs == SOLVED.payoff_set.exact[-1]


def test_what_was_not_certified_says_so():
    fast = pg.solve(GAME, "subgame_perfect", certify=False)
    payoff_set = fast.payoff_set
    assert fast.coverage is pg.Coverage.SOME
    assert any("nothing is proven" in warning for warning in fast.warnings)
    assert (payoff_set.exact, payoff_set.outer, payoff_set.is_exact, payoff_set.gap) == (
        None,
        None,
        False,
        float("inf"),
    )
    assert {tuple(map(Fraction, row)) for row in payoff_set.vertices.round(9).tolist()} == CORNERS
    assert payoff_set.contains((3, 3)) is None
    assert "Nothing is proven" in fast.explain()
    for attempt in (payoff_set.verify, fast.verify):
        with pytest.raises(pg.CertificateError):
            attempt()


FORGED = {
    "too large": enclosed([(2, 2), (4, 2), (2, 4)], [(1, 1), (4, 1), (4, 4), (1, 4)]),
    "outer too small": enclosed([(2, 2)], [(2, 2), (3, 2), (2, 3)]),
    "exactly one corner": enclosed([(2, 2)], [(2, 2)], exact=True),
    "empty": enclosed([], []),
    "a finite list": replace(SOLVED.payoff_set, bounds=replace(SOLVED.payoff_set.bounds, points=True)),
    "exact where it is enclosed": enclosed([(2, 2)], [(1, 1), (4, 1), (4, 4), (1, 4)], exact=True),
}


@pytest.mark.parametrize("payoff_set", FORGED.values(), ids=FORGED)
def test_bounds_that_do_not_hold_are_refused(payoff_set):
    with pytest.raises(pg.CertificateError):
        payoff_set.verify()


@pytest.mark.parametrize("solution", [SOLVED, pg.solve(GAME, "subgame_perfect", certify=False)])
def test_solutions_with_sets_come_back_whole(solution):
    again = pg.Solution.from_dict(json.loads(json.dumps(solution.to_dict())))
    assert again == solution == pickled(solution)
    assert again.explain() == solution.explain()
    assert len(again.equilibria) == len(solution.equilibria)


def test_words_name_the_best_and_the_worst():
    words = SOLVED.explain()
    for part in ("discount factor of 3/5", "4 corners", "largest sum is 6", "holding US to 2", "nothing else"):
        assert part in words


@pytest.mark.parametrize("discount", ["3/5", ("3/5", "1/2")])
def test_payoffs_beyond_floats_are_proven_and_told(discount):
    first, second = (payoffs.tolist() for payoffs in DILEMMA.payoffs)
    huge = [[value * 10**400 for value in row] for row in first]
    tiny = [[value / 10**9 for value in row] for row in second]
    solution = pg.solve(pg.RepeatedGame(pg.NormalFormGame([huge, tiny]), discount), "subgame_perfect")
    solution.verify()
    usual = pg.solve(pg.RepeatedGame(DILEMMA, discount), "subgame_perfect").payoff_set.exact
    assert {(x / 10**400, y * 10**9) for x, y in solution.payoff_set.exact} == set(usual)
    assert "e+400" in solution.explain()


def test_floats_beyond_all_floats_and_of_nothing_are_told_and_not_drawn():
    huge = pg.NormalFormGame([[[value * 10**400 for value in row] for row in own.tolist()] for own in DILEMMA.payoffs])
    solution = pg.solve(pg.RepeatedGame(huge, "3/5"), "subgame_perfect", certify=False)
    assert (solution.payoff_set.joint_maximum, solution.payoff_set.punishments) == (None, None)
    assert "beyond all floats" in solution.explain()
    with pytest.raises(pg.UnsupportedError, match="larger units"):
        solution.payoff_set.plot()
    pennies = pg.RepeatedGame(pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]), "3/5")
    assert "no equilibrium" in pg.solve(pennies, "subgame_perfect", certify=False).explain()


def test_matching_pennies_have_no_equilibrium_in_pure_actions():
    pennies = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    solution = pg.solve(pg.RepeatedGame(pennies, "9/10"), "subgame_perfect")
    assert solution.coverage is pg.Coverage.NONE_EXIST
    assert solution.payoff_set.is_empty
    assert len(solution.equilibria) == 0
    assert "no" in solution.explain()
    solution.verify()


@settings(max_examples=20)
@given(tied_games_of((2, 2)), st.fractions(0, Fraction(11, 12), max_denominator=12))
def test_local_solutions_verify_and_contain_the_stage_equilibria(stage, discount):
    solution = pg.solve(pg.RepeatedGame(stage, discount), "subgame_perfect")
    solution.verify()
    for equilibrium in pg.solve(stage, "pure_nash").equilibria:
        assert solution.payoff_set.contains(equilibrium.exact_payoffs)


def test_the_picture_has_the_set_the_minmax_point_and_the_target():
    axes = SOLVED.payoff_set.plot(target=(3, "5/2"))
    labels = {text.get_text() for text in axes.get_legend().get_texts()}
    assert labels == {"feasible", "sustained", "pure minmax", "stage equilibrium", "target"}
    assert axes.get_xlabel() == "US, per period"
    assert enclosed([(2, 2)], [(2, 2), (3, 2), (2, 3)]).plot(axes) is axes
    with pytest.raises(pg.GameError) as refusal:
        SOLVED.payoff_set.plot(target=(3, "x"))
    assert refusal.value.path == "target[1]"

"""Payoffs without a public coin: single ones that are sustained, and what contains them all."""

from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames import registry
from policygames.certificates import Certificate, Coverage, PayoffBounds, Refusal
from policygames.errors import CertificateError
from policygames.games import PayoffPolytope
from policygames.games.grim import grim, worst_pure_equilibria
from strategies import tied_games_of

CONCEPT = registry.concept("subgame_perfect")
PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])


def without_coin(game, discount):
    return pg.RepeatedGame(game, discount, public_randomization=False)


def test_impatient_players_play_stage_equilibria_and_nothing_between():
    game = pg.NormalFormGame([[[1, 0], [0, 2]], [[1, 0], [0, 2]]])
    solution = pg.solve(without_coin(game, 0), "subgame_perfect")
    assert (solution.payoff_set.exact, solution.coverage) == (((1, 1), (2, 2)), Coverage.ALL)
    assert solution.payoff_set.contains(("3/2", "3/2")) is False
    assert solution.verify() == ()


def test_patient_players_sustain_single_payoffs():
    solution = pg.solve(without_coin(PD, "1/2"), "subgame_perfect")
    assert solution.coverage is Coverage.SOME and solution.warnings
    assert {(1, 1), (2, 2)} <= set(solution.payoff_set.exact)
    assert solution.payoff_set.contains((2, 2)) is True
    assert solution.payoff_set.contains(("3/2", "29/20")) is None
    assert solution.payoff_set.contains((3, 3)) is False
    assert solution.verify() == ()


def test_a_single_outer_point_settles_it():
    solution = pg.solve(without_coin(PD, "1/3"), "subgame_perfect")
    assert (solution.payoff_set.exact, solution.coverage) == (((1, 1),), Coverage.ALL)


@settings(max_examples=12)
@given(tied_games_of((2, 2)), st.sampled_from(["1/3", "1/2", "4/5"]))
def test_what_grim_strategies_sustain_is_among_the_payoffs(game, discount):
    repeated, punishments = without_coin(game, discount), worst_pure_equilibria(game)
    solution = pg.solve(repeated, "subgame_perfect")
    for cell in product(range(2), range(2)) if punishments else ():
        if isinstance(CONCEPT.certify(repeated, grim(game, cell, punishments)), Certificate):
            assert solution.payoff_set.contains([game.payoff(i, cell) for i in range(2)])
    coin = pg.solve(repeated := pg.RepeatedGame(game, discount), "subgame_perfect").payoff_set
    assert all(coin.contains(point) is not False for point in solution.payoff_set.exact)
    solution.verify()


def test_wrong_points_are_refused():
    game = without_coin(PD, "1/2")
    right = pg.solve(game, "subgame_perfect").payoff_set.bounds
    between = (Fraction(3, 2), Fraction(3, 2))
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(((Fraction(1),) * 2, (Fraction(2),) * 2))), Certificate)
    assert isinstance(
        CONCEPT.certify(game, PayoffPolytope(((Fraction(1),) * 2, (Fraction(2),) * 2, (Fraction(5, 2), Fraction(0))))),
        Refusal,
    )
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(((Fraction(2),) * 2, between))), Refusal)
    for inner, outer, exact in ((right.inner, right.inner, True), (right.inner, right.outer[1:], False)):
        with pytest.raises(CertificateError):
            CONCEPT.check_bounds(game, PayoffBounds(inner, outer, exact, points=True))

"""Profiles that can be played for ever widen a self-generating polygon, which still generates itself."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.games import PayoffPolytope
from policygames.games.self_generation.constant_play import with_constant_play
from policygames.games.self_generation.planes import plane_of
from policygames.registry import concept
from strategies import tied_games_of

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])


def points(*pairs):
    return tuple(tuple(map(Fraction, pair)) for pair in pairs)


@pytest.mark.parametrize(
    ("discount", "expected"), [("49/100", points((1, 1))), ("1/2", points((1, 1), (2, 2)))], ids=str
)
def test_cooperation_is_added_where_patience_allows_it(discount, expected):
    assert set(with_constant_play(plane_of(pg.RepeatedGame(PD, discount)), ())) == set(expected)


def test_without_any_equilibrium_nothing_is_added():
    pennies = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    assert with_constant_play(plane_of(pg.RepeatedGame(pennies, "9/10")), ()) == ()


@settings(max_examples=60, deadline=None)
@given(tied_games_of((3, 3)), st.fractions(Fraction(1, 12), Fraction(11, 12), max_denominator=12))
def test_what_is_added_to_the_stage_equilibria_is_certified(stage, discount):
    game = pg.RepeatedGame(stage, discount)
    found = with_constant_play(plane_of(game), ())
    verdict = concept("subgame_perfect").certify(game, PayoffPolytope(found)) if found else None
    assert verdict is None or isinstance(verdict, Certificate)


def test_stage_equilibria_belong_to_sets_with_irrational_corners():
    game = pg.NormalFormGame([[[-1, 2], [0, 0]], [[-2, 0], [-2, -1]]])
    for discount in ("7/10", "3/4", "9/10"):
        solution = pg.solve(pg.RepeatedGame(game, discount), "subgame_perfect")
        solution.verify()
        assert not solution.payoff_set.is_exact
        assert solution.payoff_set.contains((2, 0))

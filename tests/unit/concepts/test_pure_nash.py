"""The certifier of pure Nash equilibrium, and all pure equilibria against the definition."""

from fractions import Fraction

import policygames as pg
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate, Coverage
from policygames.concepts.pure_nash import certify
from strategies import games, profiles_of
from textbook import gains_by_definition, pure_equilibria_by_definition

HALF = Fraction(1, 2)


@given(games(st.integers(2, 3)), st.data())
def test_it_holds_exactly_where_nobody_gains_and_nobody_randomizes(game, data):
    profile = data.draw(profiles_of(game))
    holds = max(gains_by_definition(game, profile).values()) <= 0 and all(max(s) == 1 for s in profile)
    verdict = certify(game, profile)
    assert isinstance(verdict, Certificate) is holds
    assert not holds or verdict.concept == "pure_nash"


def test_a_mixed_equilibrium_is_refused():
    pennies = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    assert certify(pennies, ((HALF, HALF), (HALF, HALF))).reason == "a player randomizes"


@given(st.one_of(games(st.integers(2, 3)), games(st.integers(4, 5), 2)))
def test_all_pure_equilibria_are_found(game):
    solution = pg.solve(game, "pure_nash")
    assert {equilibrium.exact for equilibrium in solution.equilibria} == pure_equilibria_by_definition(game)
    assert solution.coverage is (Coverage.ALL if solution.equilibria else Coverage.NONE_EXIST)


@settings(max_examples=25)
@given(games(st.integers(3, 4), 2))
def test_among_nash_equilibria_of_many_players_the_pure_ones_are_found(game):
    solution = pg.solve(game, "nash", deadline=5)
    if solution.coverage is Coverage.ALL:
        assert {one.exact for one in solution.equilibria} >= pure_equilibria_by_definition(game)


def test_matching_pennies_has_none():
    pennies = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    solution = pg.solve(pennies, "pure_nash")
    assert (solution.equilibria, solution.coverage) == ((), Coverage.NONE_EXIST)
    assert solution.explain().startswith("There is no pure")

"""Zero-sum games: exact values against all vertices, bounds judged by the definition, other games refused."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate, Coverage, Kind, Refusal
from policygames.concepts.zero_sum import TOLERANCE, certify
from strategies import HOSTILE, games, profiles_of, zero_sum_games
from textbook import extreme_equilibria_by_definition, gains_by_definition, value_by_definition

HALF = Fraction(1, 2)


@given(zero_sum_games())
def test_the_value_is_that_of_the_vertices(game):
    solution = pg.solve(game, "zero_sum")
    (equilibrium,) = solution.equilibria
    assert (solution.coverage, equilibrium.certificate.kind) == (Coverage.ALL, Kind.EXACT)
    assert equilibrium.exact_payoffs[0] == value_by_definition(game.payoffs[0].tolist())
    assert solution.verify() == ()


@given(zero_sum_games(constant=Fraction(7, 3)))
def test_the_strategies_found_are_among_the_extreme_equilibria(game):
    (equilibrium,) = pg.solve(game, "zero_sum").equilibria
    assert equilibrium.exact in extreme_equilibria_by_definition(game)


@given(zero_sum_games(entries=HOSTILE))
def test_hostile_payoffs_give_a_proven_answer_too(game):
    solution = pg.solve(game, "zero_sum")
    solution.verify()
    for equilibrium in solution.equilibria:
        if equilibrium.certificate.kind is Kind.EXACT:
            assert equilibrium.exact_payoffs[0] == value_by_definition(game.payoffs[0].tolist())


@given(zero_sum_games(), st.integers(0, 3000).map(lambda bits: 2**bits))
def test_a_constant_added_to_all_payoffs_moves_the_value_alone(game, constant):
    moved = pg.NormalFormGame([game.payoffs[0] + constant, game.payoffs[1] - constant])
    (one,), (other,) = (pg.solve(each, "zero_sum").equilibria for each in (game, moved))
    assert other.exact_payoffs[0] == one.exact_payoffs[0] + constant
    assert other.certificate.kind is Kind.EXACT


@given(zero_sum_games(), st.data())
def test_the_certifier_judges_by_the_largest_gain(game, data):
    profile = data.draw(profiles_of(game))
    gain = max(gains_by_definition(game, profile).values())
    spread = max(game.payoffs[0].ravel()) - min(game.payoffs[0].ravel())
    verdict = certify(game, profile)
    assert isinstance(verdict, Certificate) is (gain <= TOLERANCE * spread)
    assert not isinstance(verdict, Certificate) or verdict.kind is (Kind.BOUND if gain else Kind.EXACT)


def test_a_small_gain_is_bounded_and_a_larger_one_refused():
    game = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    near, far = (((HALF + e, HALF - e), (HALF, HALF)) for e in (Fraction(1, 10**7), Fraction(1, 10**5)))
    assert (certify(game, near).kind, certify(game, near).slack) == (Kind.BOUND, Fraction(-2, 10**7))
    assert isinstance(certify(game, far), Refusal)


@given(games(st.integers(2, 3)))
def test_other_games_are_refused(game):
    opposed = len(game.shape) == 2 and len({sum(cell) for cell in zip(*game.payoffs.reshape(2, -1), strict=True)}) == 1
    profile = tuple((Fraction(1), *[Fraction(0)] * (count - 1)) for count in game.shape)
    if not opposed:
        assert certify(game, profile).reason == "the payoffs of the two players do not sum to a constant"
        with pytest.raises(pg.UnsupportedError):
            pg.solve(game, "zero_sum")

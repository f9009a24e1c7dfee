"""What is particular to coarse correlated equilibria; the rest is tested with correlated ones."""

from dataclasses import replace
from fractions import Fraction

import policygames as pg
from policygames.certificates import Refusal
from policygames.concepts.coarse_correlated import certify
from policygames.games.distributions import Price

DILEMMA = pg.NormalFormGame.from_bimatrix([[2, 0], [3, 1]], [[2, 3], [0, 1]], ("Ann", "Bob"))


def test_dominance_leaves_one_action_even_to_those_who_bind_themselves():
    (equilibrium,) = pg.solve(DILEMMA, "coarse_correlated").equilibria
    assert equilibrium.exact.tolist() == [[0, 0], [0, 1]]
    assert equilibrium.certificate.slack == 1  # from cooperating; defecting is what everybody is told


def test_who_refuses_all_advice_is_named():
    advice = pg.solve(DILEMMA, "coarse_correlated").equilibria[0].certificate.candidate
    verdict = certify(DILEMMA, replace(advice, chances=(((0, 0), Fraction(1)),)))
    assert verdict.reason == "Ann gains 1 by playing action 1 whatever is advised"
    assert (verdict.deviation.player, verdict.deviation.action, verdict.deviation.gain) == (0, 1, 1)


def test_prices_of_deviations_after_advice_are_refused():
    advice = pg.solve(DILEMMA, "coarse_correlated").equilibria[0].certificate.candidate
    assert isinstance(certify(DILEMMA, replace(advice, prices=(*advice.prices, Price(0, 0, 1, Fraction(0))))), Refusal)


def test_those_who_have_no_choice_have_no_deviation():
    game = pg.NormalFormGame([[[3]], [[4]]])
    (equilibrium,) = pg.solve(game, "coarse_correlated").equilibria
    assert (equilibrium.exact_payoffs, equilibrium.certificate.slack) == ((3, 4), None)
    assert "Nobody has anything else to do." in pg.solve(game, "coarse_correlated").explain()

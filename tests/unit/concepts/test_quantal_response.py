"""Quantal responses: certified by intervals, compared with the definition in many digits."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames import registry
from policygames.games import QuantalResponse
from policygames.games.quantal_proofs import only_one
from policygames.numerics.logit_choice import logit_choice
from strategies import games, tied_games_of
from textbook import expected_payoff, pure, replaced

PENNIES = pg.NormalFormGame([[[9, 0], [0, 1]], [[0, 1], [1, 0]]])
COORDINATION = pg.NormalFormGame([[[1, 0], [0, 1]], [[1, 0], [0, 1]]])
# its principal branch turns at precision 0.386 and again at 0.247: in between it passes each precision three times
LOOP = pg.NormalFormGame([[[5, 1], [10, 30]], [[100, 0], [1, 2]]])
CERTIFY = registry.concept("quantal_response").certify
WIDE = Context(prec=90)
PRECISIONS = st.sampled_from(["0", "1/3", 1, "2.5", 7])


def number(value):
    return WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def answers_by_definition(game, profile, precision):
    """Each player's logit answers in 50 digits: exp(precision u) over the sum of all."""
    found = []
    with localcontext() as context:
        context.prec = 60
        for player, count in enumerate(game.shape):
            paid = [
                expected_payoff(game.payoffs, player, replaced(profile, player, pure(a, count))) for a in range(count)
            ]
            weights = [number(precision * (u - max(paid))).exp() for u in paid]
            found.append([weight / sum(weights) for weight in weights])
    return found


def off(game, profile, precision):
    answers = answers_by_definition(game, profile, precision)
    pairs = (pair for own, bare in zip(profile, answers, strict=True) for pair in zip(own, bare, strict=True))
    return max(abs(chance - Fraction(answer)) for chance, answer in pairs)


@settings(max_examples=30)
@given(games(st.integers(2, 3)).filter(lambda g: float(abs(g.payoffs).max()) < 1e4), PRECISIONS)
def test_what_is_found_answers_itself_by_the_definition(game, precision):
    solution = pg.solve(game, "quantal_response", precision=precision)
    assert solution.equilibria
    for one in solution.equilibria:
        assert off(game, one.quantal.profile, one.quantal.precision) <= one.quantal.residual + Fraction(1, 10**45)
        assert one.exact is None
    solution.verify()
    assert pg.Solution.from_dict(solution.to_dict()) == solution


@settings(max_examples=25)
@given(games(st.integers(2, 3)), st.sampled_from([1, 50, "1e6"]))
def test_of_hostile_payoffs_something_is_found_or_it_is_said_why_not(game, precision):
    solution = pg.solve(game, "quantal_response", precision=precision)
    assert solution.equilibria or any("followed to precision" in text for text in solution.warnings)
    solution.verify()


@given(tied_games_of((2, 3)), PRECISIONS, st.data())
def test_wrong_profiles_are_refused(game, precision, data):
    found = pg.solve(game, "quantal_response", precision=precision).equilibria[0].quantal
    player, least = data.draw(st.sampled_from([0, 1])), Fraction(1, 10**8)
    own = list(found.profile[player])
    largest = own.index(max(own))
    own[largest] -= least
    own[largest - 1] += least
    wrong = replaced(found.profile, player, tuple(own))
    for radius in (None, found.radius):
        assert isinstance(CERTIFY(game, QuantalResponse(found.precision, wrong, radius, found.residual)), pg.Refusal)
    assert isinstance(CERTIFY(game, QuantalResponse(found.precision, wrong, None, Fraction(1))), pg.Refusal)
    assert isinstance(CERTIFY(game, found, precision=Fraction(precision) + 1), pg.Refusal)
    assert isinstance(CERTIFY(game, found.profile), pg.Refusal)


def test_a_radius_smaller_than_the_error_is_refused():
    found = pg.solve(PENNIES, "quantal_response", precision=3).equilibria[0].quantal
    moved = tuple(
        tuple(p + sign * Fraction(1, 10**12) for p, sign in zip(own, (1, -1), strict=True)) for own in found.profile
    )
    residual = Fraction(1, 10**10)
    near = CERTIFY(PENNIES, QuantalResponse(found.precision, moved, Fraction(1, 10**10), residual))
    far = CERTIFY(PENNIES, QuantalResponse(found.precision, moved, Fraction(1, 10**13), residual))
    assert isinstance(near, pg.Certificate)
    assert isinstance(far, pg.Refusal)
    assert far.undecided


@given(games(), st.fractions(Fraction(1, 9), 9), st.integers(-9, 9), PRECISIONS)
def test_scaling_payoffs_is_scaling_the_precision(game, scale, shift, precision):
    """What a rescaling moves is the precision: with precision / scale all quantal responses stay, up to rounding."""
    if float(abs(game.payoffs).max()) > 1e4:
        return
    moved = pg.NormalFormGame(game.payoffs * scale + shift)
    before = pg.solve(game, "quantal_response", precision=precision).equilibria[0].quantal
    again = QuantalResponse(before.precision / scale, before.profile, before.radius, before.residual * 2)
    assert isinstance(CERTIFY(moved, again), pg.Certificate)


def test_a_rescaling_moves_the_response_at_one_precision():
    twice = pg.NormalFormGame(PENNIES.payoffs * 2)
    one, other = (pg.solve(game, "quantal_response", precision=1).equilibria[0] for game in (PENNIES, twice))
    assert abs(one.profile[0] - other.profile[0]).max() > 0.01


@pytest.mark.parametrize("precision", [0, "1.99", 2, "2.01"])
def test_the_bound_for_only_one_is_tight_in_coordination(precision):
    """p = 1 / (1 + exp(-precision (2p - 1))) has other solutions than 1/2 just where the precision is above 2."""
    assert only_one(COORDINATION, Fraction(precision)) is (Fraction(precision) < 2)
    solution = pg.solve(COORDINATION, "quantal_response", precision=precision)
    assert (solution.coverage is pg.Coverage.ALL) is (Fraction(precision) < 2)
    assert solution.equilibria[0].quantal.profile == ((Fraction(1, 2),) * 2,) * 2
    assert solution.equilibria[0].certificate.kind == ("bound" if precision == 2 else "interval")


def test_a_branch_that_bends_back_passes_a_precision_three_times():
    solution = pg.solve(LOOP, "quantal_response", precision="0.3")
    assert len(solution.equilibria) == 3
    assert solution.coverage is pg.Coverage.SOME
    found = np.array([[own[0] for own in one.profile] for one in solution.equilibria])
    # Gambit 16.7, qre.logit_solve_lambda
    assert np.allclose(found, [[0.175461, 0.993416], [0.063074, 0.833570], [0.004531, 0.459413]], atol=1e-6)
    assert "principal branch" in solution.warnings[0]
    assert len(pg.solve(LOOP, "quantal_response", precision="0.3", max_equilibria=1).equilibria) == 1


def test_at_precision_0_all_play_at_random():
    solution = pg.solve(PENNIES, "quantal_response", precision=0)
    assert solution.equilibria[0].quantal.profile == ((Fraction(1, 2),) * 2,) * 2
    assert solution.coverage is pg.Coverage.ALL


def test_high_precisions_tend_to_the_equilibrium():
    found = pg.solve(PENNIES, "quantal_response", precision=1000).equilibria[0].profile
    assert np.allclose(found, [[0.5, 0.5], [0.1, 0.9]], atol=2e-2)


@pytest.mark.parametrize("options", [{}, {"precision": -1}, {"precision": "x"}, {"precision": float("nan")}])
def test_bad_precisions_are_refused(options):
    with pytest.raises(pg.GameError) as caught:
        pg.solve(PENNIES, "quantal_response", **options)
    assert caught.value.path == "options.precision"


@given(st.lists(st.fractions(-300, 300), min_size=1, max_size=5), st.fractions(0, 3))
def test_bounds_of_logit_choice_hold_the_truth(payoffs, precision):
    bounds = logit_choice(payoffs, precision)
    with localcontext() as context:
        context.prec = 90
        weights = [number(precision * (u - max(payoffs))).exp() for u in payoffs]
        for weight, (low, high) in zip(weights, bounds, strict=True):
            assert number(low) <= weight / sum(weights) <= number(high)
            assert number(high) - number(low) < Decimal("1e-55")


def test_words_say_the_odds():
    solution = pg.solve(PENNIES, "quantal_response", precision="1/2")
    text = solution.explain()
    assert "“action 0” 0.8307" in text
    assert "There is no other at this precision." in text
    assert len(solution.to_frame()) == 4

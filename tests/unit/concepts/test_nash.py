"""The certifier of Nash equilibrium, fed right and wrong candidates directly."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames import registry
from policygames.certificates import Certificate, Kind, Refusal
from policygames.concepts.nash import certify
from strategies import games, profiles_of
from textbook import gains_by_definition

ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
MANY = st.integers(2, 3)


@given(games(MANY), st.data())
def test_it_holds_exactly_where_nobody_gains_by_definition(game, data):
    profile = data.draw(profiles_of(game))
    gains = gains_by_definition(game, profile)
    verdict = certify(game, profile)
    assert isinstance(verdict, Certificate) is (max(gains.values()) <= 0)
    if isinstance(verdict, Certificate):
        assert (verdict.concept, verdict.game, verdict.candidate, verdict.kind) == (
            "nash",
            game.digest,
            profile,
            Kind.EXACT,
        )


@given(games(MANY), st.data())
def test_a_refusal_names_the_best_deviation(game, data):
    profile = data.draw(profiles_of(game))
    gains = gains_by_definition(game, profile)
    verdict = certify(game, profile)
    if isinstance(verdict, Refusal):
        deviation = verdict.deviation
        assert deviation.gain == max(gains.values()) == gains[deviation.player, deviation.action]
        assert game.players[deviation.player] in verdict.reason
        assert game.actions[deviation.player][deviation.action] in verdict.reason
        assert not verdict.undecided


@given(games(), st.data())
def test_the_slack_is_the_least_loss_from_an_action_that_is_not_played(game, data):
    for equilibrium in pg.solve(game, "nash").equilibria:
        profile = equilibrium.exact
        gains = gains_by_definition(game, profile)
        losses = [-gain for (player, action), gain in gains.items() if not profile[player][action]]
        assert equilibrium.certificate.slack == min(losses, default=None)


def test_matching_pennies_has_no_slack():
    assert certify(PENNIES, ((HALF, HALF), (HALF, HALF))).slack is None


def test_a_strict_equilibrium_has_slack():
    game = pg.NormalFormGame.from_bimatrix([[2, 0], [3, 1]], [[2, 3], [0, 1]])
    assert certify(game, ((ZERO, ONE), (ZERO, ONE))).slack == 1


@pytest.mark.parametrize("shift", [Fraction(1, 10**12), Fraction(-1, 10**300), Fraction(1, 2**5000)])
def test_a_hair_beside_an_equilibrium_is_none(shift):
    verdict = certify(PENNIES, ((HALF + shift, HALF - shift), (HALF, HALF)))
    assert isinstance(verdict, Refusal)
    assert verdict.deviation.gain == abs(2 * shift)


MALFORMED = [
    None,
    "nash",
    7,
    (),
    ((HALF, HALF),),
    ((HALF, HALF), (HALF, HALF), (ONE,)),
    ((ONE,), (ONE, ZERO)),
    ((HALF, HALF, ZERO), (HALF, HALF)),
    ((0.5, 0.5), (0.5, 0.5)),
    ((1, 0), (1, 0)),
    (0, 0),
    ((HALF, ONE), (HALF, HALF)),
    ((HALF, HALF), (Fraction(3, 2), -HALF)),
    [[HALF, HALF], [HALF, HALF]],
]


@pytest.mark.parametrize("candidate", MALFORMED, ids=range(len(MALFORMED)))
@pytest.mark.parametrize("concept", ["nash", "pure_nash", "zero_sum"])
def test_malformed_candidates_are_refused(concept, candidate):
    verdict = registry.concept(concept).certify(PENNIES, candidate)
    assert isinstance(verdict, Refusal)
    assert verdict.deviation is None


def test_gains_of_any_length_are_told_in_short():
    primes = [Fraction(1, 2**4095 - 2 * index - 1) for index in range(8)]
    game = pg.NormalFormGame([[primes, primes[::-1]], [primes, primes]])
    row = ((ONE, ZERO), tuple(Fraction(k, 28) for k in range(8)))
    verdict = certify(game, row)
    assert isinstance(verdict, Refusal)
    assert len(verdict.reason) < 200

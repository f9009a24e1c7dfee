"""Least patience for paths of several profiles: by formula, by sampling with the certifier, forged, refused."""

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import policygames as pg
import pytest
from copies import pickled
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.errors import CertificateError
from policygames.games.path_patience import along_the_path
from policygames.v1 import thresholds_pb2 as pb
from policygames.wire.optimal_thresholds import optimal_threshold_message, read_optimal_threshold
from strategies import pure_profiles_of, tied_games_of

DILEMMA = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("US", "China"), (("trade", "control"),) * 2)
BOTH, NEITHER = ("trade", "trade"), ("control", "control")
TURNS = [("control", "trade"), ("trade", "control")]


def threshold_of(stage, path, punishment):
    """The threshold with both proofs checked."""
    threshold = pg.critical_discount(stage, path, punishment=punishment)
    threshold.verify()
    message = pb.OptimalThreshold.FromString(optimal_threshold_message(threshold).SerializeToString())
    assert read_optimal_threshold(message, stage) == threshold == pickled(threshold)
    assert threshold.explain()
    return threshold


@pytest.mark.parametrize("punishment", ["grim", "optimal"])
def test_trading_every_other_period(punishment):
    """3 now and 2 next, or 4 now and 2 ever after: (1 - d²) gains at most d² (3 - 2), so d² >= 1/2."""
    threshold = threshold_of(DILEMMA, [BOTH, NEITHER], punishment)
    low, high = threshold.interval
    assert threshold.exact is None
    assert low < Fraction(sqrt(1 / 2)) + Fraction(1, 10**12)
    assert low * low < Fraction(1, 2) <= high * high
    assert threshold.least.state == "period 1"


@pytest.mark.parametrize("punishment", ["grim", "optimal"])
def test_taking_turns(punishment):
    """1 now and 4 next, against 2 for ever: (1 + 4 d) / (1 + d) >= 2 from d = 1/2 on."""
    threshold = threshold_of(DILEMMA, TURNS, punishment)
    assert (threshold.exact, threshold.interval) == (Fraction(1, 2), None)
    assert threshold.by_player == (Fraction(1, 2), Fraction(1, 2))
    assert threshold.weak_link == "US"
    assert isinstance(threshold.certificate, Certificate)


def test_the_same_profile_twice_is_that_profile():
    once, twice = (pg.critical_discount(DILEMMA, path) for path in (BOTH, [BOTH, BOTH]))
    assert once.exact == twice.exact == Fraction(1, 2)


@pytest.mark.parametrize("punishment", ["grim", "optimal"])
def test_what_no_patience_sustains(punishment):
    """(1 + 2) / 2 is less than 2."""
    threshold = threshold_of(DILEMMA, [("trade", "control"), NEITHER], punishment)
    assert (threshold.value, threshold.exact, threshold.interval) == (None, None, None)
    assert "No patience" in threshold.explain()


def test_stage_equilibria_need_no_patience():
    same = pg.NormalFormGame([[[2, 0], [0, 1]], [[2, 0], [0, 1]]])
    threshold = threshold_of(same, [(0, 0), (1, 1)], "optimal")
    assert (threshold.exact, threshold.least, threshold.weak_link) == (0, None, None)


@settings(max_examples=25, deadline=None)
@given(tied_games_of((2, 2)), st.data())
def test_nothing_less_is_found_by_trial(stage, data):
    path = data.draw(st.lists(pure_profiles_of(stage), min_size=2, max_size=3))
    try:
        threshold = threshold_of(stage, path, "optimal")
    except pg.UnsupportedError:  # neither found nor excluded
        return
    end = threshold.interval[0] if threshold.interval else Fraction(1) if threshold.exact is None else threshold.exact
    for part in range(1, 6) if end else ():
        discount = end * part / 6
        bounds = pg.solve(pg.RepeatedGame(stage, discount), "subgame_perfect").payoff_set
        assert not sustained(stage, path, discount, bounds)


def sustained(stage, path, discount, payoff_set):
    """Whether every deviation is deterred by the worst payoff of the inner set, from the definition."""
    if not payoff_set.exact:
        return False
    worth = along_the_path(stage, path, discount)
    return all(
        (1 - discount) * stage.payoff(player, (*profile[:player], action, *profile[player + 1 :]))
        + discount * payoff_set.punishments[player]
        <= worth[period][player]
        for period, profile in enumerate(path)
        for player in range(2)
        for action in range(stage.shape[player])
        if action != profile[player]
    )


def test_payoffs_along_a_path():
    """(1 - d) (3 + 2 d) / (1 - d²) at first, with d = 1/2: 8/3; then (1 - d) 2 + d 8/3."""
    (first, _), (second, _) = along_the_path(DILEMMA, [(0, 0), (1, 1)], Fraction(1, 2))
    assert (first, second) == (Fraction(8, 3), Fraction(7, 3))


SOLVED = pg.critical_discount(DILEMMA, TURNS)
GRIM = pg.critical_discount(DILEMMA, TURNS, punishment="grim")
FORGED = {
    "less": replace(SOLVED, exact=Fraction(1, 3)),
    "more": replace(SOLVED, exact=Fraction(2, 3)),
    "never": replace(SOLVED, exact=None, certificate=None),
    "less, grim": replace(GRIM, exact=Fraction(1, 3)),
    "more, grim": replace(GRIM, exact=Fraction(2, 3)),
    "another path": replace(SOLVED, path=((0, 0), (1, 1))),
    "the path in another order": replace(SOLVED, path=SOLVED.path[::-1]),
    "a longer path": replace(SOLVED, path=(*SOLVED.path, (0, 0))),
    "an unknown reason": replace(SOLVED, reason="because"),
    "no certificate": replace(SOLVED, certificate=None),
}


@pytest.mark.parametrize("threshold", FORGED.values(), ids=FORGED)
def test_a_threshold_that_does_not_follow_is_refused(threshold):
    with pytest.raises(CertificateError):
        threshold.verify()


@pytest.mark.parametrize("options", [{"punishment": "mild"}, {"transfers": True}, {"punishment": ("control",) * 2}])
def test_what_is_not_offered_for_paths_is_refused_by_name(options):
    with pytest.raises(pg.UnsupportedError, match="several profiles"):
        pg.critical_discount(DILEMMA, TURNS, **options)

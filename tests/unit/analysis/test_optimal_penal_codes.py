"""Least discount factors under the harshest credible punishments: published, by formula, brackets, never, refused."""

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import policygames as pg
import pytest
from copies import pickled
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate, PayoffBounds
from policygames.errors import CertificateError
from policygames.v1 import thresholds_pb2 as pb
from policygames.wire.optimal_thresholds import optimal_threshold_message, read_optimal_threshold
from strategies import pure_profiles_of, tied_games_of
from textbook import gains_by_definition, pure

ABREU = pg.NormalFormGame.from_bimatrix([[10, 3, 0], [15, 7, -4], [7, 5, -15]], [[10, 15, 7], [3, 7, 5], [0, -4, -15]])
ABREU_SANNIKOV = pg.NormalFormGame.from_bimatrix(
    [[16, 3, 0], [21, 10, -1], [9, 5, -5]], [[9, 13, 3], [1, 4, 0], [0, -4, -15]]
)


def optimal(stage, path):
    """The threshold, both proofs checked, as it arrives over the wire."""
    threshold = pg.critical_discount(stage, path, punishment="optimal")
    threshold.verify()
    message = pb.OptimalThreshold.FromString(optimal_threshold_message(threshold).SerializeToString())
    assert read_optimal_threshold(message, stage) == threshold == pickled(threshold)
    assert threshold.explain()
    return threshold


def test_abreu_1988():
    """Econometrica 56 (1988) 383-396, the example of section 1: 1/3, against 5/8 for grim."""
    threshold = optimal(ABREU, (0, 0))
    assert (threshold.exact, threshold.interval) == (Fraction(1, 3), None)
    assert pg.critical_discount(ABREU, (0, 0), punishment="grim").exact == Fraction(5, 8)


def test_abreu_and_sannikov_2014():
    """Theoretical Economics 9 (2014) 313-338, section 5: 4/13, against 5/11 for grim."""
    assert optimal(ABREU_SANNIKOV, (0, 0)).exact == Fraction(4, 13)
    assert pg.critical_discount(ABREU_SANNIKOV, (0, 0), punishment="grim").exact == Fraction(5, 11)


def test_where_the_worst_equilibrium_is_grim_the_thresholds_agree():
    dilemma = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
    threshold = optimal(dilemma, (0, 0))
    assert threshold.exact == Fraction(1, 2)
    assert threshold.by_player == (Fraction(1, 2), Fraction(1, 2))
    assert threshold.least.threshold == Fraction(1, 2)


JUMPS = [
    ([[[3, 3, 5], [9, 1, 5], [0, 7, 0]], [[9, 2, 2], [4, 7, 0], [9, 8, 1]]], (2, 1), Fraction(3, 4)),
    ([[[5, 4, 9], [5, 0, 1], [3, 4, 6]], [[8, 4, 9], [9, 1, 1], [2, 4, 6]]], (0, 0), Fraction(2, 5)),
    ([[[3, 3], [7, 9]], [[1, 2], [7, 5]]], (1, 1), Fraction(2, 3)),
    ([[[3, 9, 7], [2, 2, 3], [7, 8, 1]], [[5, 1, 1], [3, 9, 4], [7, 8, 4]]], (2, 0), Fraction(4, 7)),
]


@pytest.mark.parametrize(("payoffs", "path", "value"), JUMPS)
def test_a_value_below_which_other_profiles_can_no_longer_be_played_is_exact(payoffs, path, value):
    """Punishments get milder at once there: no inequality of the path itself binds."""
    threshold = optimal(pg.NormalFormGame(payoffs), path)
    assert (threshold.exact, threshold.reason) == (value, "restricted")


def test_a_value_at_which_the_path_is_just_deterred_is_exact():
    threshold = optimal(pg.NormalFormGame([[[2, 0], [8, 4]], [[4, 5], [8, 6]]]), (1, 1))
    assert (threshold.exact, threshold.reason, threshold.least.threshold) == (Fraction(6, 7), "bounds", Fraction(6, 7))


IRRATIONAL = [
    ([[[6, 4, 2], [6, 6, 5], [7, 5, 4]], [[7, 2, 4], [0, 4, 3], [0, 7, 0]]], (0, 0), 4 - 2 * sqrt(3)),
    ([[[4, 4, 3], [2, 6, 0], [6, 7, 8]], [[0, 2, 3], [7, 1, 4], [9, 6, 3]]], (2, 1), sqrt(2 / 5)),
]


@pytest.mark.parametrize(("payoffs", "path", "value"), IRRATIONAL)
def test_an_irrational_value_is_bracketed(payoffs, path, value):
    threshold = optimal(pg.NormalFormGame(payoffs), path)
    low, high = threshold.interval
    assert threshold.exact is None
    assert low - Fraction(1, 10**15) < Fraction(value) <= high
    assert high - low < Fraction(1, 10**9)
    assert threshold.least.threshold is None or threshold.least.threshold > low


def test_a_bracket_is_narrow_and_verified_where_sets_shrink_slowly():
    """Just below the value the set is reached in millions of steps: what excludes the profile is found earlier."""
    threshold = optimal(
        pg.NormalFormGame.from_bimatrix(
            [[4, 0, 4, 5], [8, 8, 6, 8], [4, 2, 1, 2], [4, 9, 6, 5]],
            [[8, 7, 1, 9], [4, 7, 4, 1], [8, 9, 4, 4], [1, 9, 8, 9]],
        ),
        (1, 1),
    )
    low, high = threshold.interval
    assert low < sqrt(6) / 6 <= high
    assert high - low < Fraction(1, 10**11)
    assert "player 0 needs about 0.408 and" in threshold.explain()


def test_words_for_a_player_whom_nothing_deters_just_below_the_value():
    threshold = optimal(
        pg.NormalFormGame.from_bimatrix(
            [[3, 4, 7], [2, 7, 8], [4, 1, 4], [5, 4, 5]], [[4, 6, 8], [1, 8, 3], [6, 9, 8], [2, 8, 1]]
        ),
        (0, 2),
    )
    assert threshold.interval is not None
    assert None in threshold.by_player
    assert "as harshly as any equilibrium allows. player 1 needs 0. player 0 is" in threshold.explain()


def test_what_no_patience_sustains():
    """Whoever deviates from the largest payoff of the other gains, and can be held no lower: 6 is his least."""
    threshold = optimal(pg.NormalFormGame([[[4, 7], [4, 6]], [[2, 9], [2, 8]]]), (1, 1))
    assert (threshold.value, threshold.exact, threshold.interval, threshold.certificate) == (None, None, None, None)
    assert threshold.least.threshold is None
    assert threshold.weak_link == "player 0"


def test_a_player_who_cannot_be_punished_is_not_tempted_for_ever():
    """The column player gets 1 in all that respects his minmax, so that only his best replies are ever played; and
    with those the row player gets no less than 0, the payoff of the path, from which he gains."""
    threshold = optimal(pg.NormalFormGame([[[1, -1, -1], [0, 0, -1]], [[0, 1, 0], [1, 0, 0]]]), (1, 0))
    assert threshold.value is None


def test_a_game_without_any_equilibrium_in_pure_actions():
    """Feasible payoffs of matching pennies sum to 0, and either player can ensure 1."""
    threshold = optimal(pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]]), (0, 0))
    assert threshold.value is None
    assert threshold.least is None
    assert "no equilibrium" in threshold.explain()


@settings(max_examples=40)
@given(tied_games_of((2, 2)), st.data())
def test_optimal_punishments_need_no_more_patience_than_grim_ones(stage, data):
    path = data.draw(pure_profiles_of(stage))
    try:
        grim = pg.critical_discount(stage, path, punishment="grim")
    except pg.UnsupportedError:  # no pure equilibrium of the stage game
        return
    threshold = optimal(stage, path)
    if grim.exact is not None and grim.ceiling is None:
        assert threshold.value is not None
        assert threshold.exact is None or threshold.exact <= grim.exact


@settings(max_examples=40)
@given(tied_games_of((2, 2)), st.data(), st.integers(1, 5), st.integers(-5, 5))
def test_the_units_of_a_player_do_not_matter(stage, data, scale, shift):
    path = data.draw(pure_profiles_of(stage))
    first, second = stage.payoffs
    other = pg.NormalFormGame([(first * scale + shift).tolist(), second.tolist()])
    mine, theirs = optimal(stage, path), optimal(other, path)
    assert mine.exact == theirs.exact
    if mine.interval is None:
        assert mine.by_player == theirs.by_player
    else:
        assert max(mine.interval[0], theirs.interval[0]) < min(mine.interval[1], theirs.interval[1])


@settings(max_examples=30)
@given(tied_games_of((2, 3)), st.data())
def test_stage_equilibria_and_only_they_need_no_patience(stage, data):
    path = data.draw(pure_profiles_of(stage))
    gains = gains_by_definition(stage, tuple(pure(a, n) for a, n in zip(path, stage.shape, strict=True)))
    threshold = optimal(stage, path)
    assert (threshold.exact == 0) is (max(gains.values()) <= 0)


SOLVED = pg.critical_discount(ABREU, (0, 0))
JUMPED = pg.critical_discount(pg.NormalFormGame(JUMPS[2][0]), JUMPS[2][1])
BRACKETED = pg.critical_discount(pg.NormalFormGame(IRRATIONAL[0][0]), IRRATIONAL[0][1])
FORGED = {
    "less": replace(SOLVED, exact=Fraction(1, 4)),
    "more": replace(SOLVED, exact=Fraction(1, 2)),
    "never": replace(SOLVED, exact=None, certificate=None),
    "no certificate": replace(SOLVED, certificate=None),
    "another's certificate": replace(SOLVED, certificate=JUMPED.certificate),
    "another path": replace(SOLVED, path=(1, 0)),
    "an unknown reason": replace(SOLVED, reason="because"),
    "a jump without its reason": replace(JUMPED, reason="bounds"),
    "a jump for folk reasons": replace(JUMPED, reason="folk"),
    "a jump with bounds cut off": replace(JUMPED, bounds=PayoffBounds((), JUMPED.bounds.outer[:1], exact=False)),
    "a jump with nothing left": replace(JUMPED, bounds=PayoffBounds((), (), exact=True)),
    "a bracket further down": replace(BRACKETED, interval=(Fraction(1, 4), Fraction(1, 3))),
    "a bracket further up": replace(BRACKETED, interval=(Fraction(3, 5), Fraction(2, 3))),
    "a bracket upside down": replace(BRACKETED, interval=BRACKETED.interval[::-1]),
    "a bracket and a value": replace(BRACKETED, exact=BRACKETED.interval[1]),
}


@pytest.mark.parametrize("threshold", FORGED.values(), ids=FORGED)
def test_a_threshold_that_does_not_follow_is_refused(threshold):
    with pytest.raises(CertificateError):
        threshold.verify()


def test_the_certificate_plays_the_path_and_holds_at_the_value():
    certificate = SOLVED.certificate
    assert isinstance(certificate, Certificate)
    game = pg.RepeatedGame(ABREU, SOLVED.exact)
    assert game.payoffs_of(certificate.candidate) == (10, 10)

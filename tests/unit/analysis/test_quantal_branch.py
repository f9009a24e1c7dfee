"""The principal branch as a curve, and precisions estimated from choices."""

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from strategies import tied_games_of

LOOP = pg.NormalFormGame([[[5, 1], [10, 30]], [[100, 0], [1, 2]]])
# Ochs, Games and Economic Behavior 10 (1995) 202-217, in the units of McKelvey and Palfrey (1995), section 5
OCHS = pg.NormalFormGame([[["1.1141", 0], [0, "0.2785"]], [[0, "1.1141"], ["1.1141", 0]]])
CHOSEN = [[0.527 * 128, 0.473 * 128], [0.366 * 128, 0.634 * 128]]


def answers(game, profile, precision):
    """Logit answers in floats, by their definition, for two players."""
    first, second = game.floats[0] @ profile[1], profile[0] @ game.floats[1]
    weights = [np.exp(precision * (own - own.max())) for own in (first, second)]
    return [own / own.sum() for own in weights]


@settings(max_examples=20)
@given(tied_games_of((2, 3)))
def test_every_point_answers_itself(game):
    branch = pg.quantal_response_path(game)
    for place, precision in enumerate(branch.precisions):
        profile = [own[place] for own in branch.profiles]
        assert all(
            np.allclose(*pair, atol=1e-7) for pair in zip(answers(game, profile, precision), profile, strict=True)
        )
    assert branch.precisions[0] == 0
    assert np.allclose(branch.profiles[1][0], 1 / 3)


def test_turning_points_are_found():
    branch = pg.quantal_response_path(LOOP, largest=2)
    assert len(branch.turning_points) == 2
    high, low = branch.precisions[list(branch.turning_points)]
    assert 0.37 < high < 0.39
    assert 0.24 < low < 0.26
    assert branch.precisions[-1] >= 2
    assert "It turns at precision" in branch.explain()
    assert len(branch.to_frame()) == 4 * len(branch.precisions)


def test_the_end_is_near_an_equilibrium():
    branch = pg.quantal_response_path(LOOP)
    assert branch.gains[-1] <= 1e-4 * 100
    assert branch.gains[0] > 1


def test_ochs_as_mckelvey_and_palfrey_estimate_it():
    """They report 1.84 (1995, table 6); Gambit 16.7 fits 1.8456, log-likelihood -174.76."""
    found = pg.estimate_precision(OCHS, CHOSEN)
    assert round(found.precision, 4) == 1.8456
    assert round(found.log_likelihood, 2) == -174.76
    assert np.allclose([own[0] for own in found.profile], [0.61565, 0.38329], atol=1e-5)
    assert found.random == pytest.approx(256 * np.log(0.5))
    assert "precision 1.846" in found.explain()


def test_the_estimate_is_the_largest_on_a_fine_grid():
    found = pg.estimate_precision(LOOP, [[10, 90], [70, 30]])
    branch = pg.quantal_response_path(LOOP, largest=3)
    logs = np.log(np.concatenate(branch.profiles, axis=1))
    assert found.log_likelihood >= (logs @ [10, 90, 70, 30]).max()
    assert found.warnings


def test_choices_at_random_and_choices_without_error():
    assert pg.estimate_precision(OCHS, [[64, 64], [64, 64]]).precision < 0.2
    dilemma = pg.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    perfect = pg.estimate_precision(dilemma, [[0, 9], [0, 9]])
    assert np.isinf(perfect.precision)
    assert "The higher" in perfect.explain()
    worse = pg.estimate_precision(dilemma, [[9, 0], [9, 0]])
    assert worse.precision == 0


def test_the_standard_error_is_that_of_a_logit_against_nobody():
    """One player chooses between 1 and 0: the precision is the log odds, its variance 1 / (n p q)."""
    alone = pg.NormalFormGame([[[1], [0]], [[0], [0]]])
    found = pg.estimate_precision(alone, [[75, 25], [100]])
    assert found.precision == pytest.approx(np.log(3), rel=1e-6)
    assert found.standard_error == pytest.approx(1 / np.sqrt(100 * 0.75 * 0.25), rel=1e-3)


@pytest.mark.parametrize(
    ("counts", "path"),
    [
        ([[1, 2]], "counts"),
        ([[1], [2, 3]], "counts[0]"),
        ([[1, -1], [0, 1]], "counts[0][1]"),
        ([[0, 0], [0, 0]], "counts"),
    ],
)
def test_bad_counts_are_refused(counts, path):
    with pytest.raises(pg.GameError) as caught:
        pg.estimate_precision(OCHS, counts)
    assert caught.value.path == path

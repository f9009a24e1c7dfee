"""Sets of payoffs of two equally patient players: exact, enclosed or empty, and what is said of floats."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from generation import generates_itself, hull
from policygames.budget import Budget
from policygames.concepts import subgame_perfect
from policygames.methods import abreu_sannikov
from policygames.methods.abreu_sannikov import BLURRED, METHOD, STILL_MOVING, approximate, sweep
from policygames.results import PayoffSet

F = Fraction
ABREU = pg.NormalFormGame.from_bimatrix([[10, 3, 0], [15, 7, -4], [7, 5, -15]], [[10, 15, 7], [3, 7, 5], [0, -4, -15]])
ABREU_SANNIKOV = pg.NormalFormGame.from_bimatrix(
    [[16, 3, 0], [21, 10, -1], [9, 5, -5]], [[9, 13, 3], [1, 4, 0], [0, -4, -15]]
)
DILEMMA = pg.NormalFormGame.from_bimatrix([[2, 0], [3, 1]], [[2, 3], [0, 1]])
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
SLOW = pg.NormalFormGame(np.random.default_rng(153).integers(0, 10, (2, 3, 3)).tolist())


def solved(stage, discount, **options):
    return pg.solve(pg.RepeatedGame(stage, discount), "subgame_perfect", method="abreu_sannikov", **options)


def test_it_is_what_is_taken():
    solution = pg.solve(pg.RepeatedGame(DILEMMA, "1/2"), "subgame_perfect")
    assert solution.method == METHOD.id


@pytest.mark.parametrize(("discount", "cooperates"), [(F(1, 3), True), (F(1, 3) - F(1, 10**9), False)])
def test_optimal_penal_codes_sustain_cooperation_from_one_third(discount, cooperates):
    # Abreu (1988): (L, L), which pays 10 to both, under optimal penal codes
    found = solved(ABREU, discount).payoff_set
    assert found.gap < 1e-9
    assert found.contains((10, 10)) is cooperates


def test_the_second_example_plays_its_first_profile_from_four_thirteenths():
    # Abreu and Sannikov (2014): of (16, 9), Abreu's bound with the minmax payoffs 0 and 0 is 4/13; irrational corners
    at, below = (solved(ABREU_SANNIKOV, F(4, 13) - step).payoff_set for step in (0, F(1, 10**6)))
    assert (16, 9) in at.bounds.inner
    assert at.gap < 1e-9
    assert below.outer[:, 0].max() > 19
    assert all(np.hypot(*(below.outer - (16, 9)).T) > 1e-7)


@pytest.mark.parametrize("stage", [DILEMMA, ABREU, ABREU_SANNIKOV])
@pytest.mark.parametrize("discount", ["3/10", "1/2", "4/5"])
def test_bounds_are_proven_again_and_close(stage, discount):
    solution = solved(stage, discount)
    found = solution.payoff_set
    assert found.gap < 1e-9
    assert generates_itself(stage, F(discount), hull(found.bounds.inner))
    assert subgame_perfect.check_bounds(solution.game, found.bounds) == ""


def test_no_equilibrium_in_pure_actions_is_an_answer():
    solution = solved(PENNIES, "9/10")
    assert solution.coverage is pg.Coverage.NONE_EXIST
    assert solution.payoff_set.is_empty


def test_without_patience_the_stage_equilibria_remain():
    battle = pg.NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    assert set(solved(battle, 0).payoff_set.exact) == {(2, 1), (1, 2)}
    assert solved(PENNIES, 0).coverage is pg.Coverage.NONE_EXIST


@pytest.mark.parametrize("scale", [F(1, 3), F(10**40), F(1, 10**40), F(2**1100)])
def test_units_of_payoffs_do_not_matter(scale):
    rescaled = pg.NormalFormGame([(ABREU.payoffs[0] * scale).tolist(), ABREU.payoffs[1].tolist()])
    expected = {(x * scale, y) for x, y in solved(ABREU, "1/2").payoff_set.exact}
    assert set(solved(rescaled, "1/2").payoff_set.exact) == expected


def test_floats_come_in_units_of_the_game_with_nothing_proven():
    solution = solved(DILEMMA, "3/4", certify=False)
    assert np.allclose(solution.payoff_set.vertices, [[1, 1], [2.5, 1], [2, 2], [1, 2.5]])
    assert solution.coverage is pg.Coverage.SOME
    vertices, warnings = approximate(pg.RepeatedGame(PENNIES, "3/4"))
    assert (vertices.shape, warnings) == ((0, 2), ())


def test_floats_of_payoffs_beyond_all_floats_are_infinite():
    huge = pg.NormalFormGame([(DILEMMA.payoffs[0] * 2**1100).tolist(), DILEMMA.payoffs[1].tolist()])
    vertices, _ = approximate(pg.RepeatedGame(huge, "3/4"))
    assert np.isinf(vertices[:, 0]).all()
    assert np.allclose(sorted(vertices[:, 1]), [1, 1, 2, 2.5])


def test_what_floats_cannot_tell_is_said():
    assert approximate(pg.RepeatedGame(SLOW, 1 - F(1, 10**6)))[1] == (STILL_MOVING, BLURRED)
    assert approximate(pg.RepeatedGame(SLOW, F(1, 2)))[1] == ()
    warnings = sweep(pg.RepeatedGame(SLOW, 0), [F(1, 2), 1 - F(1, 10**6)])[2]
    assert warnings == [(), (STILL_MOVING, BLURRED)]


def test_a_set_that_still_moves_is_enclosed_and_said_to_move():
    solution = solved(SLOW, 1 - F(1, 10**6))
    assert STILL_MOVING in solution.warnings
    assert solution.coverage is pg.Coverage.SOME


def test_what_is_proven_stands_where_the_search_for_irrational_corners_is_stopped():
    game = pg.RepeatedGame(ABREU_SANNIKOV, F(4, 13))
    claims = [one for one in METHOD.propose(game, Budget()) if one is not None]
    assert len(claims) > 1
    final = solved(ABREU_SANNIKOV, F(4, 13)).payoff_set
    for claim in claims:
        kept = PayoffSet(game, "subgame_perfect", claim.bounds)
        assert claim.coverage is pg.Coverage.SOME
        assert kept.verify() == ()
        assert all(kept.contains(point) is not False for point in final.exact)


def test_a_sweep_gives_columns():
    offsets, vertices, warnings = sweep(pg.RepeatedGame(DILEMMA, 0), np.array([0.75, 0.25]))
    assert (offsets.tolist(), warnings) == ([0, 4, 5], [(), ()])
    assert np.allclose(vertices[4:], [[1, 1]])


@pytest.mark.parametrize("value", [1, 1.0, -0.1, "2", float("nan"), 1.7])
def test_a_sweep_refuses_what_is_no_discount_factor(value):
    with pytest.raises(pg.GameError) as refusal:
        sweep(pg.RepeatedGame(DILEMMA, 0), [0.5, value])
    assert (refusal.value.reason, refusal.value.path) == ("DISCOUNT_RANGE", "discounts[1]")


@pytest.mark.parametrize(
    "options",
    [{"transfers": True}, {"public_randomization": False}, {"periods": 3}],
)
def test_other_games_are_not_taken(options):
    assert METHOD.accepts(pg.RepeatedGame(DILEMMA, "1/2", **options))
    assert METHOD.accepts(pg.RepeatedGame(DILEMMA, ["1/2", "1/3"]))
    assert not METHOD.accepts(pg.RepeatedGame(DILEMMA, ["1/2", "1/2"]))


def test_a_game_is_prepared_once():
    stage = pg.NormalFormGame(DILEMMA.payoffs.tolist())
    approximate(pg.RepeatedGame(stage, "1/2"))
    known = abreu_sannikov._prepared(stage)
    approximate(pg.RepeatedGame(stage, "1/3"))
    assert abreu_sannikov._prepared(stage) is known

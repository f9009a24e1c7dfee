"""One game at many discount factors: each answer is the one that it has alone."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.wire.analyses import factors, read_sweep_request, sweep_request
from policygames.wire.requests import Question
from strategies import tied_games_of

GAME = pg.RepeatedGame(pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]]), 0)
FACTORS = [0, "1/10", "1/2", 0.75, "19/20"]


def test_each_solution_is_that_of_its_discount_factor():
    sweep = pg.solve(GAME, "subgame_perfect", discounts=FACTORS)
    alone = [pg.solve(GAME.at(factor), "subgame_perfect") for factor in FACTORS]
    assert list(sweep) == alone
    assert (len(sweep), sweep[-1], sweep.coverage) == (5, alone[-1], tuple(one.coverage for one in alone))
    assert sweep.vertices[sweep.offsets[2] : sweep.offsets[3]].tolist() == alone[2].payoff_set.vertices.tolist()


@settings(max_examples=25)
@given(tied_games_of((2, 3)), st.permutations([0, 0.1, 0.3, 0.5, 0.5, 0.8, 0.95]))
def test_without_proofs_neighbours_change_nothing(stage, factors):
    game = pg.RepeatedGame(stage, 0)
    sweep = pg.solve(game, "subgame_perfect", discounts=np.array(factors), certify=False)
    for factor, solution in zip(factors, sweep, strict=True):
        alone = pg.solve(game.at(factor), "subgame_perfect", certify=False)
        np.testing.assert_allclose(solution.payoff_set.vertices, alone.payoff_set.vertices, atol=1e-9)
        assert solution.warnings[0] == alone.warnings[0]


def test_no_factors_no_solutions():
    assert list(pg.solve(GAME, "subgame_perfect", discounts=[])) == []


@pytest.mark.parametrize("certify", [True, False])
@pytest.mark.parametrize(
    ("discounts", "reason", "path"),
    [
        ([0.5, 1], "DISCOUNT_RANGE", "discounts[1]"),
        ([0, float("nan")], "DISCOUNT_RANGE", "discounts[1]"),
        (np.array([0.5, np.inf]), "DISCOUNT_RANGE", "discounts[1]"),
        (["NaN"], "DISCOUNT_RANGE", "discounts[0]"),
        (0.5, "OPTION_RANGE", "discounts"),
        (["x"], "NOT_A_NUMBER", "discounts[0]"),
    ],
)
def test_what_is_no_list_of_factors_is_refused(discounts, reason, path, certify):
    with pytest.raises(pg.GameError) as refusal:
        pg.solve(GAME, "subgame_perfect", discounts=discounts, certify=certify)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)
    with pytest.raises(pg.GameError) as elsewhere:
        factors(GAME, discounts)
    assert (str(elsewhere.value), vars(elsewhere.value)) == (str(refusal.value), vars(refusal.value))


@pytest.mark.parametrize("text", ["nan", "-inf", "1", "-1/9"])
def test_a_server_refuses_factors_that_no_client_sends(text):
    message = sweep_request(Question(GAME, "subgame_perfect"), [Fraction(1, 2)])
    message.discounts.append(text)
    with pytest.raises(pg.GameError) as refusal:
        read_sweep_request(message)
    assert (refusal.value.reason, refusal.value.path) == ("DISCOUNT_RANGE", "discounts[1]")
    assert refusal.value.variables == {"value": text, "allowed": "[0, 1)"}


def test_full_patience_is_asked_about_where_the_game_ends():
    game = pg.RepeatedGame(GAME.stage_game, 0, periods=2)
    question, discounts = read_sweep_request(sweep_request(Question(game, "subgame_perfect"), factors(game, [1, 0.5])))
    assert (question.game, discounts) == (game, (1, Fraction(1, 2)))


def test_one_shot_games_have_no_discount_factor():
    with pytest.raises(pg.GameError, match="no discount factor"):
        pg.solve(GAME.stage_game, "nash", discounts=[0.5])

"""Repeated games: what is refused, with its place; what comes back from plain data and pickles."""

import json
from decimal import Decimal
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from copies import pickled
from policygames.games import game_from_dict
from policygames.games.spelling import digest_of

STAGE = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
MONITORING = pg.PublicMonitoring(["good", "bad"], [[["2/3", "1/3"], [0, 1]], [[0.5, 0.5], [1, 0]]])

DISCOUNTS = [
    (1, "DISCOUNT_RANGE", "discount"),
    ("1.0", "DISCOUNT_RANGE", "discount"),
    (-1e-300, "DISCOUNT_RANGE", "discount"),
    (float("nan"), "DISCOUNT_RANGE", "discount"),
    ("inf", "DISCOUNT_RANGE", "discount"),
    (True, "NOT_A_NUMBER", "discount"),
    (None, "NOT_A_NUMBER", "discount"),
    ("half", "NOT_A_NUMBER", "discount"),
    ("1/0", "NOT_A_NUMBER", "discount"),
    ("1e-999999999", "PAYOFF_RANGE", "discount"),
    ([0.5], "SHAPE_DATA_MISMATCH", "discount"),
    ([], "SHAPE_DATA_MISMATCH", "discount"),
    ([0.5, 0.5, 0.5], "SHAPE_DATA_MISMATCH", "discount"),
    ([0.5, 1], "DISCOUNT_RANGE", "discount[1]"),
    ([0.5, None], "NOT_A_NUMBER", "discount[1]"),
    ([False, 0.5], "NOT_A_NUMBER", "discount[0]"),
    ([[0.5], 0.5], "NOT_A_NUMBER", "discount[0]"),
]


@pytest.mark.parametrize(("discount", "reason", "path"), DISCOUNTS, ids=lambda value: ascii(value)[:20])
def test_a_bad_discount_factor_is_refused_with_its_place(discount, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.RepeatedGame(STAGE, discount)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


@pytest.mark.parametrize(
    "half", [0.5, "0.5", "1/2", Decimal("0.5"), Fraction(1, 2), np.float32(0.5), [0.5, "1/2"]], ids=repr
)
def test_a_discount_factor_is_exact_however_it_is_written(half):
    assert pg.RepeatedGame(STAGE, half) == pg.RepeatedGame(STAGE, "1/2")
    assert pg.RepeatedGame(STAGE, half).discount == (Fraction(1, 2),) * 2


def test_no_patience_is_allowed_and_full_patience_where_the_game_ends():
    assert pg.RepeatedGame(STAGE, 0).discount == (0, 0)
    assert pg.RepeatedGame(STAGE, 1, periods=3).discount == (1, 1)


OTHERS = [
    ({"periods": 0}, "OPTION_RANGE", "periods"),
    ({"periods": -1}, "OPTION_RANGE", "periods"),
    ({"periods": True}, "OPTION_RANGE", "periods"),
    ({"periods": 2.0}, "OPTION_RANGE", "periods"),
    ({"periods": 10**9}, "OPTION_RANGE", "periods"),
    ({"monitoring": "private"}, "UNSUPPORTED_MONITORING", "monitoring"),
    ({"monitoring": pg.PublicMonitoring(["s"], [[[1]]])}, "SHAPE_DATA_MISMATCH", "monitoring.probabilities"),
]


@pytest.mark.parametrize(("options", "reason", "path"), OTHERS, ids=lambda value: ascii(value)[:20])
def test_a_bad_option_is_refused_with_its_place(options, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.RepeatedGame(STAGE, "1/2", **options)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


def test_the_stage_game_is_a_game_in_normal_form():
    with pytest.raises(pg.GameError) as refusal:
        pg.RepeatedGame([[[1]], [[1]]], "1/2")
    assert refusal.value.path == "stage_game"


GAMES = [
    pg.RepeatedGame(STAGE, "1/3"),
    pg.RepeatedGame(STAGE, ["1/3", 0.1], public_randomization=False),
    pg.RepeatedGame(STAGE, "1/3", MONITORING),
    pg.RepeatedGame(STAGE, "1/3", transfers=True),
    pg.RepeatedGame(STAGE, 1, periods=4),
]


@pytest.mark.parametrize("game", GAMES, ids=range(len(GAMES)))
def test_games_come_back_from_plain_data_and_from_pickles(game):
    for again in (game_from_dict(json.loads(json.dumps(game.to_dict()))), pickled(game)):
        assert again == game
        assert hash(again) == hash(game)
        assert vars(again).keys() >= {"stage_game", "discount", "monitoring"}


def test_games_that_differ_in_any_field_have_different_digests():
    assert len({game.digest for game in [*GAMES, STAGE]}) == len(GAMES) + 1
    assert GAMES[0] != STAGE


TRICKY = pg.NormalFormGame([[[2, 0], [3, "1/3"]], [[2, 3], [0, 1]]], ('"payoffs":null', "stage_game"))


@pytest.mark.parametrize("game", [*GAMES, pg.RepeatedGame(TRICKY, "1/3", MONITORING)], ids=range(len(GAMES) + 1))
def test_digests_are_taken_over_the_plain_data(game):
    assert game.digest == digest_of(game.to_dict())


def test_another_discount_factor_changes_nothing_else():
    for game in GAMES:
        assert game.at(game.discount) == game
        assert game.at_each([game.discount, 0]) == [game, game.at(0)]
        assert game.at("1/7").discount == (Fraction(1, 7),) * 2


BAD_PLAIN = [
    {"discount": ["x", "1/2"]},
    {"discount": None},
    {"stage_game": []},
    {"monitoring": {"signals": ["s"]}},
    {"monitoring": {"signals": ["s"], "shape": [0, 0], "probabilities": []}},
    {"monitoring": {"signals": ["s"], "shape": [2, 2], "probabilities": [["1/1"]]}},
    {"monitoring": {"signals": 3, "shape": "ab", "probabilities": 7}},
    {"monitoring": 7},
    {"periods": "3"},
]


@pytest.mark.parametrize("change", BAD_PLAIN, ids=range(len(BAD_PLAIN)))
def test_plain_data_that_is_no_repeated_game_is_refused(change):
    with pytest.raises(pg.GameError):
        game_from_dict(GAMES[2].to_dict() | change)


@pytest.mark.parametrize(("discounts", "path"), [([0, 1], "discounts[1]"), ([[0, 1.5]], "discounts[0][1]")])
def test_a_bad_discount_factor_of_many_is_refused_with_its_place(discounts, path):
    with pytest.raises(pg.GameError) as refusal:
        GAMES[0].at_each(discounts)
    assert refusal.value.path == path

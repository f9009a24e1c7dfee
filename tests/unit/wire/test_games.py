"""Games over the wire: the same game arrives, and what is no game is refused with its reason and place."""

import math
from contextlib import contextmanager, suppress
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import GameError, UnsupportedError
from policygames.games.limits import MAX_ACTIONS, MAX_PAYOFFS
from policygames.v1 import games_pb2 as pb
from policygames.wire.games import game_message, read_game, read_stage_game
from strategies import games

THIRD = Fraction(1, 3)


def sent(game):
    """The game that arrives."""
    return read_game(pb.Game.FromString(game_message(game).SerializeToString()))


def two_by_two(**fields):
    """A message of a game of shape (2, 2), some of its fields others."""
    return pb.NormalFormGame(**{"shape": [2, 2], "payoffs": range(8)} | fields)


def refused(message):
    """Reason and path of the refusal of a game."""
    with pytest.raises(GameError) as caught:
        read_game(pb.Game.FromString(message.SerializeToString()))
    return caught.value.reason, caught.value.path


@given(st.one_of(games(), games(st.just(3), most=2)))
def test_the_same_game_arrives(game):
    arrived = sent(game)
    assert arrived == game
    assert (arrived.players, arrived.actions, arrived.denominators) == (game.players, game.actions, game.denominators)
    assert np.array_equal(np.array(arrived.numerators), np.array(game.numerators))


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=8, max_size=8))
def test_every_float_travels_as_itself(values):
    game = pg.NormalFormGame(np.array(values).reshape(2, 2, 2))
    message = game_message(game).normal_form
    assert list(message.payoffs) == values
    assert sent(game) == game


@pytest.mark.parametrize(
    "payoff",
    [
        *(
            "1/3",
            "0.1",
            0.1,
            -0.0,
            5e-324,
            1e-308,
            1.7976931348623157e308,
            2**53 + 1,
            2**63,
            -(2**63),
            10**300,
            10**400,
        ),
        Fraction(2**4095 + 1, 2**4095 - 1),
        Fraction(1, 2**1074),
        Fraction(3, 2**1075),
        Fraction(1, 2**4095),
    ],
)
def test_hostile_numbers_arrive_exactly(payoff):
    game = pg.NormalFormGame([[[payoff, 1], [0, 2]], [[1, 0], [payoff, 3]]])
    assert (sent(game).payoffs == game.payoffs).all()


def test_floats_travel_packed_and_one_third_makes_texts_of_all():
    floats = game_message(pg.NormalFormGame([[[1, 0.5]], [[2, -0.25]]])).normal_form
    assert (list(floats.payoffs), list(floats.exact_payoffs)) == ([1.0, 0.5, 2.0, -0.25], [])
    texts = game_message(pg.NormalFormGame([[[1, 0.5]], [[2, "1/3"]]])).normal_form
    assert (list(texts.payoffs), list(texts.exact_payoffs)) == ([], ["1", "1/2", "2", "1/3"])


def test_names_travel_and_default_names_do_not():
    named = pg.NormalFormGame([[[1], [2]], [[3], [4]]], ("Île", "B"), (("a", "b"), ("c",)))
    assert (sent(named).players, sent(named).actions) == (("Île", "B"), (("a", "b"), ("c",)))
    plain = game_message(pg.NormalFormGame([[[1], [2]], [[3], [4]]])).normal_form
    assert (len(plain.players), len(plain.actions)) == (0, 0)


def test_payoffs_travel_player_by_player_the_last_player_fastest():
    payoffs = np.arange(3 * 2 * 3 * 4).reshape(3, 2, 3, 4)
    message = game_message(pg.NormalFormGame(payoffs)).normal_form
    assert list(message.shape) == [2, 3, 4]
    assert list(message.payoffs) == payoffs.ravel().tolist()


def repeated_games():
    """Repeated games of all kinds."""
    stage = pg.NormalFormGame([[[2, 0], [3, "1/3"]], [[2, 3], [0, 1]]], ("A", "B"), (("c", "d"), ("C", "D")))
    signal = pg.PublicMonitoring(("good", "bad"), [[["2/3", "1/3"], [0.5, 0.5]], [["1/7", "6/7"], [0, 1]]])
    return [
        pg.RepeatedGame(stage, "1/3"),
        pg.RepeatedGame(stage, ("1/3", Fraction(2**4000, 2**4000 + 1))),
        pg.RepeatedGame(stage, "0.9", signal, transfers=True),
        pg.RepeatedGame(stage, 0, public_randomization=False),
        pg.RepeatedGame(stage, 1, periods=10),
    ]


@pytest.mark.parametrize("game", repeated_games())
def test_the_same_repeated_game_arrives(game):
    arrived = sent(game)
    assert (arrived, arrived.to_dict()) == (game, game.to_dict())


def test_one_discount_factor_stands_for_all_and_a_public_coin_for_granted():
    stage = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
    message = game_message(pg.RepeatedGame(stage, "1/3"))
    del message.repeated.discount[1:]
    message.repeated.ClearField("public_randomization")
    assert read_game(message) == pg.RepeatedGame(stage, "1/3")


def test_a_missing_game_and_one_of_an_unknown_kind_are_refused():
    assert refused(pb.Game()) == ("MISSING_GAME", "game")
    later = pb.Game.FromString(bytes([15 << 3 | 2, 0]))  # field 15, empty
    assert refused(later) == ("MISSING_GAME", "game")


@pytest.mark.parametrize(
    ("fields", "reason", "path"),
    [
        ({"shape": []}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"shape": [2, 2, 2]}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"shape": [2147483647] * 3, "payoffs": [1]}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"shape": [2**62, 4], "payoffs": []}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"shape": [2**63 - 1] * 31}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"payoffs": range(7)}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"payoffs": range(9)}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"payoffs": []}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"exact_payoffs": ["1"] * 8}, "SHAPE_DATA_MISMATCH", "game.exact_payoffs"),
        ({"shape": [2, 0], "payoffs": []}, "EMPTY_ACTION_SET", "game.shape"),
        ({"shape": [2, 0]}, "EMPTY_ACTION_SET", "game.shape"),
        ({"shape": [-1, -8], "payoffs": range(16)}, "EMPTY_ACTION_SET", "game.shape"),
        ({"shape": [8]}, "TOO_FEW_PLAYERS", "game.shape"),
        ({"shape": [2] * 65}, "GAME_TOO_LARGE", "game.shape"),
        ({"shape": [1] * 65, "payoffs": [0] * 65}, "GAME_TOO_LARGE", "game.shape"),
        ({"shape": [1, MAX_ACTIONS], "payoffs": [0] * 2 * MAX_ACTIONS}, "GAME_TOO_LARGE", "game.shape"),
        ({"shape": [2, MAX_PAYOFFS // 2], "payoffs": [0] * 2 * MAX_PAYOFFS}, "GAME_TOO_LARGE", "game.shape"),
        ({"players": ["a", "b", "c"]}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"actions": [pb.ActionNames(names=["a", "b"])]}, "SHAPE_DATA_MISMATCH", "game.shape"),
        ({"payoffs": [0, 1, 2, 3, 4, 5, math.nan, 7]}, "NON_FINITE_PAYOFF", "game.payoffs[1][1][0]"),
        ({"payoffs": [0, math.inf, 2, 3, 4, 5, math.nan, 7]}, "NON_FINITE_PAYOFF", "game.payoffs[0][0][1]"),
        ({"payoffs": [-math.inf, 1, 2, 3, 4, 5, 6, 7]}, "NON_FINITE_PAYOFF", "game.payoffs[0][0][0]"),
    ],
)
def test_bad_shapes_and_payoffs_are_refused(fields, reason, path):
    assert refused(pb.Game(normal_form=two_by_two(**fields))) == (reason, path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("one", "NOT_A_NUMBER"),
        ("nan", "NON_FINITE_PAYOFF"),
        ("1/0", "NOT_A_NUMBER"),
        ("1e9999", "PAYOFF_RANGE"),
        ("", "NOT_A_NUMBER"),
    ],
)
def test_texts_that_are_no_payoffs_are_refused(text, reason):
    message = two_by_two(payoffs=[], exact_payoffs=["1", "2", "3", "4", "5", "6", text, "8"])
    assert refused(pb.Game(normal_form=message)) == (reason, "game.payoffs[1][1][0]")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a", "DUPLICATE_LABEL"),
        ("", "BAD_LABEL"),
        (" ", "BAD_LABEL"),
        ("x\u202ey", "BAD_LABEL"),
        ("x\0", "BAD_LABEL"),
        ("x\n", "BAD_LABEL"),
        ("é" * 129, "LABEL_TOO_LONG"),
    ],
)
def test_bad_names_are_refused(name, reason):
    players = two_by_two(players=["a", name])
    assert refused(pb.Game(normal_form=players)) == (reason, "game.players[1]")
    actions = two_by_two(actions=[pb.ActionNames(names=["x", "y"]), pb.ActionNames(names=["a", name])])
    assert refused(pb.Game(normal_form=actions)) == (reason, "game.actions[1][1]")


def test_names_that_are_equal_once_normalized_are_refused():
    message = two_by_two(players=["\u00e9", "e\u0301"])
    assert refused(pb.Game(normal_form=message)) == ("DUPLICATE_LABEL", "game.players[1]")


def test_a_wrong_count_of_names_is_refused():
    message = two_by_two(actions=[pb.ActionNames(names=["x", "y"]), pb.ActionNames(names=["a"])])
    assert refused(pb.Game(normal_form=message)) == ("SHAPE_DATA_MISMATCH", "game.actions[1]")


def repeated(**fields):
    """A message of a repeated game, some of its fields others."""
    chosen = {"stage_game": two_by_two(), "discount": ["1/2"], "perfect": pb.PerfectMonitoring()} | fields
    return pb.Game(repeated=pb.RepeatedGame(**{name: value for name, value in chosen.items() if value is not None}))


def signals(names, chances):
    """Fields of a repeated game with public monitoring."""
    return {"perfect": None, "public": pb.PublicMonitoring(signals=names, probabilities=chances)}


@pytest.mark.parametrize(
    ("fields", "reason", "path"),
    [
        ({"stage_game": None}, "MISSING_GAME", "game.stage_game"),
        ({"stage_game": two_by_two(shape=[])}, "SHAPE_DATA_MISMATCH", "game.stage_game.shape"),
        ({"discount": ["1"]}, "DISCOUNT_RANGE", "game.discount"),
        ({"discount": ["nan"]}, "DISCOUNT_RANGE", "game.discount"),
        ({"discount": ["1/2", "-0.1"]}, "DISCOUNT_RANGE", "game.discount[1]"),
        ({"discount": ["1/2", "half"]}, "NOT_A_NUMBER", "game.discount[1]"),
        ({"discount": []}, "SHAPE_DATA_MISMATCH", "game.discount"),
        ({"discount": ["1/2"] * 3}, "SHAPE_DATA_MISMATCH", "game.discount"),
        ({"periods": 0}, "OPTION_RANGE", "game.periods"),
        ({"periods": 2**62}, "OPTION_RANGE", "game.periods"),
        ({"perfect": None}, "UNSUPPORTED_MONITORING", "game.monitoring"),
        (signals([], []), "SHAPE_DATA_MISMATCH", "game.monitoring.probabilities"),
        (signals(["a", "b"], ["1"] * 7), "SHAPE_DATA_MISMATCH", "game.monitoring.probabilities"),
        (signals(["a", "a"], ["1", "0"] * 4), "DUPLICATE_LABEL", "game.monitoring.signals[1]"),
        (signals(["a", "b"], ["1", "0"] * 3 + ["1", "1"]), "PROBABILITY_RANGE", "game.monitoring.probabilities[1][1]"),
        (signals(["a", "b"], ["2", "-1"] + ["1", "0"] * 3), "PROBABILITY_RANGE", "game.monitoring.probabilities[0][0]"),
        (signals(["a", "b"], ["1", "x"] + ["1", "0"] * 3), "NOT_A_NUMBER", "game.monitoring.probabilities[0][0][1]"),
    ],
)
def test_bad_repeated_games_are_refused(fields, reason, path):
    assert refused(repeated(**fields)) == (reason, path)


def test_a_stage_game_is_in_normal_form():
    stage = pg.NormalFormGame([[[1, 2]], [[3, 4]]])
    assert read_stage_game(game_message(stage)) == stage
    with pytest.raises(GameError) as caught:
        read_stage_game(repeated())
    assert (caught.value.reason, caught.value.path) == ("MISSING_GAME", "game")


def test_a_kind_of_game_without_a_message_is_refused_by_name():
    with pytest.raises(UnsupportedError, match="type str cannot be sent") as caught:
        game_message("rock paper scissors")
    assert set(caught.value.choices) >= {"NormalFormGame", "RepeatedGame"}


SHAPES = st.lists(st.integers(-1, 3), max_size=4)
NAMES = st.lists(st.text(max_size=3), max_size=3)


@given(SHAPES, st.lists(st.floats(), max_size=16), NAMES)
def test_any_message_is_a_game_or_is_refused_under_game(shape, payoffs, players):
    with suppress(GameError), raised_under("game"):
        read_game(pb.Game(normal_form=pb.NormalFormGame(shape=shape, payoffs=payoffs, players=players)))


@contextmanager
def raised_under(prefix):
    """Fails where a GameError has a path that does not begin with `prefix`."""
    try:
        yield
    except GameError as error:
        if not error.path.startswith(prefix):
            raise AssertionError(error.path) from error
        raise

"""Questions over the wire: game, concept, method, limits and options arrive as they were asked."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import CertificateError, GameError
from policygames.games.interventions.patience import PatienceQuestion
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.options import option_messages, read_options
from policygames.wire.requests import (
    Question,
    critical_discount_request,
    patience_question,
    read_critical_discount_request,
    read_solve_request,
    read_verify_request,
    solve_request,
    solve_stream_request,
    verify_request,
)
from strategies import games

DILEMMA = pg.NormalFormGame([[[2, 0], [3, "1/3"]], [[2, 3], [0, 1]]], ("Row", "Column"), (("c", "d"), ("C", "D")))
VALUES = st.recursive(
    st.text() | st.booleans() | st.integers() | st.fractions().filter(lambda value: value.denominator > 1),
    lambda values: st.lists(values).map(tuple),
    max_leaves=8,
)


METHODS = st.none() | st.text(min_size=1)
LIMITS = st.none() | st.integers(-(2**63), 2**63 - 1)


@given(games(), st.text(), METHODS, LIMITS, st.dictionaries(st.text(), VALUES))
def test_the_same_question_arrives(game, concept, method, most, options):
    question = Question(game, concept, method, most, options)
    data = solve_request(question).SerializeToString()
    assert read_solve_request(pb.SolveRequest.FromString(data)) == question
    stream = pb.SolveStreamRequest.FromString(solve_stream_request(question).SerializeToString())
    assert read_solve_request(stream.request) == question


def test_truth_values_do_not_arrive_as_numbers():
    options = read_options(option_messages({"flag": True, "number": 1}))
    assert [type(value) for value in options.values()] == [bool, int]


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (0.1, Fraction(0.1)),
        (Decimal("0.1"), Fraction(1, 10)),
        (np.float64(2.0), 2),
        (np.int64(3), 3),
        (np.array([0.5, 1.0]), (Fraction(1, 2), 1)),
        ([1, ("1/3", [2])], (1, ("1/3", (2,)))),
        ((), ()),
    ],
)
def test_other_values_arrive_as_what_they_are_worth(value, arrives):
    assert read_options(option_messages({"weights": value})) == {"weights": arrives}


def test_an_option_that_is_none_is_not_sent():
    assert option_messages({"leader": None}) == {}


@pytest.mark.parametrize("value", [float("nan"), object(), 1j, {"a": 1}, {1, 2}])
def test_values_that_no_option_has_are_refused_by_name(value):
    with pytest.raises(GameError) as caught:
        option_messages({"weights": [1, value]})
    assert caught.value.path == "options.weights[1]"


def test_an_option_of_an_unknown_kind_is_refused():
    with pytest.raises(GameError) as caught:
        read_options({"weights": pb.OptionValue(list=pb.OptionList(values=[pb.OptionValue()]))})
    assert (caught.value.reason, caught.value.path) == ("OPTION_RANGE", "options.weights[0]")


def test_an_option_that_is_no_number_is_refused():
    with pytest.raises(GameError) as caught:
        read_options({"precision": pb.OptionValue(number="much")})
    assert (caught.value.reason, caught.value.path) == ("NOT_A_NUMBER", "options.precision")


def test_an_empty_request_misses_its_game():
    for read, message in [
        (read_solve_request, pb.SolveRequest()),
        (read_critical_discount_request, pb.CriticalDiscountRequest()),
        (read_verify_request, pb.VerifyRequest()),
    ]:
        with pytest.raises(GameError) as caught:
            read(message)
        assert (caught.value.reason, caught.value.path) == ("MISSING_GAME", "game")


def test_a_limit_that_no_list_reaches_is_sent_as_the_largest_there_is():
    request = solve_request(Question(DILEMMA, max_equilibria=2**70))
    assert request.max_equilibria == 2**63 - 1


@pytest.mark.parametrize(
    ("punishment", "resolved"),
    [
        ("grim", "grim"),
        (("d", "D"), ((0, 1), (0, 1))),
        ((1, 1), ((0, 1), (0, 1))),
        (((0, 1), ("1/3", "2/3")), ((0, 1), (Fraction(1, 3), Fraction(2, 3)))),
    ],
)
def test_the_same_question_about_patience_arrives(punishment, resolved):
    question = patience_question(DILEMMA, ("c", "C"), punishment, transfers=True)
    assert question == PatienceQuestion(DILEMMA, ((0, 0),), resolved, transfers=True)
    data = critical_discount_request(question).SerializeToString()
    assert read_critical_discount_request(pb.CriticalDiscountRequest.FromString(data)) == question


@pytest.mark.parametrize(
    ("path", "punishment"),
    [
        (("c", "X"), "grim"),
        (("c",), "grim"),
        ("cC", "grim"),
        (("c", "C"), ("d", "X")),
        (("c", "C"), ()),
        (("c", "C"), 3),
        (("c", "C"), ("d", (0, 1))),
        (("c", "C"), ("d", 1.5)),
        (("c", "C"), ((0, 1), (0, "x"))),
        (("c", "C"), ((0, 1), (0, float("nan")))),
    ],
)
def test_a_bad_question_about_patience_is_refused_as_it_is_locally(path, punishment):
    with pytest.raises(GameError) as local:
        pg.critical_discount(DILEMMA, path, punishment=punishment)
    with pytest.raises(GameError) as remote:
        patience_question(DILEMMA, path, punishment, transfers=False)
    assert vars(remote.value) == vars(local.value)
    assert str(remote.value) == str(local.value)


def test_a_path_of_several_profiles_arrives():
    question = patience_question(DILEMMA, [("c", "C"), ("d", "D")], "grim", transfers=False)
    data = critical_discount_request(question).SerializeToString()
    assert read_critical_discount_request(pb.CriticalDiscountRequest.FromString(data)) == question
    assert question.path == ((0, 0), (1, 1))


def test_an_empty_path_is_refused():
    message = critical_discount_request(PatienceQuestion(DILEMMA, ((0, 0),), "grim"))
    message.ClearField("path")
    with pytest.raises(GameError, match="at least one profile"):
        read_critical_discount_request(message)


def test_a_missing_punishment_is_refused():
    message = critical_discount_request(PatienceQuestion(DILEMMA, ((0, 0),), "grim"))
    message.ClearField("named")
    with pytest.raises(GameError) as caught:
        read_critical_discount_request(message)
    assert (caught.value.reason, caught.value.path) == ("OPTION_RANGE", "punishment")


def test_the_same_solution_arrives_to_be_checked():
    solution = pg.solve(DILEMMA)
    message = pb.VerifyRequest.FromString(verify_request(solution).SerializeToString())
    assert read_verify_request(message) == solution


def test_a_solution_of_another_game_than_was_sent_is_refused():
    message = verify_request(pg.solve(DILEMMA))
    message.game.normal_form.players[0] = "Somebody else"
    with pytest.raises(CertificateError) as caught:
        read_verify_request(message)
    assert caught.value.reason == "ANOTHER_GAME"

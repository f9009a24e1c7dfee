"""What is solved in the serving process is, to the byte, what the loop finds."""

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.wire.requests import Question, solve_request
from policygames.wire.responses import header
from policygames.wire.solutions import read_solution, solution_message
from policygames_server.tiny import Tiny

HUNT = pg.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])


@pytest.fixture(scope="module")
def tiny():
    return Tiny()


def body(game, concept="nash", **question):
    return solve_request(Question(game, concept, **question)).SerializeToString()


def numbers(most):
    return st.lists(st.integers(-most, most), min_size=8, max_size=8)


@given(st.sampled_from([1, 2, 9, 10**6, 2**53 - 1]).flatmap(numbers))
def test_it_answers_as_the_loop_does(tiny, payoffs):
    game = pg.NormalFormGame(np.array(payoffs).reshape(2, 2, 2))
    found = tiny.response(body(game))
    expected = solution_message(pg.solve(game, "nash"))
    assert found.solution.SerializeToString() == expected.SerializeToString()
    assert found.header.game_digest == game.digest
    assert found.header.method == expected.method


def test_every_kind_of_ties_is_proven_again_by_whoever_asks(tiny):
    """All 3^4 patterns of which action is better, from numbers that no template was made of."""
    for signs in np.ndindex(3, 3, 3, 3):
        one, two, three, four = (7 * (sign - 1) for sign in signs)
        game = pg.NormalFormGame([[[5 + one, 11 + two], [5, 11]], [[3 + three, 3], [2 + four, 2]]])
        solution = read_solution(tiny.response(body(game)).solution, game)
        assert solution.verify() == ()


@pytest.mark.parametrize(
    "asked",
    [
        body(HUNT, "pure_nash"),
        body(HUNT, max_equilibria=1),
        body(HUNT, method="support_enumeration"),
        body(HUNT, certify=False),
        body(pg.NormalFormGame(HUNT.payoffs.tolist(), ("a" * 250, "b" * 250))),
        body(pg.NormalFormGame([[[0.1, 0], [0, 1]], [[1, 0], [0, 2]]])),
        body(pg.NormalFormGame([[[f"{2**53}/3", 0], [0, 1]], [[1, 0], [0, 2]]])),
        body(pg.NormalFormGame([[[2.0**53, 0], [0, 1]], [[1, 0], [0, 2]]])),
        body(pg.NormalFormGame([[[2, 0, 1], [0, 1, 1]], [[1, 0, 1], [0, 2, 1]]])),
        b"",
        body(HUNT)[:-1] + b"\xff",
    ],
)
def test_all_else_is_left_to_workers(tiny, asked):
    assert tiny.response(asked) is None


FRACTIONS = st.fractions(-20, 20, max_denominator=12)


@given(st.lists(FRACTIONS, min_size=8, max_size=8), st.booleans())
def test_names_and_fractions_are_answered_as_the_loop_does(tiny, payoffs, named):
    names = ("United States", "中国"), (("trade", "control"), ("buy", "boycott"))
    game = pg.NormalFormGame(np.array(payoffs).reshape(2, 2, 2), *(names if named else ()))
    found = tiny.response(body(game))
    expected = solution_message(pg.solve(game, "nash"))
    assert found.solution.SerializeToString() == expected.SerializeToString()
    assert (found.header.game_digest, found.header.method) == (game.digest, expected.method)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 0.1])
def test_numbers_that_are_none_or_rounded_are_left_to_workers(tiny, number):
    request = solve_request(Question(HUNT))
    request.game.normal_form.payoffs[3] = number
    assert tiny.response(request.SerializeToString()) is None


@given(st.binary(max_size=120))
def test_hostile_bytes_are_left_to_workers(tiny, asked):
    assert tiny.response(asked) is None


@given(st.binary(min_size=64, max_size=64))
def test_hostile_payoffs_are_answered_or_left_to_workers(tiny, payoffs):
    whole = body(HUNT)
    start = whole.index(np.array([2.0, 0, 0, 1, 1, 0, 0, 2]).tobytes())
    found = tiny.response(whole[:start] + payoffs + whole[start + 64 :])
    assert found is None or len(found.solution.equilibria) > 0


def test_an_answer_says_nothing_of_the_one_before(tiny):
    first = tiny.response(body(HUNT)).SerializeToString()
    tiny.response(body(pg.NormalFormGame([[[9, 0], [0, 1]], [[1, 0], [0, 9]]])))
    again = tiny.response(body(HUNT))
    again.header.seconds = header(0).seconds
    fresh = Tiny().response(body(HUNT))
    fresh.header.seconds = again.header.seconds
    assert again == fresh
    assert len(first) > 0

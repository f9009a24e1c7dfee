"""Remote is local: the same answers and the same errors, whichever client asks."""

import asyncio

import policygames as pg
import policygames_client
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policygames.errors import CertificateError, GameError, PolicyGamesError, UnsupportedError
from policygames.results import Equilibrium, Solution
from strategies import games

STAGE = pg.NormalFormGame([[[2, 0], [3, "1/3"]], [[2, 3], [0, "1/3"]]], ("A", "B"), (("c", "d"), ("C", "D")))
CHICKEN = pg.NormalFormGame([[["1/3", 2], [3, 0]], [["1/3", 3], [2, 0]]])
QUESTIONS = [
    (CHICKEN, "nash", {}),
    (CHICKEN, "nash", {"max_equilibria": 1}),
    (CHICKEN, "nash", {"method": "vertex_enumeration"}),
    (CHICKEN, "pure_nash", {}),
    (pg.NormalFormGame([[[1, -1], [-1, "1/3"]], [[-1, 1], [1, "-1/3"]]]), "zero_sum", {}),
    (pg.NormalFormGame([[[[1, 0], [0, "1/3"]]]] * 3), "pure_nash", {}),
    (pg.RepeatedGame(STAGE, ("3/8", "1/2")), "subgame_perfect", {"method": "grim_trigger"}),
]
MISTAKES = [
    ("nsh", {}),
    ("", {}),
    ("nash", {"method": "lemke"}),
    ("nash", {"method": "linear_programming"}),
    ("zero_sum", {}),
    ("subgame_perfect", {}),
    ("nash", {"leader": 1}),
    ("nash", {"max_equilibria": 0}),
    ("nash", {"max_equilibria": -1}),
    ("nash", {"max_equilibria": True}),
    ("nash", {"deadline": 0}),
    ("nash", {"deadline": float("nan")}),
]


@pytest.mark.parametrize(("game", "concept", "limits"), QUESTIONS)
def test_the_same_solution_comes_back_and_verifies(ask, address, game, concept, limits):
    local, remote = pg.solve(game, concept, **limits), ask(address, "solve", game, concept, **limits)
    assert remote == local
    assert remote.game is game
    assert remote.verify() == local.verify() == ask(address, "verify", remote)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.one_of(games(), games(st.just(3), most=2)))
def test_remote_equals_local(address, game):
    with policygames_client.connect(address) as client:
        assert client.solve(game, "pure_nash") == pg.solve(game, "pure_nash")


@pytest.mark.parametrize(("game", "concept", "limits"), QUESTIONS)
def test_a_stream_brings_each_equilibrium_and_then_the_solution(ask, address, game, concept, limits):
    *equilibria, solution = ask(address, "stream", game, concept, **limits)
    assert all(isinstance(equilibrium, Equilibrium) for equilibrium in equilibria)
    assert tuple(equilibria) == solution.equilibria
    assert solution == pg.solve(game, concept, **limits)


@pytest.mark.parametrize("punishment", ["grim", ("d", "D"), ((0, 1), (0, 1))])
def test_the_same_threshold_comes_back_and_verifies(ask, address, punishment):
    remote = ask(address, "critical_discount", STAGE, ("c", "C"), punishment=punishment)
    assert remote == pg.critical_discount(STAGE, ("c", "C"), punishment=punishment)
    remote.verify()


def outcome(call):
    """Type, words and fields of what a call raises."""
    with pytest.raises(PolicyGamesError) as caught:
        call()
    return type(caught.value), str(caught.value), vars(caught.value)


@pytest.mark.parametrize(("concept", "fields"), MISTAKES)
@pytest.mark.parametrize("name", ["solve", "stream"])
def test_the_same_error_comes_back(ask, address, concept, fields, name):
    remote = outcome(lambda: ask(address, name, CHICKEN, concept, **fields))
    assert remote == outcome(lambda: pg.solve(CHICKEN, concept, **fields))


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (("c", "X"), {"punishment": "grim"}),
        (("c", "C"), {"punishment": ("c", "C")}),
        (("c", "C"), {"punishment": ((0, 1), (0, 2))}),
        (("c", "C"), {"punishment": "optimally"}),
        (("c", "C"), {"punishment": "grim", "transfers": True}),
    ],
)
def test_the_same_error_about_patience_comes_back(ask, address, path, fields):
    remote = outcome(lambda: ask(address, "critical_discount", STAGE, path, **fields))
    assert remote == outcome(lambda: pg.critical_discount(STAGE, path, **fields))


def test_a_false_solution_is_refused_by_the_server_as_here(ask, address):
    true = pg.solve(CHICKEN)
    false = Solution(CHICKEN, "pure_nash", true.method, true.equilibria, true.coverage, true.termination)
    remote = outcome(lambda: ask(address, "verify", false))
    assert remote == outcome(false.verify)
    assert remote[0] is CertificateError


def test_concepts_and_their_methods_are_those_of_the_server(ask, address):
    assert [(one.id, one.source, one.options) for one in ask(address, "concepts")] == [
        (one.id, one.source, tuple(one.options)) for one in pg.concepts()
    ]
    assert [(one.id, one.concept, one.source) for one in ask(address, "methods", "nash")] == [
        (one.id, one.concept, one.source) for one in pg.methods("nash")
    ]


def test_an_unknown_concept_has_no_methods_and_says_what_there_is(ask, address):
    remote = outcome(lambda: ask(address, "methods", "nsh"))
    assert remote == outcome(lambda: pg.methods("nsh"))
    assert remote[0] is UnsupportedError


def test_a_server_tells_its_version_and_limits(ask, address):
    info = ask(address, "server_info")
    assert (info.version, info.concepts, info.limits.max_players) == (pg.__version__, ("nash",), 7)


def test_options_arrive(ask, address):
    with pytest.raises(GameError, match="no option 'weights'"):
        ask(address, "solve", CHICKEN, weights=[1, "1/3"])


def test_many_questions_at_once_share_a_client(address):
    async def conversation():
        async with policygames_client.connect_async(address) as client:
            return await asyncio.gather(*(client.solve(CHICKEN) for _ in range(8)))

    assert asyncio.run(conversation()) == [pg.solve(CHICKEN)] * 8

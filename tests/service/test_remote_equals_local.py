"""What a server answers is what the solver answers here: the same objects, to the last digit, and the same errors."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from service.questions import STAG_HUNT
from strategies import DISCOUNTS, games

MIXED = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])


@given(game=games(), concept=st.sampled_from(["nash", "pure_nash"]))
def test_two_players(client, game, concept):
    assert client.solve(game, concept) == pg.solve(game, concept)


@given(game=games(players=st.just(3), most=2))
def test_three_players(client, game):
    assert client.solve(game, "pure_nash") == pg.solve(game, "pure_nash")


@given(game=games(most=2), discount=DISCOUNTS)
def test_repeated_games(client, game, discount):
    repeated = pg.RepeatedGame(game, discount)
    assert client.solve(repeated, "subgame_perfect") == pg.solve(repeated, "subgame_perfect")


@given(game=games())
def test_a_stream_gives_the_same_in_the_same_order(client, game):
    *equilibria, solution = client.stream(game)
    assert tuple(equilibria) == solution.equilibria
    assert solution == pg.solve(game)


@given(game=games())
def test_verifying_there_says_the_same_as_here(client, game):
    solution = pg.solve(game)
    assert client.verify(solution) == solution.verify()


def test_thirds_arrive_as_thirds(client):
    (third,) = set(client.solve(STAG_HUNT, "pure_nash").equilibria[0].exact_payoffs)
    assert third == Fraction(4, 3)


def test_a_threshold(client):
    dilemma = pg.NormalFormGame([[["1/3", 0], [1, "1/7"]], [["1/3", 1], [0, "1/7"]]])
    there = client.critical_discount(dilemma, (0, 0), punishment="grim")
    assert there == pg.critical_discount(dilemma, (0, 0), punishment="grim")
    assert there.exact == Fraction(7, 9)
    there.verify()


def test_a_limit_on_the_list(client):
    assert client.solve(STAG_HUNT, max_equilibria=1) == pg.solve(STAG_HUNT, max_equilibria=1)


WRONG = {
    "concept": lambda where: where.solve(STAG_HUNT, "nahs"),
    "no concept": lambda where: where.solve(STAG_HUNT, ""),
    "method": lambda where: where.solve(STAG_HUNT, method="nope"),
    "method of another concept": lambda where: where.solve(STAG_HUNT, "nash", method="pure_enumeration"),
    "method for other games": lambda where: where.solve(STAG_HUNT, "zero_sum"),
    "concept for other games": lambda where: where.solve(STAG_HUNT, "subgame_perfect"),
    "option": lambda where: where.solve(STAG_HUNT, leader=0),
    "maximum": lambda where: where.solve(STAG_HUNT, max_equilibria=0),
    "negative maximum": lambda where: where.solve(STAG_HUNT, max_equilibria=-1),
    "punishment": lambda where: where.critical_discount(STAG_HUNT, (0, 0), punishment="mild"),
    "no punishment": lambda where: where.critical_discount(MIXED, (0, 0), punishment="grim"),
    "no equilibrium": lambda where: where.critical_discount(STAG_HUNT, (0, 0), punishment=(0, 1)),
    "transfers": lambda where: where.critical_discount(STAG_HUNT, (0, 0), punishment="grim", transfers=True),
    "action": lambda where: where.critical_discount(STAG_HUNT, (0, 2), punishment="grim"),
}


def raised(ask, where):
    with pytest.raises(pg.PolicyGamesError) as caught:
        ask(where)
    error = caught.value
    return type(error), error.reason, error.path, error.message, getattr(error, "choices", None)


@pytest.mark.parametrize("ask", WRONG.values(), ids=WRONG)
def test_errors_are_the_same(client, ask, planted_here):
    assert raised(ask, client) == raised(ask, pg)


def test_a_false_solution_is_refused_there_too(client):
    solution = pg.solve(STAG_HUNT)
    false = pg.Solution.from_dict(solution.to_dict() | {"coverage": "NONE_EXIST"})
    with pytest.raises(pg.CertificateError) as here:
        false.verify()
    with pytest.raises(pg.CertificateError) as there:
        client.verify(false)
    assert str(there.value) == str(here.value)


def test_concepts_and_methods_are_listed_with_their_sources(client):
    listed = {concept.id: concept for concept in client.concepts()}
    assert sorted(listed) == [concept.id for concept in pg.concepts()]
    for concept in pg.concepts():
        assert (listed[concept.id].source, listed[concept.id].options) == (concept.source, concept.options)
        there = {(method.id, method.source) for method in listed[concept.id].methods}
        assert {(method.id, method.source) for method in pg.methods(concept.id)} <= there


def test_the_server_says_what_it_takes(client):
    info = client.server_info()
    assert info.version == pg.__version__
    assert info.limits.max_request_bytes == 16 * 2**20
    assert (info.limits.default_deadline, info.limits.max_deadline) == (60, 600)


def test_one_equilibrium_is_sought_by_the_same_method(client):
    payoffs = np.random.default_rng(5).integers(0, 10**6, (2, 45, 45))
    here, there = (asked.solve(pg.NormalFormGame(payoffs), max_equilibria=1) for asked in (pg, client))
    assert there == here
    assert len(there.equilibria) == 1


def by_digest(solution):
    """The solution of a game with too many bases to list, made of one with few."""
    components = tuple(replace(one, index=None) for one in solution.components)
    return replace(solution, components=components, proof=replace(solution.proof, lists=None))


def test_a_proof_by_digest_is_replayed_by_the_server_alone(client):
    solution = by_digest(pg.solve(STAG_HUNT))
    assert solution.verify()
    assert client.verify(solution) == ()


def test_a_false_proof_by_digest_is_refused_by_the_server(client):
    solution = by_digest(pg.solve(STAG_HUNT))
    with pytest.raises(pg.CertificateError):
        client.verify(replace(solution, proof=replace(solution.proof, sha256="0" * 64)))
    with pytest.raises(pg.CertificateError):
        client.verify(replace(solution, equilibria=solution.equilibria[:1], components=None))

"""Answers over the wire: they come back whole, they are about one game, and they verify where they arrive."""

from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import BasesProof, Coverage, Deviation, Kind, Reason, Refusal, Termination
from policygames.errors import CertificateError, GameError
from policygames.results import Component, Equilibrium, Solution
from policygames.v1 import solutions_pb2 as pb
from policygames.wire.certificates import read_refusal, refusal_message
from policygames.wire.solutions import (
    conclusion_message,
    equilibrium_message,
    read_equilibrium,
    read_solution,
    solution_message,
)
from strategies import automata_of, games, profiles_of

WHOLE = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.one_of(st.fractions(), st.sampled_from([Fraction(1, 3), Fraction(2**9000, 3**5000), Fraction(1, 2**1074)]))
PENNIES = pg.NormalFormGame([[["1/3", -1], [-1, "1/3"]], [[-1, 1], [1, -1]]])


def sent(solution):
    """The solution that arrives."""
    message = pb.Solution.FromString(solution_message(solution).SerializeToString())
    return read_solution(message, solution.game)


BASES = st.text("0123456789abcdef", max_size=12)
PROOFS = st.builds(BasesProof, st.tuples(WHOLE, WHOLE), st.text(), st.none() | st.tuples(BASES, BASES))


def components_of(equilibria, hulls):
    """Any components of a list of so many equilibria, with any subsets of such hulls."""
    positions = st.lists(st.integers(0, max(0, equilibria - 1)), max_size=3 if equilibria else 0).map(tuple)
    return st.builds(Component, positions, st.lists(hulls, max_size=2).map(tuple), st.none() | WHOLE, WHOLE)


@st.composite
def solutions(draw):
    """Any answers about any game, true or not: a codec does not judge them."""
    game = draw(st.one_of(games(), games(st.just(3), most=2)))
    candidates = st.one_of(profiles_of(game), automata_of(game, most_states=2))
    hulls = st.lists(profiles_of(game), max_size=2).map(lambda profiles: tuple(zip(*profiles, strict=True)))
    kinds, slacks = st.sampled_from(Kind), st.none() | NUMBERS
    equilibria = [
        Equilibrium(
            game,
            pg.Certificate(draw(st.text()), game.digest, candidate, draw(kinds), draw(slacks)),
            tuple(draw(NUMBERS) for _ in game.players),
        )
        for candidate in draw(st.lists(candidates, max_size=2))
    ]
    return Solution(
        game=game,
        concept=draw(st.text()),
        method=draw(st.text()),
        equilibria=tuple(equilibria),
        coverage=draw(st.sampled_from(Coverage)),
        termination=Termination(draw(st.sampled_from(Reason)), draw(st.text())),
        warnings=tuple(draw(st.lists(st.text()))),
        components=draw(st.none() | st.lists(components_of(len(equilibria), hulls), max_size=2).map(tuple)),
        proof=draw(st.none() | PROOFS),
    )


@given(solutions())
def test_the_same_solution_arrives(solution):
    assert sent(solution) == solution


@given(solutions())
def test_equilibria_streamed_before_and_a_conclusion_make_the_same_solution(solution):
    streamed = [read_equilibrium(equilibrium_message(one), solution.game) for one in solution.equilibria]
    assert read_solution(conclusion_message(solution), solution.game, streamed) == solution


@pytest.mark.parametrize(
    ("game", "concept"),
    [
        (PENNIES, "nash"),
        (PENNIES, "pure_nash"),
        (pg.RepeatedGame(pg.NormalFormGame([[[2, 0], [3, "1/3"]], [[2, 3], [0, 1]]]), "9/10"), "subgame_perfect"),
    ],
)
def test_a_true_solution_verifies_where_it_arrives(game, concept):
    solution = pg.solve(game, concept)
    arrived = sent(solution)
    assert (arrived, arrived.explain(), arrived.to_dict()) == (solution, solution.explain(), solution.to_dict())
    assert arrived.verify() == solution.verify()


def test_a_false_solution_does_not_verify_where_it_arrives():
    solution = pg.solve(PENNIES)
    (equilibrium,) = solution.equilibria
    lie = replace(equilibrium, exact_payoffs=(Fraction(1), Fraction(1)))
    with pytest.raises(CertificateError, match="payoffs"):
        sent(replace(solution, equilibria=(lie,))).verify()


def test_an_answer_about_another_game_is_refused():
    other = pg.NormalFormGame([[[1, 0], [0, 1]], [[0, 1], [1, 0]]])
    message = solution_message(pg.solve(PENNIES))
    with pytest.raises(CertificateError) as caught:
        read_solution(message, other)
    assert (caught.value.reason, caught.value.path) == ("ANOTHER_GAME", "solution.game_digest")
    message.game_digest = other.digest
    with pytest.raises(CertificateError) as caught:
        read_solution(message, other)
    assert caught.value.path == "solution.equilibria[0].certificate.game_digest"


@pytest.mark.parametrize("value", [0, 99])
@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("solution.coverage", lambda message: message),
        ("solution.termination.reason", lambda message: message.termination),
        ("solution.equilibria[0].certificate.kind", lambda message: message.equilibria[0].certificate),
    ],
)
def test_missing_and_unknown_words_are_refused(path, part, value):
    message = solution_message(pg.solve(PENNIES))
    setattr(part(message), path.rpartition(".")[2], value)
    with pytest.raises(GameError) as caught:
        read_solution(message, PENNIES)
    assert (caught.value.reason, caught.value.path) == ("UNSPECIFIED_VALUE", path)


def whole():
    """The message of a solution with components and a proof."""
    message = solution_message(pg.solve(PENNIES))
    assert message.components.components
    assert message.proof.lists
    return message


@pytest.mark.parametrize("position", [1, -1])
def test_a_component_of_equilibria_that_are_not_listed_is_refused(position):
    message = whole()
    message.components.components[0].equilibria.append(position)
    with pytest.raises(GameError) as caught:
        read_solution(message, PENNIES)
    assert (caught.value.reason, caught.value.path) == ("UNKNOWN_NAME", "solution.components[0].equilibria")


def test_a_component_with_a_bad_number_is_refused():
    message = whole()
    message.components.components[0].subsets[0].hulls[1].strategies[0].probabilities.append("x")
    with pytest.raises(GameError) as caught:
        read_solution(message, PENNIES)
    assert caught.value.reason == "NOT_A_NUMBER"
    assert caught.value.path.startswith("solution.components[0].subsets")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda proof: proof.counts.append(1),
        lambda proof: proof.lists.append("00"),
        lambda proof: proof.lists.pop(),
        lambda proof: proof.lists.__setitem__(0, "0x"),
        lambda proof: proof.lists.__setitem__(0, "_1"),
    ],
)
def test_bad_proofs_are_refused(spoil):
    message = whole()
    spoil(message.proof)
    with pytest.raises(GameError) as caught:
        read_solution(message, PENNIES)
    assert caught.value.path == "solution.proof"


def test_a_wrong_count_of_payoffs_is_refused():
    message = solution_message(pg.solve(PENNIES))
    message.equilibria[0].payoffs.append("1")
    with pytest.raises(GameError) as caught:
        read_solution(message, PENNIES)
    assert (caught.value.reason, caught.value.path) == ("SHAPE_DATA_MISMATCH", "solution.equilibria[0].payoffs")


DEVIATIONS = st.builds(Deviation, st.integers(0, 9), st.integers(0, 9), NUMBERS, st.none() | st.text())


@given(st.text(), st.booleans(), st.none() | DEVIATIONS)
def test_the_same_refusal_arrives(reason, undecided, deviation):
    refusal = Refusal(reason, deviation, undecided)
    assert read_refusal(pb.Refusal.FromString(refusal_message(refusal).SerializeToString())) == refusal

"""Profiles and automata over the wire."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.errors import GameError, UnsupportedError
from policygames.v1 import candidates_pb2 as pb
from policygames.wire.candidates import candidate_message, read_candidate
from strategies import automata_of, games, profiles_of


def sent(candidate):
    """The candidate that arrives."""
    return read_candidate(pb.Candidate.FromString(candidate_message(candidate).SerializeToString()))


def refused(message):
    """Reason and path of the refusal of a candidate."""
    with pytest.raises(GameError) as caught:
        read_candidate(message)
    return caught.value.reason, caught.value.path


@given(games().flatmap(profiles_of))
def test_the_same_profile_arrives(profile):
    assert sent(profile) == profile


@given(games(most=2).flatmap(automata_of))
def test_the_same_automaton_arrives(automaton):
    assert sent(automaton) == automaton


@given(games(st.just(3), most=2).flatmap(automata_of))
def test_the_same_automaton_for_three_players_arrives(automaton):
    assert sent(automaton) == automaton


def test_moves_on_signals_and_long_lotteries_arrive():
    tiny = Fraction(1, 2**4095)
    moves = {("a", "good"): "a", ("a", "bad"): {"a": tiny, "b": 1 - tiny}, ("b", "good"): "b", ("b", "bad"): "b"}
    automaton = pg.Automaton("a", {"a": (0, 1), "b": (("1/3", "2/3"), (1, 0))}, moves)
    assert sent(automaton) == automaton


def test_a_kind_of_candidate_without_a_message_is_refused():
    with pytest.raises(UnsupportedError):
        candidate_message((0, 1))
    with pytest.raises(UnsupportedError):
        candidate_message("defect")


PROVEN = st.sampled_from(
    [
        ("correlated", {}),
        ("correlated", {"objective": "egalitarian"}),
        ("coarse_correlated", {}),
        ("stackelberg", {}),
        ("stackelberg", {"followers": "weak", "leader": 1}),
        ("rationalizable", {}),
        ("undominated", {}),
        ("undominated", {"rounds": 1}),
    ]
)


@given(games(most=3), PROVEN)
def test_advice_commitments_and_sets_arrive_with_their_proofs(game, asked):
    concept, options = asked
    (equilibrium,) = pg.solve(game, concept, **options).equilibria
    assert sent(equilibrium.certificate.candidate) == equilibrium.certificate.candidate


def test_an_unattained_supremum_and_another_order_arrive():
    leads = pg.NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]])
    orders = pg.NormalFormGame.from_bimatrix([[1, 0], [1, 2], [0, 2]], [[1, 0], [1, 1], [0, 1]])
    commitment = pg.solve(leads, "stackelberg", followers="weak").equilibria[0].certificate.candidate
    sets = pg.solve(orders, "undominated").equilibria[0].certificate.candidate
    assert commitment.limit and sets.another
    assert (sent(commitment), sent(sets)) == (commitment, sets)


def test_a_bad_number_in_a_proof_is_refused_with_its_place():
    price = pb.Price(player=0, deviation=1, price="dear")
    message = pb.Candidate(advice=pb.Advice(shape=[2, 2], prices=[price]))
    assert refused(message) == ("NOT_A_NUMBER", "candidate.advice.prices[0].price")
    conjecture = pb.Conjecture(draws=[pb.Draw(probability="1/0")])
    message = pb.Candidate(action_sets=pb.ActionSets(conjectures=[conjecture]))
    assert refused(message) == ("NOT_A_NUMBER", "candidate.action_sets.conjectures[0].draws[0].probability")
    bound = pb.ReplyBound(prices=[pb.ActionShare(action=0, share="")])
    message = pb.Candidate(commitment=pb.Commitment(supremum="1", bounds=[bound]))
    assert refused(message) == ("NOT_A_NUMBER", "candidate.commitment.bounds[0].prices[0].share")


def test_a_missing_candidate_is_refused():
    assert refused(pb.Candidate()) == ("MISSING_CANDIDATE", "candidate")


def test_a_bad_probability_is_refused_with_its_place():
    strategies = [pb.MixedStrategy(probabilities=["1"]), pb.MixedStrategy(probabilities=["1/2", "half"])]
    message = pb.Candidate(mixed_profile=pb.MixedProfile(strategies=strategies))
    assert refused(message) == ("NOT_A_NUMBER", "candidate.mixed_profile.strategies[1].probabilities[1]")


PURE = pb.PureProfile(actions=[0, 0])
STAY = pb.Target(state="a")


def automaton(*states, start="a", starts=()):
    """A candidate message with these states."""
    return pb.Candidate(automaton=pb.Automaton(start=start, starts=starts, states=states))


def state(name="a", moves=(), **play):
    """The message of a state."""
    return pb.State(name=name, moves=moves, **(play or {"pure": PURE}))


@pytest.mark.parametrize(
    ("message", "reason", "path"),
    [
        (automaton(), "UNKNOWN_NAME", "start"),
        (automaton(state(), start="b"), "UNKNOWN_NAME", "start"),
        (automaton(state(name=""), start=""), "BAD_LABEL", "play"),
        (automaton(state(), state()), "DUPLICATE_LABEL", "states[1]"),
        (automaton(state(), starts=[STAY, STAY], start=""), "DUPLICATE_LABEL", "starts[1]"),
        (automaton(state(), starts=[pb.Target(state="b")], start=""), "UNKNOWN_NAME", "start"),
        (automaton(pb.State(name="a")), "MISSING_CANDIDATE", "states[0].play"),
        (automaton(state(moves=[pb.Move(targets=[STAY])])), "MISSING_CANDIDATE", "states[0].moves[0].seen"),
        (automaton(state(moves=[pb.Move(profile=PURE, targets=[STAY])] * 2)), "DUPLICATE_LABEL", "states[0].moves[1]"),
        (
            automaton(state(moves=[pb.Move(profile=PURE, targets=[STAY, STAY])])),
            "DUPLICATE_LABEL",
            "states[0].moves[0].targets[1]",
        ),
        (
            automaton(state(moves=[pb.Move(profile=PURE, targets=[pb.Target(state="a", probability="x")])])),
            "NOT_A_NUMBER",
            "states[0].moves[0].targets[0].probability",
        ),
        (automaton(state(moves=[pb.Move(profile=PURE)])), "PROBABILITY_RANGE", "moves['a', (0, 0)]"),
        (
            automaton(state(moves=[pb.Move(signal="s", targets=[pb.Target(state="z")])])),
            "UNKNOWN_NAME",
            "moves['a', 's']",
        ),
    ],
)
def test_bad_automata_are_refused(message, reason, path):
    assert refused(message) == (reason, f"candidate.automaton.{path}")

"""Strategies: proofs and best deviations, payoffs, renegotiation, words."""

import json
from fractions import Fraction

import policygames as pg
import pytest
from copies import pickled
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate, Deviation, Refusal
from strategies import DISCOUNTS, automata_of, games

PD = pg.NormalFormGame(
    [[[2, 0], [3, 1]], [[2, 3], [0, 1]]], players=("US", "China"), actions=[["trade", "control"], ["buy", "boycott"]]
)
GOOD, BAD = ("trade", "buy"), ("control", "boycott")
GRIM = pg.automaton("grim", PD, path=GOOD)


def test_a_proof_or_the_best_deviation_comes_back():
    assert isinstance(GRIM.check("1/2"), Certificate)
    refusal = GRIM.check("2/5")
    assert refusal.deviation == Deviation(0, 1, Fraction(1, 5), "path")
    assert "US gains 1/5 by playing control once in state path" in refusal.reason


def test_each_player_may_have_a_discount_factor():
    assert isinstance(GRIM.check(["1/2", "9/10"]), Certificate)
    assert GRIM.check(["9/10", "1/3"]).deviation == Deviation(1, 1, Fraction(1, 3), "path")
    assert GRIM.exact_payoffs(["1/2", "9/10"]) == (2, 2)


@pytest.mark.parametrize("discount", [1, "3/2", -1, ["1/2"], float("nan")])
def test_bad_discount_factors_are_refused(discount):
    with pytest.raises(pg.GameError) as refusal:
        GRIM.check(discount)
    assert refusal.value.path.startswith("discount")


@settings(max_examples=30)
@given(games(st.integers(2, 3), 2), st.data(), DISCOUNTS)
def test_intervals_contain_exactly_what_is_proven(game, data, discount):
    strategy = pg.Strategy(game, data.draw(automata_of(game, most_states=2)))
    proven = isinstance(strategy.check(discount), Certificate)
    assert any(one.contains(discount) for one in strategy.discounts()) is proven


def test_payoffs_come_as_floats_too():
    payoffs = pg.automaton("grim", PD, path=[GOOD, BAD]).payoffs("1/2")
    assert payoffs.tolist() == [5 / 3, 5 / 3]
    assert not payoffs.flags.writeable


def test_an_automaton_that_does_not_fit_is_refused_by_names():
    short = pg.Automaton("s", {"s": (0, 0)}, {("s", (0, 0)): "s"})
    with pytest.raises(pg.GameError, match="'trade', 'boycott'"):
        pg.Strategy(PD, short)
    for game, automaton in ((None, short), (PD, "grim")):
        with pytest.raises(pg.GameError):
            pg.Strategy(game, automaton)


def test_grim_is_renegotiated_and_the_states_are_named():
    # Farrell and Maskin (1989): after a deviation both would rather forgive
    assert isinstance(GRIM.check("9/10"), Certificate)
    assert not GRIM.is_weakly_renegotiation_proof("9/10")
    assert GRIM.ranked_states("9/10") == ("path", "punish 0")


def penance():
    """After a deviation the deviator trades while the other does not, until they have done so once."""
    punish = [("trade", "boycott"), ("control", "buy")]
    return pg.automaton("penal_code", PD, path=GOOD, punishments=[[one, GOOD] for one in punish])


def test_penance_is_weakly_renegotiation_proof():
    # van Damme, Journal of Economic Theory 47 (1989) 206-217: the one who punishes gets 3, the other 0, then both 2
    strategy = penance()
    assert isinstance(strategy.check("3/4"), Certificate)
    assert strategy.is_weakly_renegotiation_proof("3/4")
    assert strategy.ranked_states("3/4") is None


def test_what_is_no_equilibrium_is_not_renegotiation_proof():
    assert isinstance(penance().check("1/4"), Refusal)
    assert penance().ranked_states("1/4") is None
    assert not penance().is_weakly_renegotiation_proof("1/4")


def test_equal_payoffs_of_one_player_rank_nothing():
    # both states pay player 1 nothing: a strict ranking is one in which everybody gains
    game = pg.NormalFormGame([[[2, 0]], [[0, 0]]])
    moves = {("a", (0, 0)): "a", "a": "b", "b": "b"}
    strategy = pg.automaton(game=game, start="a", play={"a": (0, 0), "b": (0, 1)}, moves=moves)
    assert strategy.is_weakly_renegotiation_proof("1/2")


@pytest.mark.parametrize("strategy", [GRIM, GRIM.with_mistakes("1/3"), penance()], ids=range(3))
def test_strategies_come_back_from_plain_data_and_pickles(strategy):
    assert pg.Strategy.from_dict(json.loads(json.dumps(strategy.to_dict()))) == strategy
    assert pickled(strategy) == strategy


@pytest.mark.parametrize("change", [{"automaton": None}, {"game": 1}], ids=str)
def test_other_data_is_refused(change):
    data = GRIM.to_dict() | change
    with pytest.raises(pg.GameError):
        pg.Strategy.from_dict({key: value for key, value in data.items() if value is not None or key != "automaton"})


WORDS = [
    (GRIM, "discount factors of at least 1/2 (0.5)"),
    (pg.automaton("tit_for_tat", PD, path=GOOD), "exactly at the discount factor 1/2 (0.5)."),
    (pg.automaton("stationary", PD, path=GOOD), "at no discount factor"),
    (pg.automaton("stationary", PD, path=BAD), "at every discount factor"),
    (pg.automaton("limited_punishment", PD, path=GOOD, periods=2), "at least 0.618034 (irrational, to six digits)"),
    (pg.automaton("generous_tit_for_tat", PD, path=GOOD, generosity="1/2"), "1/2 (0.5), by the throw of a coin"),
    (pg.automaton("limited_punishment", PD, path=GOOD, periods=9), "There are 7 further states."),
]


@pytest.mark.parametrize(("strategy", "words"), WORDS, ids=range(len(WORDS)))
def test_the_words_say_what_is_played_and_for_which_patience(strategy, words):
    told = strategy.explain()
    assert words in told
    assert told.startswith("Play begins in state “")
    assert "US plays “trade”" in told or "US plays “control”" in told


def test_the_words_name_who_is_answered_how():
    assert "if US deviates: state “punish 0”; if China deviates: state “punish 1”" in GRIM.explain()
    assert "whatever one of them does" in GRIM.explain()


def test_the_words_tell_what_signals_do():
    noisy = pg.PublicMonitoring(["good", "bad"], [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["1/2", "1/2"]]])
    moves = {("path", "good"): "path", "path": "war", "war": "war"}
    told = pg.automaton(game=PD, monitoring=noisy, start="path", play={"path": GOOD, "war": BAD}, moves=moves).explain()
    assert "if “good” is seen: the same; if “bad” is seen: state “war”" in told
    # V - 1 = (1 - d) / (1 - 9/10 d), and a deviation gains 1 - d and costs 4/10 d (V - 1): 1 - 9/10 d <= 4/10 d
    assert "a perfect public equilibrium exactly at discount factors of at least 10/13" in told

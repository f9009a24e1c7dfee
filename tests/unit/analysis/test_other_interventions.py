"""Commitment, patience and detection as levers: against definitions, published numbers and wrong answers."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.concepts import public_perfect
from policygames.results.intervention import intervention_from_dict
from scipy.optimize import linprog
from strategies import games, games_of

DILEMMA = pg.NormalFormGame(
    [[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("US", "China"), (("trade", "control"), ("buy", "boycott"))
)
A_LITTLE = Fraction(1, 10**12)
FACTORS = st.sampled_from(["1/10", "1/3", "1/2", "3/5", "9/10", "99/100"])


def read_back(found):
    return intervention_from_dict(json.loads(json.dumps(found.to_dict())))


@settings(max_examples=60)
@given(games(), st.data(), st.sampled_from([0, "1/3"]))
def test_those_are_bound_who_would_deviate_and_for_what_they_would_gain(game, data, margin):
    profile = tuple(data.draw(st.integers(0, count - 1)) for count in game.shape)
    found = pg.intervene(game, profile, lever="commitment", margin=margin)
    found.verify()
    gains = {}
    for player in range(2):
        pays = game.deviation_payoffs(player, game.mixed_profile(profile))
        others = [pay for action, pay in enumerate(pays) if action != profile[player]]
        lack = max([pay + Fraction(margin) - pays[profile[player]] for pay in others], default=Fraction(0))
        if lack > 0:
            gains[player] = lack
    assert {one.player: one.amount for one in found.bonds} == gains
    assert found.cost == sum(gains.values())
    assert found.payoffs == tuple(game.payoff(player, profile) for player in range(2))
    assert read_back(found) == found
    if gains:
        with pytest.raises(pg.CertificateError):
            replace(found, change=found.change[1:]).verify()
        with pytest.raises(pg.CertificateError):
            replace(found, cost=found.cost - A_LITTLE).verify()


@settings(max_examples=60)
@given(st.sampled_from([(2, 2), (3, 2), (2, 3), (3, 3)]).flatmap(games_of), st.data(), st.integers(0, 1))
def test_a_leader_departs_from_the_target_as_little_as_a_linear_program_says(game, data, leader):
    profile = tuple(data.draw(st.integers(0, count - 1)) for count in game.shape)
    found = pg.intervene(game, profile, lever="commitment", leader=leader)
    found.verify()
    assert read_back(found) == found
    if max(*game.magnitudes, *game.denominators) > 10**6:
        return  # floats would not tell
    reply = game.floats[1 - leader] if leader == 0 else game.floats[0].T  # rows are the leader's actions
    rows = (reply - reply[:, [profile[1 - leader]]]).T
    costs = np.ones(game.shape[leader])
    costs[profile[leader]] = 0
    wanted = linprog(costs, A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=[np.ones(len(costs))], b_eq=[1])
    assert (found.cost is None) is (wanted.status == 2)
    if found.cost is not None:
        assert float(found.cost) == pytest.approx(wanted.fun, abs=1e-7)
        with pytest.raises(pg.CertificateError):
            replace(found, cost=found.cost + A_LITTLE).verify()


def test_a_leader_who_mixes_makes_the_other_reply_as_wished():
    """Conitzer and Sandholm, EC 2006, their first example: the leader gains by mixing one half each."""
    game = pg.NormalFormGame([[[2, 4], [1, 3]], [[1, 0], [0, 1]]])
    assert pg.intervene(game, (1, 1), lever="commitment", leader=0).cost == 0
    found = pg.intervene(game, (0, 1), lever="commitment", leader=0)
    assert found.cost == Fraction(1, 2)
    assert found.payoffs == (Fraction(7, 2), Fraction(1, 2))


def test_patience_is_that_of_critical_discount():
    for options in ({}, {"punishment": "grim"}, {"transfers": True}):
        found = pg.intervene(DILEMMA, ("trade", "buy"), lever="discount", **options)
        threshold = pg.critical_discount(DILEMMA, ("trade", "buy"), **options)
        assert (found.threshold, found.cost, found.least) == (threshold, threshold.exact, threshold.least)
        found.verify()
        assert found.explain() == threshold.explain()
        assert found.to_dict()["lever"] == "discount"
    of_repeated = pg.intervene(pg.RepeatedGame(DILEMMA, "1/9"), ("trade", "buy"), lever="discount")
    assert of_repeated.cost == Fraction(1, 2)
    never = pg.intervene(DILEMMA, ("trade", "boycott"), lever="discount")
    assert never.cost is None
    assert never.low is None


@settings(max_examples=80)
@given(games_of((2, 2)), FACTORS, st.sampled_from([0, "1/10", "1/2"]))
def test_an_outcome_lasts_at_the_least_rate_of_detection_and_at_no_lower_one(game, discount, false_alarms):
    if not pg.solve(game, "pure_nash").equilibria:
        return
    for profile in np.ndindex(*game.shape):
        found = pg.intervene(pg.RepeatedGame(game, discount), profile, lever="monitoring", false_alarms=false_alarms)
        found.verify()
        assert read_back(found) == found
        rates = [Fraction(k, 7) for k in range(8)] if found.cost is None else [found.cost - A_LITTLE, found.cost / 2]
        for rate in rates:
            if Fraction(false_alarms) <= rate and (found.cost is None or rate < found.cost):
                verdict = public_perfect.certify(found.question.game(rate), found.question.automaton())
                assert not isinstance(verdict, Certificate)


@pytest.mark.parametrize("discount", ["1/2", "2/3", "9/10"])
def test_detection_in_a_dilemma_is_as_by_hand(discount):
    """With value 3 on the path and 2 after an alarm, a gain of 1 now: (1 - d) <= d rate (3 - 2)."""
    patience = Fraction(discount)
    found = pg.intervene(pg.RepeatedGame(DILEMMA, discount), ("trade", "buy"), lever="monitoring")
    assert found.cost == (1 - patience) / patience
    assert found.value == float(found.cost)
    with pytest.raises(pg.CertificateError):
        replace(found, cost=found.cost + A_LITTLE).verify()
    with pytest.raises(pg.CertificateError):
        replace(found, least=None).verify()
    with pytest.raises(pg.CertificateError):
        replace(found, question=replace(found.question, punishment=DILEMMA.mixed_profile((0, 0)))).verify()


def test_players_too_impatient_need_more_than_certain_detection():
    found = pg.intervene(pg.RepeatedGame(DILEMMA, "1/3"), ("trade", "buy"), lever="monitoring")
    assert found.cost is None
    assert "however surely it rings" in found.explain()
    found.verify()


def test_a_scenario_is_asked_at_its_own_values():
    scenario = pg.scenario("chip_controls_and_boycott")
    assert pg.intervene(scenario, (0, 0)) == pg.intervene(scenario.game(), (0, 0))


MISTAKES = {
    "option of another lever": (lambda: pg.intervene(DILEMMA, (0, 0), lever="discount", budget=1), "budget"),
    "monitoring of one period": (lambda: pg.intervene(DILEMMA, (0, 0), lever="monitoring"), "game"),
    "payments in a game that ends": (lambda: pg.intervene(pg.RepeatedGame(DILEMMA, 0, periods=2), (0, 0)), "game"),
    "commitments in a repeated game": (
        lambda: pg.intervene(pg.RepeatedGame(DILEMMA, 0), (0, 0), lever="commitment"),
        "game",
    ),
    "unknown leader": (lambda: pg.intervene(DILEMMA, (0, 0), lever="commitment", leader="Japan"), "leader"),
    "mixed commitment": (lambda: pg.intervene(DILEMMA, [["1/2", "1/2"], [1, 0]], lever="commitment"), "target[0]"),
    "punishment that is no equilibrium": (
        lambda: pg.intervene(pg.RepeatedGame(DILEMMA, "1/2"), (0, 0), lever="monitoring", punishment=(0, 0)),
        "punishment",
    ),
    "false alarms for certain": (
        lambda: pg.intervene(pg.RepeatedGame(DILEMMA, "1/2"), (0, 0), lever="monitoring", false_alarms=1),
        "false_alarms",
    ),
}


@pytest.mark.parametrize(("ask", "path"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_refused_by_name(ask, path):
    with pytest.raises(pg.PolicyGamesError) as refused:
        ask()
    assert refused.value.path == path
    assert refused.value.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"lever": ["payment"]},
        {"lever": "weather"},
        {"kind": "solution"},
        {"path": [float("inf"), 0]},
        {"least": {"player": float("inf"), "action": 0, "gain": "1/1", "loss": "1/1"}},
        {"punishment": 1},
    ],
)
def test_what_was_not_saved_here_is_refused(changes):
    found = pg.intervene(pg.RepeatedGame(DILEMMA, "3/4"), (0, 0), "monitoring")
    with pytest.raises(pg.GameError) as refused:
        intervention_from_dict({**found.to_dict(), **changes})
    assert refused.value.reason == "BAD_RESULT"

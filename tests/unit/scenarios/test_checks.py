"""Kinds of checks, one by one: what they decide, what they leave undecided, what they say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

import policygames as pg
import pytest
from policygames.documents import StatedFinding
from policygames.errors import ScenarioError
from policygames.scenarios import Finding, Scenario, parsed
from policygames.scenarios.resolved_text import resolved_file

CALM, RACE = {"us": "calm", "china": "calm"}, {"us": "race", "china": "race"}


def checked(scenario: Scenario, kind: str, given: dict[str, Any] | None = None, **options: Any) -> Finding:
    stated = StatedFinding("one", "A claim.", kind, options, given or {})
    return Scenario(replace(scenario.document, findings=(stated,))).findings()[0]


def read(text: str, check: str) -> Scenario:
    """The small scenario with another check of its finding, read from the file."""
    return parsed(text.replace("{kind: dominant, player: us, action: race}", check))


def test_a_flip_is_checked_on_both_sides_of_the_game(small):
    # racing pays gain - 1/2 whatever the other does: dominant above gain 1/2, a tie there
    text = small.replace("range: [0, 5]", "range: [-5, 5]")
    inner = {"kind": "dominant", "player": "us", "action": "race"}
    flip = {"parameter": "gain", "at": "cost", "holds": "above", "check": inner}
    assert checked(parsed(text), "flips", **flip, at_threshold=False).holds
    assert checked(parsed(text), "flips", **flip, at_threshold=True).holds is False
    assert checked(parsed(text), "flips", **{**flip, "holds": "below"}).holds is False
    near = checked(parsed(text), "flips", **{**flip, "at": "cost + 1/1000"})
    assert near.holds is False
    assert "just below gain = 0.501" in near.why


def test_a_flip_outside_the_range_is_not_decided(small):
    inner = {"kind": "dominant", "player": "us", "action": "race"}
    finding = checked(parsed(small), "flips", parameter="gain", at="5", holds="above", check=inner)
    assert finding.holds is None
    assert "outside the range; allowed: 0 to 5" in finding.why


def test_a_flip_is_read_from_a_file(small):
    check = "{kind: flips, parameter: gain, at: cost, holds: above, check: {kind: dominant, player: us, action: race}}"
    (finding,) = read(small, check).findings()
    assert finding.holds


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("{kind: flips, parameter: gian, at: 1, holds: above, check: {kind: potential, exists: true}}", "'gain'"),
        ("{kind: flips, parameter: twice, at: 1, holds: above, check: {kind: potential, exists: true}}", "formula"),
        ("{kind: flips, parameter: gain, at: 1, holds: beside, check: {kind: potential, exists: true}}", "above"),
        ("{kind: flips, parameter: gain, at: gian, holds: above, check: {kind: potential, exists: true}}", "'gain'"),
        ("{kind: flips, parameter: gain, at: 1, holds: above, check: {kind: potental, exists: true}}", "'potential'"),
        (
            "{kind: flips, parameter: gain, at: 1, holds: above, check: {kind: dominant, player: us, action: rase}}",
            "race",
        ),
        ("{kind: mixed_equilibrium, probability: {us: {rase: 1/2}}}", "'race'"),
        ("{kind: mixed_equilibrium, probability: {usa: {race: 1/2}}}", "'us'"),
        ("{kind: mixed_equilibrium, probability: {us: {race: gian}}}", "'gain'"),
        ("{kind: pure_equilibrium_counts, actions: [rase, calm], equals: [[1, 1]]}", "'race'"),
        ("{kind: payoffs, profile: {us: calm, china: calm}, equals: {uss: 1}}", "'us'"),
        ("{kind: rationalizable, equals: {us: [rase]}}", "'race'"),
        ("{kind: equilibrium, profile: {us: calm}}", "china is missing"),
        ("{kind: leader_commitment, leader: us, action: rase}", "'race'"),
        (
            "{kind: limited_punishment, path: {us: calm, china: calm}, punishment: {us: race, china: race}, alarm: x}",
            "signal",
        ),
        ("{kind: bayesian_pure_contains, profile: {us: {hawk: calm}, china: race}}", "no type 'hawk'"),
        ("{kind: bayesian_pure_contains, profile: {us: race}}", "china is missing"),
        ("{kind: bayesian_pure_contains, profile: {}}", "us is missing"),
        ("{kind: equilibrium, profile: {}}", "us is missing"),
    ],
)
def test_what_a_check_names_must_be_in_the_file(small, check, words):
    with pytest.raises(ScenarioError, match="26:") as caught:
        read(small, check)
    assert words in str(caught.value)


def test_what_is_of_another_kind_of_game_is_not_decided(small):
    scenario = parsed(small)
    for kind, options in {
        "bayesian_pure_excludes": {"player": "us", "action": "race"},
        "value_of_information": {"player": "us", "about": "china", "equals": "0"},
        "pure_equilibrium_counts": {"actions": ["calm", "race"], "equals": [[0, 2]]},
        "symmetric_equilibrium": {"probability": {"us": {"race": "1"}}},
        "limited_punishment": {"path": CALM, "punishment": RACE},
        "strongly_symmetric_max": {"equals": "1"},
    }.items():
        finding = checked(scenario, kind, **options)
        assert finding.holds is None, kind
        assert "could not be checked" in finding.why


def test_nothing_is_decided_in_no_time():
    scenario = pg.scenario("chip_controls_low_hostage_value")
    stated = StatedFinding("n", "c", "equilibrium_count", {"equals": 6})
    (finding,) = Scenario(replace(scenario.document, findings=(stated,))).findings(deadline=1e-9)
    assert finding.holds is None
    assert "not proven complete" in finding.why


def test_a_deviation_that_pays_is_named(small):
    assert checked(parsed(small), "equilibrium", profile=RACE).holds
    finding = checked(parsed(small), "equilibrium", profile=CALM)
    assert finding.holds is False
    assert finding.why == "at (calm, calm) United States gains 2.5 by race"


def test_a_mixed_equilibrium_is_certified_even_between_two_extreme_ones(small):
    # payoffs that no choice changes: every profile is an equilibrium, the pure ones are extreme
    scenario = parsed(small.replace('"gain - cost"', '"0"').replace('"-twice * others(race)"', '"0"'))
    half = {player: {"race": "1/3"} for player in ("us", "china")}
    assert checked(scenario, "mixed_equilibrium", probability=half).holds
    dilemma = checked(parsed(small), "mixed_equilibrium", probability=half)
    assert dilemma.holds is False
    assert "no equilibrium" in dilemma.why


def test_silence_among_volunteers_by_definition():
    # all wait with probability q where a release pays as much as waiting: benefit - cost = benefit * (1 - q ** 3)
    q = Fraction(1, 2)
    at_least_one = sum(comb(3, k) * (1 - q) ** k * q ** (3 - k) for k in range(1, 4))
    assert 8 * at_least_one == 8 - 1
    scenario = pg.scenario("open_release_volunteer")
    assert checked(scenario, "symmetric_equilibrium", probability={"lab": {"wait": "1/2"}}).holds
    assert checked(scenario, "symmetric_equilibrium", probability={"lab": {"wait": "0.51"}}).holds is False


def test_an_irrational_probability_is_told_by_a_power():
    scenario = pg.scenario("provider_restrictions")
    odds = {"provider": {"restrict": "2/5"}}
    assert checked(scenario, "symmetric_equilibrium", probability=odds, power=2).holds
    assert checked(scenario, "symmetric_equilibrium", probability=odds).holds is False


@pytest.mark.parametrize("action", ["strict", "light"])
def test_a_first_mover_is_compared_with_what_follows_by_hand(action):
    scenario = pg.scenario("eu_third_path")
    for comply in (4, 10, 22):
        game = scenario.game(comply=comply)
        worth = {}
        for mine in range(2):
            stable = [
                rest
                for rest in product(range(3), repeat=2)
                if all(
                    game.payoff(firm, (mine, *rest))
                    >= max(
                        game.payoff(
                            firm, (mine, *(other if one == firm - 1 else kept for one, kept in enumerate(rest)))
                        )
                        for other in range(3)
                    )
                    for firm in (1, 2)
                )
            ]
            worth[mine] = {game.payoff(0, (mine, *rest)) for rest in stable}
        best = max(worth, key=lambda mine: max(worth[mine]))
        finding = checked(scenario, "leader_commitment", {"comply": comply}, leader="eu", action=action)
        assert finding.holds is (["strict", "light"][best] == action)


def test_forgiveness_is_worth_what_the_recursion_says():
    # v = (1 - d) R + d ((1 - e) v + e w), w = (1 - d^T) P + d^T v
    scenario, d, e = pg.scenario("crisis_with_mistakes"), Fraction(9, 10), Fraction(1, 20)
    path = {"us": "hold", "china": "hold"}
    strike = {"us": "strike", "china": "strike"}
    values = []
    for periods in range(2, 6):
        worth = ((1 - d) * 3 + d * e * (1 - d**periods)) / (1 - d * (1 - e) - d * e * d**periods)
        options = {"path": path, "punishment": strike, "alarm": "incident", "periods": periods}
        assert checked(scenario, "limited_punishment", value={"us": str(worth)}, **options).holds
        values.append(worth)
    assert values == sorted(values, reverse=True)  # the longer, the worse


def test_the_shortest_punishment_is_the_first_that_deters():
    # one period deters iff surprise - peace <= d (1 - e) (peace - conflict) / (1 + d e), here 1.636 < 2
    scenario = pg.scenario("crisis_with_mistakes")
    options = {"path": {"us": "hold", "china": "hold"}, "punishment": {"us": "strike", "china": "strike"}}
    shortest = {
        (surprise, periods): checked(
            scenario, "shortest_punishment", {"surprise": surprise}, alarm="incident", periods=periods, **options
        )
        for surprise, periods in product(("4.6", "5"), (1, 2, 3))
    }
    assert {key for key, found in shortest.items() if found.holds} == {("4.6", 1), ("5", 2)}
    assert (
        "2 periods: nobody gains" in shortest["5", 2].why and "1 period: it is no equilibrium" in shortest["5", 2].why
    )
    assert checked(scenario, "shortest_punishment", alarm="incident", periods=0, **options).holds is None


def test_the_least_payment_has_a_goal_and_instruments():
    # safety_race: cutting corners gains 75 - 50 against a safe rival, and 37.5 against one who cuts corners
    scenario = pg.scenario("safety_race")
    target = {"us": "safe", "china": "safe"}
    assert checked(scenario, "least_payment", target=target, equals="50").holds
    assert checked(scenario, "least_payment", target=target, instruments="sanctions", equals="25").holds
    assert checked(scenario, "least_payment", target=target, instruments="sanctions", equals="24").holds is False
    unique = {"target": target, "goal": "unique", "margin": "1"}
    assert checked(scenario, "least_payment", **unique, equals="2 * (25 + 1)").holds


def test_a_group_is_paid_member_by_member():
    # all but one sign: they act without it, so that signing costs it 3.5 - 1
    found = checked(pg.scenario("safety_agreement"), "least_payment", target={"state": "sign"}, equals="7 * 5 / 2")
    assert found.holds


def test_a_signal_with_other_odds_than_stated_is_none():
    scenario = pg.scenario("compute_race_detente")
    stated = next(one for one in scenario.document.findings if one.kind == "public_signal")
    finding = checked(scenario, "public_signal", **{**stated.options, "detection": "detection + 1/100"})
    assert finding.holds is False
    assert "no signal has these probabilities" in finding.why


def test_never_is_only_claimed_where_it_is_proven():
    scenario = pg.scenario("compute_race_detente")
    stated = next(one for one in scenario.document.findings if one.id == "blind")
    assert checked(scenario, "public_signal", {"detection": "0.12"}, **stated.options).holds
    assert checked(scenario, "public_signal", {"detection": "0.6"}, **stated.options).holds is False
    equal = checked(scenario, "public_signal", {"detection": "0.1"}, **stated.options)
    assert equal.holds
    assert "no signal tells" in equal.why


def test_welfare_of_the_dilemma_is_at_its_peak_where_nobody_races(small):
    assert checked(parsed(small), "welfare_max", equals=[CALM]).holds
    assert checked(parsed(small), "rationalizable", equals={"us": ["race"], "china": ["race"]}).holds
    assert checked(parsed(small), "rationalizable", equals={"us": ["calm"], "china": ["race"]}).holds is False


def test_dominance_among_like_players_is_told_by_counts():
    scenario = pg.scenario("provider_restrictions")
    finding = checked(scenario, "dominant", player="provider", action="serve")
    assert finding.holds is False
    assert finding.why == (
        "where of the others 2 Bar the customers, Frontier provider gets 5 by Bar the customers, 2 by Serve them"
    )
    assert checked(scenario, "dominant", {"protection": "1.9"}, player="provider", action="serve").holds


@pytest.mark.parametrize("periods", [501, 10**9])
def test_no_check_writes_out_more_than_it_can_hold(periods):
    scenario = pg.scenario("crisis_with_mistakes")
    options = {"path": {"us": "hold", "china": "hold"}, "punishment": {"us": "strike", "china": "strike"}}
    finding = checked(scenario, "limited_punishment", alarm="incident", periods=periods, **options)
    assert finding.holds is None
    assert "allowed: up to 500" in finding.why
    odds = {"provider": {"restrict": "2/5"}}
    power = checked(pg.scenario("provider_restrictions"), "symmetric_equilibrium", probability=odds, power=periods)
    assert power.holds is None
    assert "allowed: 1 to 32" in power.why


def test_a_check_within_a_check_may_leave_fields_out(small):
    inner = {"kind": "equilibrium", "profile": CALM}
    flip = {"parameter": "gain", "at": "cost", "holds": "below", "check": inner}
    assert checked(parsed(small.replace("range: [0, 5]", "range: [-5, 5]")), "flips", **flip).holds


@pytest.mark.parametrize(
    ("row", "words"), [("[4, 4]", "8 players in all; the group has 7"), ("[7]", "1 numbers; needed")]
)
def test_counts_that_no_group_has_are_told_when_the_file_is_read(row, words):
    text = resolved_file("safety_agreement")
    with pytest.raises(ScenarioError, match=words) as caught:
        parsed(text.replace("['4', '3']", row, 1), "mine.yaml")
    assert caught.value.path == "expected[0].check.equals[3]"

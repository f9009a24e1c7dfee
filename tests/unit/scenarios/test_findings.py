"""Every stated finding of the catalogue holds; changed ever so little it does not, and says why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import policygames as pg
import pytest
from policygames.documents import StatedFinding
from policygames.scenarios import Finding, Scenario, parsed
from wrong_findings import wrong

CATALOGUE = pg.scenarios()


def checked(scenario: Scenario, kind: str, given: dict[str, Any] | None = None, **options: Any) -> Finding:
    stated = StatedFinding("one", "A claim.", kind, options, given or {})
    return Scenario(replace(scenario.document, findings=(stated,))).findings()[0]


def stated_in_catalogue() -> list[Any]:
    return [
        pytest.param(scenario_id, stated, id=f"{scenario_id}-{stated.id}")
        for scenario_id in CATALOGUE
        for stated in pg.scenario(scenario_id).document.findings
    ]


@pytest.mark.parametrize("scenario_id", CATALOGUE)
def test_every_finding_of_the_catalogue_holds(scenario_id):
    findings = pg.scenario(scenario_id).findings()
    assert findings
    assert {finding.id: finding.why for finding in findings if not finding.holds} == {}
    assert all(finding.claim and finding.why for finding in findings)


@pytest.mark.parametrize(("scenario_id", "stated"), stated_in_catalogue())
def test_a_changed_finding_is_false(scenario_id, stated):
    document = pg.scenario(scenario_id).document
    changed = tuple(wrong(document, stated))
    assert changed and stated not in changed
    findings = Scenario(replace(document, findings=changed)).findings()
    assert {
        repr(one): found.why for one, found in zip(changed, findings, strict=True) if found.holds is not False
    } == {}
    assert all(found.why for found in findings)


@pytest.fixture
def chips() -> Scenario:
    return pg.scenario("chip_controls_and_boycott")


@pytest.fixture
def dilemma() -> Scenario:
    return pg.scenario("chip_controls_repeated")


def test_a_threshold_is_one_on_both_sides(chips):
    trade, closure = {"us": "open", "china": "buy"}, {"us": "ban", "china": "boycott"}
    assert checked(chips, "pure_equilibria", {"leverage": 3}, equals=[trade, closure]).holds
    assert not checked(chips, "pure_equilibria", {"leverage": "3.000001"}, equals=[trade, closure]).holds


def test_one_equilibrium_too_few_or_too_many_does_not_hold(chips):
    closure = {"us": "ban", "china": "boycott"}
    assert not checked(chips, "pure_equilibria", equals=[]).holds
    assert not checked(chips, "pure_equilibria", {"leverage": 2}, equals=[closure]).holds


def test_a_tie_is_not_dominance(small):
    scenario = parsed(small)
    assert checked(scenario, "dominant", player="us", action="race").holds
    tied = checked(scenario, "dominant", {"gain": "1/2"}, player="us", action="race")
    assert not tied.holds
    assert tied.why == "United States gets 0 at (calm, calm), 0 at (race, calm)"


def test_a_counterexample_is_told_in_words(chips):
    finding = checked(chips, "dominant", player="us", action="ban")
    assert finding.why == (
        "United States gets 12.24 at (Sell frontier chips, Buy what is allowed), 10 at (Ban sales, Buy what is allowed)"
    )


def test_nobody_may_be_as_well_off_where_all_are_better_off(small):
    scenario, calm, race = parsed(small), {"us": "calm", "china": "calm"}, {"us": "race", "china": "race"}
    assert checked(scenario, "pareto_dominates", profile=calm, over=race).holds
    assert not checked(scenario, "pareto_dominates", profile=calm, over=calm).holds
    assert not checked(scenario, "pareto_dominates", profile=race, over=calm).holds


def test_thresholds_are_exact(dilemma):
    path, punishment = {"us": "license", "china": "buy"}, {"us": "ban", "china": "boycott"}
    for player, threshold in (("us", "332/1237"), ("china", "7/16")):
        options = {"player": player, "path": path, "punishment": punishment}
        assert checked(dilemma, "grim_threshold", equals=threshold, **options).holds
        assert threshold in checked(dilemma, "grim_threshold", equals="1/3", **options).why


def test_a_punishment_that_is_no_equilibrium_proves_nothing(dilemma):
    path = {"us": "license", "china": "buy"}
    finding = checked(dilemma, "grim_threshold", player="us", path=path, punishment=path, equals="1/2")
    assert not finding.holds
    assert "equilibrium" in finding.why


def test_what_no_patience_sustains_has_no_threshold(dilemma):
    path, punishment = {"us": "license", "china": "boycott"}, {"us": "ban", "china": "boycott"}
    finding = checked(dilemma, "grim_threshold", player="us", path=path, punishment=punishment, equals="1/2")
    assert not finding.holds
    assert "no patience" in finding.why


CALM, RACE = {"us": "calm", "china": "calm"}, {"us": "race", "china": "race"}


@pytest.mark.parametrize(("periods", "holds"), [("infinite", True), ("1", False), ("5", False), ("10000", False)])
def test_only_an_endless_game_has_a_threshold(repeated, periods, holds):
    # racing is the only stage equilibrium: by backward induction it is played in every period of a game that ends
    scenario = parsed(repeated(f'periods: {periods}, discount: {{us: "1/2", china: "1/2"}}'))
    finding = checked(scenario, "grim_threshold", player="us", path=CALM, punishment=RACE, equals="5/12")
    assert finding.holds is (True if holds else None)
    assert holds or f"a game that ends (periods: {periods}) are not supported yet" in finding.why


def test_a_player_s_threshold_is_its_own_whatever_the_others_patience(repeated):
    scenario = parsed(repeated('discount: {us: "1/2", china: "1/9"}'))
    finding = checked(scenario, "grim_threshold", player="us", path=CALM, punishment=RACE, equals="5/12")
    assert finding.holds
    assert "its discount factor is at least 5/12" in finding.why


def test_a_punishment_that_pays_more_than_the_path_is_no_threshold(small):
    text = small.replace('when: "own == race", value: "gain - cost"', 'value: "if(us == china, 1/2, 0)"')
    text = text.replace("-twice * others(race)", "if(own == race, -1/4, 0)")
    # two equilibria: racing pays 1/4, calm 1/2; whoever leaves the race loses 1/4 once and wins as much ever after
    finding = checked(parsed(text), "grim_threshold", player="us", path=RACE, punishment=CALM, equals="0")
    assert not finding.holds
    assert "no more patient than 1/2" in finding.why


def test_a_count_that_is_not_proven_complete_does_not_hold(chips):
    stated = StatedFinding("n", "c", "equilibrium_count", {"equals": 1})
    scenario = Scenario(replace(chips.document, findings=(stated,)))
    (finding,) = scenario.findings(deadline=1e-9)
    assert not finding.holds
    assert "not proven complete" in finding.why


def test_a_tie_for_the_largest_total_names_all_of_them(small):
    scenario, calm = parsed(small), {"us": "calm", "china": "calm"}
    assert checked(scenario, "welfare_max", equals=[calm]).holds
    tied = [{"us": us, "china": china} for us in ("calm", "race") for china in ("calm", "race")]
    zero = {"gain": 0, "cost": 0}
    assert checked(scenario, "welfare_max", zero, equals=tied).holds
    assert not checked(scenario, "welfare_max", zero, equals=[calm]).holds


def test_what_cannot_be_checked_does_not_hold_and_says_why(small):
    scenario = parsed(small)
    for finding, words in (
        (checked(scenario, "crystal_ball", equals="1"), "not supported yet"),
        (checked(scenario, "dominant", player="usa", action="race"), "could not be checked"),
        (checked(scenario, "dominant", {"gain": 99}, player="us", action="race"), "no such game"),
        (checked(scenario, "relation", expr="1 / (gain - 3) == 1"), "division by zero"),
        (checked(scenario, "pure_equilibria", equals=[{"us": "calm"}]), "could not be checked"),
    ):
        assert not finding.holds
        assert words in finding.why


def test_a_relation_shows_both_sides(small):
    finding = checked(parsed(small), "relation", expr="gain / 7 == 0.5")
    assert finding.why == "the left side is 3/7 (0.4286); the right side is 0.5"

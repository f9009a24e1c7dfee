"""What the catalogue as a whole must have: topics, sources, findings that flip, claims that stand on the game."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import policygames as pg
import pytest
from policygames.documents import ScenarioDocument
from policygames.scenarios.vocabulary import TOPICS
from policygames.studies.senses import asked_instead

CATALOGUE = pg.scenarios()
SPECIFIED = {
    *("chip_controls_and_boycott", "chip_controls_low_hostage_value", "chip_controls_repeated", "nvidia_two_fires"),
    *("rival_chip_entry", "self_sufficiency_deterrence", "open_or_closed_models", "standards_blocs", "eu_third_path"),
    *("global_south_blocs", "mediated_escalation", "multinational_stacks", "compute_contest", "crisis_with_mistakes"),
    *("compute_race_detente", "safety_race", "open_research_pool", "safety_agreement", "export_inspection"),
    "provider_restrictions",
}
LEVELS = {"chip_controls_and_boycott", "chip_controls_low_hostage_value", "compute_contest"}
"""Where attributes say what an action is: how open, how much is bought, how many steps of effort."""


def test_at_least_twenty_scenarios_on_all_seventeen_topics():
    assert set(CATALOGUE) >= SPECIFIED
    assert len(TOPICS) == 17
    assert {topic for name in CATALOGUE for topic in pg.scenario(name).topics} == set(TOPICS)


@pytest.fixture(params=CATALOGUE)
def document(request) -> ScenarioDocument:
    return pg.scenario(request.param).document


def test_every_scenario_asks_and_answers(document):
    assert document.question.endswith("?")
    assert document.summary and document.sources and document.analyses
    assert len(document.findings) >= 3


def test_every_scenario_says_what_flips_a_finding(document):
    thresholds = {"flips", "grim_threshold", "critical_discount", "public_signal"}
    assert any(stated.kind in thresholds or stated.given for stated in document.findings)


def test_some_finding_answers_the_question(document):
    assert any(stated.tells == "answer" for stated in document.findings)


WITHOUT_A_WISH = {"multinational_stacks", "nvidia_two_fires", "open_release_volunteer"}
"""Where the better outcome holds already, or each is the best one for somebody; the summaries say so."""


def test_every_scenario_asks_what_a_wanted_outcome_takes(document):
    asks = any(one.analysis == "intervene" for one in document.analyses)
    assert asks is (document.id not in WITHOUT_A_WISH)


def test_what_it_takes_can_be_computed(document):
    wanted = [one for one in pg.scenario(document.id).solve(deadline=60) if one.analysis == "intervene"]
    assert all(one.result is not None for one in wanted), [one.unsupported for one in wanted]


def test_no_claim_names_a_value_that_is_drawn_without_fixing_it(document):
    """Where draws are asked the claim as it stands, its share is about the parameters that it does not name."""
    drawn = {one.value for one in document.parameters if one.range and one.value is not None}
    for stated in document.findings:
        named = _named(stated.claim)
        if stated.kind == "relation":
            assert stated.given or stated.claim.startswith("At the values of this file"), stated.id
        elif not asked_instead(stated):
            assert named & drawn <= set(stated.given.values()), stated.id
            assert stated.given or not named & _literals(stated.options.get("equals")), stated.id


def _named(claim: str) -> set[Fraction]:
    """The numbers that a claim names, beside small whole ones and those said to be about the file's own values."""
    text = re.sub(r"\([^()]* at (?:the values of this file|a speed of 1\.5)\)", "", claim).replace("one half", "1/2")
    found = {Fraction(one) for one in re.findall(r"(?<![\w./])\d+(?:\.\d+|/\d+)?(?![\w/])", text)}
    return {one for one in found if one.denominator > 1 or one >= 10}


def _literals(equals: Any) -> set[Fraction]:
    """The amounts that a check compares with, where they are plain numbers."""
    texts = equals.values() if isinstance(equals, dict) else [equals]
    return {Fraction(one) for one in texts if isinstance(one, str) and re.fullmatch(r"\d+([./]\d+)?", one)}


def test_no_claim_rests_on_arithmetic_alone(document):
    relations = [stated for stated in document.findings if stated.kind == "relation"]
    on_the_game = [stated for stated in document.findings if stated.kind == "flips"]
    assert len(on_the_game) >= bool(relations)


def test_every_number_has_a_source_or_a_range(document):
    for parameter in document.parameters:
        assert parameter.formula or parameter.sources or parameter.range, parameter.id
        assert parameter.basis != "judgement" or parameter.range, parameter.id
        assert parameter.unit, parameter.id


def test_formulas_hold_no_number_that_means_something(document):
    sizes = {str(len(document.players)), *(str(player.members) for player in document.players)}
    structural = {"0", "1", "2", *sizes}
    for formula in _formulas(document):
        found = set(re.findall(r"(?<![a-z_0-9.])\d+(?:\.\d+)?", formula)) - structural
        assert not found, formula


def test_attributes_are_levels_of_actions(document):
    has = any(player.attributes or any(one.attributes for one in player.actions) for player in document.players)
    assert has is (document.id in LEVELS)


def _formulas(document: ScenarioDocument) -> Iterator[str]:
    for term in document.payoffs.terms:
        yield from (term.value, term.when)
    for outcome in document.payoffs.outcomes:
        yield from outcome.payoff.values()

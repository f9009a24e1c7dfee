"""Declared analyses: options in the words of a file reach the solver, and what is not supported is an entry."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import policygames as pg
import pytest
from policygames import registry
from policygames.documents import Analysis
from policygames.results import Solution
from policygames.results.information_value import InformationValue
from policygames.results.potential import Potential
from policygames.scenarios import AnalysisResult, Scenario, parsed
from policygames.scenarios.compiler import normal_form
from policygames.scenarios.option_values import _CHECKS
from policygames.scenarios.roster import written_out
from policygames.scenarios.values import parameter_values
from policygames.scenarios.vocabulary import ANALYSES, SOLVED


def asked(scenario: Scenario, analysis: str, **options: Any) -> list[AnalysisResult]:
    document = replace(scenario.document, analyses=(Analysis("one", analysis, options),))
    return list(Scenario(document).solve())


def test_every_option_of_a_concept_can_be_set_in_a_file():
    for name in SOLVED:
        assert set(registry.concept(name).options) <= set(ANALYSES[name]), name


def test_every_option_of_the_vocabulary_is_checked():
    assert {option for options in ANALYSES.values() for option in options} == set(_CHECKS)


@pytest.mark.parametrize("name", [*SOLVED, "potential", "welfare", "robustness", "intervene", "regimes", "study"])
def test_every_analysis_answers_or_says_why_not(small, name):
    options = {"intervene": {"target": {"us": "calm", "china": "calm"}}, "quantal_response": {"precision": "1"}}
    more = {"stackelberg": {"leader": "us"}, "correlated": {"objective": "welfare"}}
    for result in asked(parsed(small), name, **{**options, **more}.get(name, {})):
        assert (result.result is None) == bool(result.unsupported)
        assert result.result is None or result.result.explain()


def test_options_name_players_by_id(small):
    text = small.replace("{id: china, name: China", "{id: china, name: People's Republic of China")
    (led,) = asked(parsed(text), "stackelberg", leader="china")
    assert led.result.equilibria[0].certificate.candidate.leader == 1
    (own,) = asked(parsed(text), "correlated", objective="china")
    (same,) = asked(parsed(text), "correlated", objective={"china": "1", "us": "0"})
    assert own.result.equilibria[0].exact_payoffs == same.result.equilibria[0].exact_payoffs


def test_one_result_a_precision_and_one_a_value(small):
    results = asked(parsed(small), "quantal_response", precision=["1", "2"], at={"gain": ["1", "2", "3"]})
    assert [result.variant for result in results][:2] == ["gain: 1, precision: 1", "gain: 1, precision: 2"]
    assert len(results) == 6
    assert all(isinstance(result.result, Solution) for result in results)


def test_an_analysis_at_another_patience_is_that_of_another_game():
    scenario = pg.scenario("chip_controls_repeated")
    results = [one for one in scenario.solve() if one.id == "payoff_set"]
    assert [one.result.game.discount[0] for one in results] == [Fraction(3, 10), Fraction(1, 2), Fraction(9, 10)]
    corners = [len(one.result.payoff_set.exact) for one in results]
    assert corners[0] == 1 < corners[2]  # below 7/16 only closure is sustained


def test_a_value_outside_its_range_is_an_entry(small):
    (result,) = asked(parsed(small), "nash", at={"gain": "99"})
    assert result.result is None
    assert "outside the range" in result.unsupported


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("nash", {"symmetric": "true"}, "like players"),
        ("rationalizable", {"strict": "false"}, "strict: false"),
        ("undominated", {"strict": "true"}, "strict: true"),
        ("stackelberg", {"leader": "us", "strategies": "pure"}, "pure strategies alone"),
        ("welfare", {"objective": "egalitarian"}, "egalitarian"),
        ("study", {"draws": "10"}, "policygames study run small"),
        ("correlated", {"objective": {"minimize_probability_of": {"us": "race", "china": "race"}}}, "minimize"),
    ],
)
def test_what_is_not_supported_is_named(small, name, options, words):
    (result,) = asked(parsed(small), name, **options)
    assert result.result is None
    assert words in result.unsupported


def test_questions_beside_equilibria():
    (potential,) = asked(pg.scenario("global_south_blocs"), "potential")
    assert isinstance(potential.result, Potential) and potential.result.exists
    (value,) = asked(pg.scenario("nvidia_two_fires"), "value_of_information", player="beijing", about="washington")
    assert isinstance(value.result, InformationValue)
    value.result.verify()


def test_named_strategies_are_asked_for_all_their_discount_factors():
    results = {
        one.variant: one.result for one in pg.scenario("chip_controls_repeated").solve() if one.id == "trade_holds"
    }
    assert set(results) == {"grim", "optimal", "limited_punishment: 2", "tit_for_tat"}
    two = results["limited_punishment: 2"]
    # China stops buying for 7 more today, and loses 9 in each of two periods: d + d^2 >= 7/9, so d from 0.514
    low = two.discounts[0].lower.value
    assert abs(low**2 + low - 7 / 9) < 1e-9
    assert two.explain()


def test_what_it_takes_is_asked_in_the_words_of_the_file():
    target = {"us": "open", "china": "buy"}
    scenario = pg.scenario("chip_controls_and_boycott")
    (paid,) = asked(scenario, "intervene", lever="payment", target=target, payers=["us"], margin="0")
    # China gains 24 - 17 = 7 by a boycott of what the US sells freely
    assert paid.result.cost == 7
    paid.result.verify()
    (bound,) = asked(scenario, "intervene", lever="commitment", target=target, leader="us")
    assert bound.result is not None
    (patient,) = asked(
        pg.scenario("chip_controls_repeated"),
        "intervene",
        lever="discount",
        target={"us": "license", "china": "buy"},
        punishment={"us": "ban", "china": "boycott"},
    )
    assert patient.result.cost == Fraction(7, 16)
    (goal,) = asked(scenario, "intervene", lever="commitment", target=target, goal="unique")
    assert "the goal unique is not supported yet" in goal.unsupported


@pytest.mark.parametrize("scenario_id", ["provider_restrictions", "safety_agreement", "global_south_blocs"])
def test_the_largest_total_of_like_players_is_that_of_the_game_written_out(scenario_id):
    scenario = pg.scenario(scenario_id)
    (found,) = asked(scenario, "welfare")
    game = normal_form(written_out(scenario.document), parameter_values(scenario.document, {}))
    totals = {profile: sum(game.payoffs[(slice(None), *profile)]) for profile in np.ndindex(*game.shape)}
    best = max(totals.values())
    assert found.result.total == best
    counted = {tuple(sorted(profile)) for profile, total in totals.items() if total == best}
    assert len(found.result.words) == len(counted)
    assert found.result.explain().startswith("The largest total")


def test_the_largest_total_of_two_groups():
    text = """\
policygames: 1
kind: scenario
id: groups
version: 1.0.0
title: Two groups
question: Who works?
topics: [detente]
players:
  - {id: rich, members: 3, actions: [{id: work}, {id: rest}]}
  - {id: poor, members: 2, actions: [{id: work}, {id: rest}]}
parameters: {}
payoffs:
  form: terms
  terms:
    - {id: good, to: all, value: "count(work)"}
    - {id: hard, to: poor, when: own == work, value: "-6"}
game: {type: normal}
"""
    (found,) = asked(parsed(text), "welfare")
    # each who works gives 1 to all five; that costs the poor 6, the rich nothing
    assert (found.result.total, found.result.words) == (15, ("(3 work, 2 rest)",))


def test_a_study_says_the_command_that_draws_as_it_does():
    (told,) = asked(pg.scenario("safety_agreement"), "study", design="grid", over={"minimum": {"from": "0", "to": "7"}})
    assert "study run safety_agreement --design grid --set benefit=1 --set cost=7/2 --out runs/" in told.unsupported
    (told,) = asked(pg.scenario("safety_agreement"), "study", design={"type": "lhs", "draws": "64", "seed": "7"})
    assert "study run safety_agreement --draws 64 --design lhs --seed 7 --out runs/" in told.unsupported


@pytest.mark.parametrize("name", ["nvidia_two_fires", "multinational_stacks", "provider_restrictions"])
def test_robustness_is_asked_of_every_game_that_is_played_once(name):
    scenario = pg.scenario(name)
    concept = "bayes_nash" if name == "nvidia_two_fires" else "nash"
    found = pg.solve(scenario.game(), concept).equilibria
    results = asked(scenario, "robustness")
    assert [one.result.equilibrium if one.result else None for one in results] == [
        None if one.enclosure else one for one in found
    ]
    assert all("indifferent" in one.unsupported for one in results if one.result is None)

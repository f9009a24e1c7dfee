"""How much of the payoffs rests on judgement, counted by hand on small scenarios."""

from __future__ import annotations

from fractions import Fraction

import policygames as pg
import pytest
from policygames.errors import GameError
from policygames.scenarios import parsed
from policygames.scenarios.values import parameter_values

F = Fraction


def test_every_term_is_weighed_by_its_size(small):
    # edge: a racer gets gain - cost = 5/2 (gain is a judgement), in two of four profiles, for each of two players: 10.
    # harm: 2 * gain = 6 for each other racer, in two of four profiles, for each player: 24. All rests on gain.
    report = parsed(small).parameter_report()
    assert (report.mass, report.judgement, report.sourced, report.nothing) == (34, 1, 0, 0)
    assert {one.name: (one.basis, one.share) for one in report.numbers} == {
        "gain": ("judgement", F(10, 34)),
        "cost": ("sourced", F(10, 34)),
        "twice": ("judgement", F(24, 34)),
    }


def test_what_is_sourced_does_not_count_as_judgement(changed):
    report = parsed(changed('"gain - cost"', '"4 * cost"').replace("4 * cost", "cost + cost")).parameter_report()
    # a racer gets 2 * 0.5 = 1 in two profiles, for two players: 4, sourced; the harm of 24 is judgement
    assert (report.mass, report.judgement, report.sourced) == (28, F(24, 28), F(4, 28))


def test_terms_without_numbers_rest_on_nothing(changed):
    report = parsed(changed('"-twice * others(race)"', '"1 - others(race)"')).parameter_report()
    # 1 - others: 1 in two of four profiles, for two players: 4
    assert report.nothing == F(4, 14)


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("cost * 3", {"cost", "3"}),
        ("cost * 0.4", {"cost", "2/5"}),
        ("cost * own.weight", {"cost", "us.weight", "china.weight"}),
        ("cost * total(weight, race)", {"cost", "us.weight", "china.weight"}),
        ("if(own == race, cost, gain)", {"cost"}),  # it is paid to racers only
        ("if(count(race) >= 2, cost, cost ** 2)", {"cost"}),  # a count of players and an exponent are structure
        ("if(cost > 0.25, cost, gain)", {"cost", "1/4"}),
        ("1 - cost", {"cost"}),
    ],
)
def test_literals_and_attributes_count_and_structure_does_not(changed, formula, names):
    report = parsed(changed('"gain - cost"', f'"{formula}"')).parameter_report()
    assert {one.name for one in report.numbers} - {"twice"} == names
    judged = {one.name for one in report.numbers if one.basis == "judgement"}
    assert judged == {one.name for one in report.numbers} - {"cost"}


def test_a_derived_number_is_as_good_as_what_it_is_derived_from(changed):
    def basis_of(formula: str, sources: str = "") -> str:
        text = changed(
            'twice: {formula: "2 * gain", basis: derived', f'twice: {{formula: "{formula}", basis: derived{sources}'
        )
        return next(one.basis for one in parsed(text).parameter_report().numbers if one.name == "twice")

    assert basis_of("cost + cost") == "sourced"
    assert basis_of("cost / 3") == "judgement"
    assert basis_of("cost / 3", ", sources: [paper]") == "sourced"
    assert basis_of("cost + gain") == "judgement"


def test_units_are_carried(changed):
    text = changed("gain: {value: 3,", "gain: {value: 3, unit: USD bn,").replace(
        "payoffs:\n", "payoffs:\n  unit: USD m\n"
    )
    scenario = parsed(text)
    report = scenario.parameter_report()
    assert scenario.unit == report.unit == "USD m"
    assert {one.name: one.unit for one in report.numbers}["gain"] == "USD bn"
    assert "100 % of the payoff mass (USD m) rests on judgement" in report.explain()


def test_members_of_a_group_are_weighed_by_counts():
    report = pg.scenario("provider_restrictions").parameter_report(liability=1)
    # restricting with 2 others: 5; serving: 2 - 1 for 0, 1 and 2 others who restrict
    assert report.mass == 8
    assert {one.name: one.share for one in report.numbers}["protection"] == F(5, 8)


def test_types_are_weighed_one_by_one():
    report = pg.scenario("nvidia_two_fires").parameter_report()
    assert {"denial_hawk", "denial_dove"} <= {one.name for one in report.numbers}
    assert "hawk_prior" not in {one.name for one in report.numbers}  # a chance is no payoff


@pytest.mark.parametrize("scenario_id", pg.scenarios())
def test_shares_of_the_catalogue_add_up(scenario_id):
    report = pg.scenario(scenario_id).parameter_report()
    assert report.judgement + report.sourced + report.nothing == 1
    assert all(0 <= one.share <= 1 for one in report.numbers)
    assert [one.share for one in report.numbers] == sorted((one.share for one in report.numbers), reverse=True)
    assert report.explain().endswith(".")


def test_a_report_of_what_is_not_defined_is_an_error(changed):
    scenario = parsed(changed('"gain - cost"', '"gain / others(calm)"'))
    with pytest.raises(GameError, match="division by zero") as caught:
        scenario.parameter_report()
    assert caught.value.path == "payoffs.terms[0].value"
    assert parameter_values(scenario.document, {})["gain"] == 3

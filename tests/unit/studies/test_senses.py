"""Findings decided draw by draw, against their meaning written out by hand."""

from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from policygames.errors import GameError
from policygames.scenarios.findings import check
from policygames.studies.planning import Wish, spec_of
from policygames.studies.rows import _case
from policygames.studies.senses import AS_STATED, case_at, held_apart, holds, sense_of
from policygames.studies.spec import FEW

REPEATED = pg.scenario("chip_controls_repeated")
DRAWS = 24


def spec(name, **wishes):
    return spec_of(pg.scenario(name), Wish(draws=DRAWS, seed=7, **wishes))


def draws_of(one):
    return [one.rows(row, 1).values(0) for row in range(DRAWS)]


def stated(scenario, name):
    return next(one for one in scenario.document.findings if one.id == name)


def grim_by_definition(game, player, path, punishment):
    """Friedman (1971): what is lost for ever after outweighs the best gain of one period."""
    stage, patience = game.stage_game, game.discount[player]

    def paid(profile, own):
        profile = (own, profile[1]) if player == 0 else (profile[0], own)
        return stage.payoff(player, profile)

    actions = range(stage.shape[player])
    credible = all(
        stage.payoff(other, punishment)
        >= stage.payoff(other, tuple(own if p == other else punishment[p] for p in (0, 1)))
        for other in (0, 1)
        for own in range(stage.shape[other])
    )
    best = max(paid(path, own) for own in actions if own != path[player])
    after = stage.payoff(player, punishment)
    return credible and stage.payoff(player, path) >= (1 - patience) * best + patience * after


@pytest.mark.parametrize(("name", "player"), [("us_threshold", 0), ("cn_threshold", 1)])
def test_a_threshold_of_patience_is_asked_at_the_patience_that_is_drawn(name, player):
    one, found = spec("chip_controls_repeated"), []
    finding = stated(REPEATED, name)
    for values in draws_of(one):
        game = REPEATED.game(**values)
        case = case_at(_case(one), values)
        path, after = (case.profile(finding.options[key]) for key in ("path", "punishment"))
        found.append(holds(finding, case))
        assert found[-1] is grim_by_definition(game, player, path, after)
    assert {True, False} == set(found)
    assert "drawn discount factor" in sense_of(finding)


def test_a_mixed_equilibrium_is_asked_for_by_who_mixes():
    scenario, one = pg.scenario("export_inspection"), spec("export_inspection")
    finding = stated(scenario, "exact_rates")
    for values in draws_of(one):
        solution = pg.solve(scenario.game(**values))
        mixes = any(all(0 < p < 1 for own in e.exact for p in own) for e in solution.equilibria)
        assert holds(finding, case_at(_case(one), values)) is mixes


def test_formulas_of_parameters_are_asked_as_they_are_stated():
    scenario, one = pg.scenario("safety_race"), spec("safety_race")
    for name in ("dilemma_begins", "safety_possible", "corners_spread"):
        finding = stated(scenario, name)
        assert sense_of(finding) == AS_STATED
        for values in draws_of(one)[:6]:
            case = case_at(_case(one), values)
            assert holds(finding, case) is check(case, finding.kind, finding.options).holds


def test_given_values_stand_in_place_of_drawn_ones_and_no_game_is_no_answer():
    scenario, one = pg.scenario("safety_race"), spec("safety_race")
    finding = stated(scenario, "safety_wins")
    assert finding.given
    for values in draws_of(one)[:6]:
        alone = check(case_at(_case(one), {**values, **finding.given}), finding.kind, finding.options)
        assert held_apart([finding], _case(one), values) == {"safety_wins": alone.holds}
    outside = replace(finding, given={"risk": Fraction(10**6)})
    assert held_apart([outside], _case(one), draws_of(one)[0]) == {"safety_wins": None}


@pytest.mark.parametrize("name", ["chip_controls_repeated", "provider_restrictions", "nvidia_two_fires", "safety_race"])
def test_a_study_says_how_often_each_stated_finding_holds(name, tmp_path):
    scenario = pg.scenario(name)
    study = pg.study(scenario, draws=6, seed=1, out=tmp_path, workers=0)
    shares = study.findings().set_index("finding")["share"]
    assert list(shares.index) == [one.id for one in scenario.document.findings]
    rows = study.table().to_pylist()
    for one in scenario.document.findings:
        column = [row[f"finding:{one.id}"] for row in rows]
        assert column == [held_apart([one], _case(study.spec), study.values(row))[one.id] for row in range(6)], one.id
        assert study.table().schema.field(f"finding:{one.id}").metadata[b"asked"].decode() == sense_of(one)


def test_many_draws_of_quick_games_decide_what_keeps_pace_unless_more_is_asked():
    scenario = pg.scenario("chip_controls_and_boycott")
    few, many = (spec_of(scenario, Wish(draws=draws)) for draws in (FEW, FEW + 1))
    left_out = set(few.findings) - set(many.findings)
    one_by_one = ("flips", "relation", "equilibrium", "least_payment")  # kinds that are decided game by game
    assert left_out == {one.id for one in scenario.document.findings if one.kind in one_by_one}
    every = spec_of(scenario, Wish(draws=FEW + 1, findings=["all"]))
    assert every.findings == few.findings
    assert (few.is_fast, many.is_fast, every.is_fast) == (True, True, False)
    with pytest.raises(GameError, match="no finding 'nothing'"):
        spec_of(scenario, Wish(findings=["nothing"]))

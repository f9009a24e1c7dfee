"""The public face of scenarios: the catalogue, files of one's own, declared analyses, digests."""

from __future__ import annotations

import pickle
from fractions import Fraction

import policygames as pg
import pytest
from policygames.errors import GameError, ScenarioError
from policygames.results import Solution, Threshold
from policygames.scenarios import Welfare, parsed
from policygames.scenarios.cases import number

TOPICS = {
    *("export_controls", "firm_between_two_fires", "rival_entry", "self_sufficiency", "open_or_closed"),
    *("standards_blocs", "third_path", "global_south", "mediation", "dual_supply_chains", "compute_and_talent_race"),
    *("accidental_escalation", "detente", "technical_cooperation", "global_governance", "arms_race"),
    "provider_restrictions",
}


def test_the_catalogue_is_listed_before_and_after_the_package_is_loaded():
    assert {"chip_controls_and_boycott", "chip_controls_repeated", "standards_blocs"} <= set(pg.scenarios())
    assert pg.scenarios() == pg.scenarios()


@pytest.mark.parametrize("scenario_id", pg.scenarios())
def test_the_catalogue_is_in_order(scenario_id):
    scenario = pg.scenario(scenario_id)
    assert scenario.id == scenario_id
    assert set(scenario.topics) <= TOPICS
    assert scenario.question.endswith("?")
    assert scenario.title and scenario.summary and scenario.sources and scenario.parameters
    assert scenario.document.findings and scenario.document.analyses


def test_parameters_and_sources_go_by_id():
    scenario = pg.scenario("chip_controls_and_boycott")
    assert scenario.parameters["margin"].value == Fraction(18, 25)
    assert scenario.parameters["margin"].range == (Fraction(3, 5), Fraction(19, 25))
    assert set(scenario.parameters["sales"].sources) <= set(scenario.sources)
    assert scenario.sources["press"].date == "2025-09-08"


def test_an_unknown_scenario_gets_the_nearest_name():
    with pytest.raises(GameError, match="did you mean 'standards_blocs'") as caught:
        pg.scenario("standard_blocks")
    assert caught.value.reason == "UNKNOWN_NAME"


@pytest.mark.parametrize("name", ["../reader", "/no/such", "standards_blocs.yaml", "a.YML", "folder/name", "a\0/b"])
def test_a_path_to_nothing_is_no_such_file(name):
    with pytest.raises(GameError, match="there is no file") as caught:
        pg.scenario(name)
    assert caught.value.reason == "NO_SUCH_FILE"


def test_a_file_is_no_name_of_the_catalogue(tmp_path, small):
    path = tmp_path / "mine.yaml"
    path.write_text(small)
    with pytest.raises(GameError, match="load reads files") as caught:
        pg.scenario(str(path))
    assert caught.value.reason == "UNKNOWN_NAME"


@pytest.mark.parametrize("name", ["", "reader", "standards blocs", "v1.0"])
def test_only_names_of_the_catalogue_are_names(name):
    with pytest.raises(GameError, match="there is no scenario"):
        pg.scenario(name)


@pytest.mark.parametrize("name", ["mine.yaml", "folder/mine.yaml", "/folder/mine"])
def test_the_name_of_a_file_is_not_its_text(name):
    with pytest.raises(ScenarioError, match="is the name of a file, not its text; load reads files"):
        parsed(name)


def test_a_file_of_one_s_own(tmp_path, small):
    path = tmp_path / "mine.yaml"
    path.write_text(small)
    assert pg.load(path).game() == parsed(small).game()
    assert pg.load(str(path)).document == parsed(small).document


def test_a_bad_file_is_named_with_line_and_column(tmp_path, small):
    path = tmp_path / "mine.yaml"
    path.write_text(small.replace("range: [0, 5]", "rang: [0, 5]"))
    with pytest.raises(ScenarioError) as caught:
        pg.load(path)
    assert str(caught.value).startswith(
        f"{path}:14:20: parameters.gain.rang: there is no key 'rang' here; did you mean"
    )


def test_a_file_that_cannot_be_read_is_an_error_of_ours(tmp_path):
    for path, words in ((tmp_path / "none.yaml", "there is no such file"), (tmp_path, "cannot be read")):
        with pytest.raises(ScenarioError, match=words) as caught:
            pg.load(path)
        assert caught.value.reason == "NO_SUCH_FILE"


def test_declared_analyses_are_run_and_the_rest_is_named():
    results = {(result.id, result.variant): result for result in pg.scenario("chip_controls_repeated").solve()}
    assert isinstance(results["stage", ""].result, Solution)
    threshold = results["trade_holds", "grim"].result
    assert isinstance(threshold, Threshold)
    assert (threshold.exact, threshold.by_player) == (Fraction(7, 16), (Fraction(332, 1237), Fraction(7, 16)))
    assert threshold.weak_link == "China"
    assert results["map", ""].result is None
    assert "study" in results["map", ""].unsupported


def test_each_result_is_either_an_answer_or_says_what_is_missing():
    for scenario_id in pg.scenarios():
        scenario = pg.scenario(scenario_id)
        results = scenario.solve()
        assert {result.id for result in results} == {analysis.id for analysis in scenario.document.analyses}
        assert all((result.result is None) == bool(result.unsupported) for result in results)


def test_the_largest_total_is_an_analysis():
    results = {result.id: result.result for result in pg.scenario("standards_blocs").solve()}
    welfare = results["welfare"]
    assert isinstance(welfare, Welfare)
    assert (welfare.total, welfare.profiles) == (168, ((1, 1, 1),))
    assert welfare.explain() == "The largest total, 168, is reached at (SCO line, SCO line, SCO line)."


def test_grim_reversion_to_a_named_profile_is_an_analysis(changed):
    ids = "{us: calm, china: calm}", "{us: race, china: race}"
    text = changed("analysis: nash", f"analysis: critical_discount, path: {ids[0]}, punishments: [{ids[1]}]")
    (result,) = parsed(text).solve()
    # stops racing for 5/2 more today if 7/2 a period are at stake: d / (1 - d) * 7/2 >= 5/2
    assert isinstance(result.result, Threshold)
    assert result.result.exact == Fraction(5, 12)


SUSTAINED = "analysis: critical_discount, path: {us: calm, china: calm}, punishments: [grim, {us: race, china: race}]"


@pytest.mark.parametrize(
    ("game", "words"),
    [
        ('periods: 1, discount: {us: "1/2", china: "1/2"}', "periods: 1"),
        ('periods: 5, discount: {us: "1/2", china: "1/2"}', "periods: 5"),
        ('discount: {us: "1/2", china: "1/3"}', "discount factors differ"),
    ],
)
def test_a_threshold_of_another_game_is_not_given_for_this_one(repeated, game, words):
    results = parsed(repeated(game).replace("analysis: nash", SUSTAINED)).solve()
    assert [result.result for result in results] == [None, None]
    assert all(words in result.unsupported and "not supported yet" in result.unsupported for result in results)


def test_equilibria_of_a_game_that_ends_are_not_those_of_an_endless_one(repeated):
    text = repeated('periods: 5, discount: {us: "1/2", china: "1/2"}').replace(
        "analysis: nash", "analysis: subgame_perfect"
    )
    (result,) = parsed(text).solve()
    assert result.result.method == "backward_recursion"
    assert result.result.game.periods == 5
    result.result.verify()


def test_equal_documents_have_equal_digests(small):
    again = small.replace("value: 0.5", "value: 1/2").replace("title: A small test", 'title: "A small test"')
    assert parsed(small, "a.yaml").digest == parsed("# a comment\n" + again, "b.yaml").digest
    assert parsed(small).digest != parsed(small.replace("value: 0.5", "value: 0.51")).digest


def test_a_scenario_survives_a_worker(small):
    scenario = parsed(small)
    again = pickle.loads(pickle.dumps(scenario))  # noqa: S301 - our own bytes
    assert again.digest == scenario.digest


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(3), "3"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(1, 3), "1/3 (0.3333)"),
        (Fraction(10**400 * 3 + 1, 3), f"{10**400 * 3 + 1}/3 (inf)"),
    ],
)
def test_numbers_in_words(value, words):
    assert number(value) == words

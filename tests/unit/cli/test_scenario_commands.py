"""`policygames scenarios`: checking, comparing, resolving and starting files."""

from __future__ import annotations

import json

import jsonschema
import policygames as pg
import pytest
from click.testing import CliRunner, Result
from policygames.scenarios import parsed
from policygames_cli.main import main
from ruamel.yaml import YAML


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["scenarios", *map(str, arguments)], input=typed)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.yaml"
    assert run("new", "mine", "--out", path).exit_code == 0
    return path


def test_a_new_file_holds(file):
    result = run("check", file)
    assert result.exit_code == 0
    assert result.stdout.count("holds  ") == 3


def test_a_false_finding_is_exit_code_3_and_says_why(file):
    file.write_text(file.read_text().replace("kind: dominant,", "kind: not_dominant,"))
    result = run("check", file, "--json")
    assert result.exit_code == 3
    (rows,) = json.loads(result.stdout).values()
    assert [row["holds"] for row in rows] == [False, True, True]
    assert "more than any other action" in rows[0]["why"]
    assert "FALSE  tempted" in run("check", file).stdout


def test_what_is_not_decided_is_exit_code_3_too(file):
    wrong = "kind: mixed_equilibrium, probability: {united_states: {race: 2}}"
    dominant = "kind: dominant, player: united_states, action: race"
    assert dominant in file.read_text()
    file.write_text(file.read_text().replace(dominant, wrong))
    result = run("check", file, "--deadline", "1e-9")
    assert result.exit_code == 3
    assert "UNDECIDED  tempted" in result.stdout


def test_why_is_said_of_all_where_asked(file):
    assert "instead of" not in run("check", file).stdout
    assert "instead of" in run("check", file, "--why").stdout


def test_a_file_that_is_there_is_not_overwritten(file):
    before = file.read_text()
    result = run("new", "other", "--out", file)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert file.read_text() == before


def test_an_interview_asks_again_until_it_has_what_it_needs(tmp_path):
    answers = [
        "Tariff talks",
        "Who yields?",
        "detente",
        "Alone",
        'North, South: "new"',
        "yield",
        "yield, hold",
        "hold, 3",
    ]
    result = run("new", "talks", "--ask", typed="\n".join(answers) + "\n")
    assert result.exit_code == 0
    assert result.stderr.count("two names or more are needed") == 2
    scenario = parsed(result.stdout)
    assert [player.name for player in scenario.document.players] == ["North", 'South: "new"']
    assert [[one.name for one in own] for own in scenario.document.actions] == [["yield", "hold"], ["hold", "3"]]
    assert [finding.id for finding in scenario.findings() if not finding.holds] == []


def test_a_bad_id_is_told_before_anything_is_written(tmp_path):
    result = run("new", "Bad-Id", "--out", tmp_path / "bad.yaml")
    assert result.exit_code == 2
    assert "'Bad-Id' is no id" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["chip_controls_low_hostage_value", "standards_blocs"])
def test_a_resolved_file_is_the_same_scenario(name):
    text = run("show", name, "--resolved").stdout
    assert "extends" not in text
    again, first = parsed(text), pg.scenario(name)
    assert again.document.to_dict() == first.document.to_dict()
    assert again.digest == first.digest


def test_a_comparison_names_inputs_and_findings():
    names = "chip_controls_and_boycott", "chip_controls_low_hostage_value"
    told = run("diff", *names).stdout
    assert "parameters[leverage].value: 10 → 2" in told
    assert "parameters[fee].value: — → 0.15" in told
    assert "unique_outcome: holds → FALSE" in told
    assert "both_lose: still holds" in told
    assert "two_outcomes: new, holds" in told
    rows = {one["id"]: one for one in json.loads(run("diff", *names, "--json").stdout)["findings"]}
    assert rows["unique_outcome"]["changed"] and not rows["both_lose"]["changed"]
    assert rows["two_outcomes"]["before"] is None


def test_a_scenario_differs_from_itself_in_nothing():
    told = run("diff", "safety_race", "safety_race").stdout
    assert "no difference" in told
    assert told.count("still holds") == len(pg.scenario("safety_race").document.findings)


def test_the_schema_accepts_what_is_read(file):
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    accepts = jsonschema.Draft202012Validator(schema).is_valid
    data = YAML(typ="safe", pure=True).load(file.read_text())
    assert accepts(data)
    assert not accepts({**data, "topcs": []})


def test_every_declared_analysis_is_answered():
    told = run("solve", "mediated_escalation").stdout
    for analysis in pg.scenario("mediated_escalation").document.analyses:
        assert f"{analysis.id} ({analysis.analysis}" in told
    rows = json.loads(run("solve", "mediated_escalation", "--json").stdout)
    assert {row["id"] for row in rows} == {one.id for one in pg.scenario("mediated_escalation").document.analyses}


def test_a_study_is_no_shortfall_but_a_command_to_run():
    result = run("solve", "chip_controls_and_boycott", "--json")
    assert result.exit_code == 0
    (study,) = (row for row in json.loads(result.stdout) if row["analysis"] == "study")
    assert "policygames study run chip_controls_and_boycott" in study["unsupported"]


def test_an_analysis_is_run_alone_and_with_other_numbers(file):
    result = run("solve", file, "--only", "equilibria", "--set", "temptation=7", "--json")
    assert result.exit_code == 0
    (row,) = json.loads(result.stdout)
    assert row["result"]["equilibria"][0]["payoffs"] == ["2/1", "2/1"]  # both race: 7 - 5
    assert run("solve", file, "--set", "temptation=70").exit_code == 2
    assert "did you mean 'equilibria'?" in run("solve", file, "--only", "equilibrium").stderr


def test_what_gives_no_answer_is_exit_code_3(file):
    file.write_text(
        file.read_text().replace("{id: equilibria, analysis: nash}", "{id: equilibria, analysis: potential}")
    )
    assert run("solve", file).exit_code == 0
    file.write_text(file.read_text().replace("analysis: potential", "analysis: bayes_nash"))
    result = run("solve", file, "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)[0]["unsupported"]


def test_sources_tell_what_rests_on_judgement(file):
    shares = json.loads(run("sources", file, "--json").stdout)
    # temptation 3 is paid at 2 of 4 profiles to each, harm 5 as well: of 32 in all 12 and 20
    assert {one["name"]: one["share"] for one in shares["numbers"]} == {"temptation": "3/8", "harm": "5/8"}
    assert shares["shares"] == {"judgement": "1", "sourced": "0", "nothing": "0"}
    told = run("sources", file, "--set", "temptation=5").stdout
    assert "100 % of the payoff mass (index) rests on judgement" in told
    assert "50.0 %" in told


def test_numbers_go_through_a_workbook(tmp_path):
    book, mine = tmp_path / "numbers.xlsx", tmp_path / "my_blocs.yaml"
    assert run("excel", "standards_blocs", "--out", book).exit_code == 0
    assert run("excel", "standards_blocs", "--out", book).exit_code == 2  # nothing is overwritten
    assert run("new", "my_blocs", "--base", "standards_blocs", "--excel", book, "--out", mine).exit_code == 0
    assert run("check", mine).exit_code == 0
    told = run("diff", "standards_blocs", mine).stdout
    assert "parameters[" not in told
    assert "FALSE" not in told
    assert run("new", "my_blocs", "--excel", book).exit_code == 2


@pytest.mark.parametrize(
    ("passage", "wrong", "words"),
    [
        ('"-harm * ', '"-harm / (harm - 5) * ', "division by zero"),
        ("game: {type: normal}", 'game: {type: repeated, discount: "harm / 4"}', "the discount factor is 5/4"),
    ],
)
def test_a_file_whose_own_values_make_no_game_is_bad_input(file, passage, wrong, words):
    text = file.read_text()
    assert passage in text
    file.write_text(text.replace(passage, wrong))
    result = run("check", file)
    assert result.exit_code == 2
    assert words in result.stderr
    assert f"{file}:" in result.stderr

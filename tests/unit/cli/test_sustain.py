"""Repeated games on the command line: what patience sustains, and the least that sustains an outcome."""

import json

import pytest
from click.testing import CliRunner
from policygames_cli.main import main

DILEMMA = {
    "kind": "normal_form",
    "players": ["US", "China"],
    "actions": [["trade", "control"], ["buy", "boycott"]],
    "payoffs": [[[3, 1], [4, 2]], [[3, 4], [1, 2]]],
}


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def dilemma(tmp_path):
    file = tmp_path / "dilemma.json"
    file.write_text(json.dumps(DILEMMA))
    return file


def test_a_game_is_played_again_and_again(dilemma):
    result = run("solve", dilemma, "--discount", "3/5")
    assert result.exit_code == 0
    assert "everything between 4 corners is sustained" in result.stdout


def test_patience_may_differ(dilemma):
    result = json.loads(run("solve", dilemma, "--discount", "3/5,2/3", "--json").stdout)
    assert result["game"]["discount"] == ["3/5", "2/3"]
    assert result["payoff_set"]["inner"]


def test_a_saved_set_is_verified(dilemma, tmp_path):
    file = tmp_path / "result.json"
    file.write_text(run("solve", dilemma, "--discount", "3/5", "--json").stdout)
    assert run("verify", file).exit_code == 0
    data = json.loads(file.read_text())
    data["payoff_set"]["inner"][1] = ["18/5", "2/1"]
    file.write_text(json.dumps(data))
    assert run("verify", file).exit_code != 0


def test_without_proofs_the_answer_falls_short(dilemma):
    result = run("solve", dilemma, "--discount", "3/5", "--uncertified")
    assert result.exit_code == 3
    assert "Nothing is proven" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--discount", "1.7"), "allowed: [0, 1)"),
        (("--discount", "1/2,1/2,1/2"), "3 discount factors for 2 players"),
        (("--discount", "patient"), "not a number"),
        (("--periods", "3"), "needs --discount"),
    ],
)
def test_bad_patience_is_refused(dilemma, arguments, words):
    result = run("solve", dilemma, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_the_least_patience_and_the_weak_link(dilemma):
    result = run("sustain", dilemma)
    assert result.exit_code == 0
    assert "at least 1/2" in result.stdout
    assert "US is the weak link" in result.stdout


@pytest.mark.parametrize("options", [(), ("--punishment", "grim"), ("--transfers",)])
def test_thresholds_are_data_for_programs(dilemma, options):
    data = json.loads(run("sustain", dilemma, "--path", "trade,buy", "--json", *options).stdout)
    assert (data["exact"], data["interval"], data["path"]) == ("1/2", None, ["trade", "buy"])
    assert data["by_player"] == {"US": "1/2", "China": "1/2"}


def test_what_no_patience_sustains_is_a_shortfall(dilemma):
    result = run("sustain", dilemma, "--path", "trade,boycott")
    assert result.exit_code == 3
    assert "No patience sustains this" in result.stdout


def test_payments_are_named(dilemma):
    assert "nobody pays anybody" in run("sustain", dilemma, "--transfers").stdout


def test_a_scenario_is_sustained_by_name():
    result = run("sustain", "chip_controls_and_boycott")
    assert result.exit_code in (0, 3)
    assert "United States" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--path", "trade"), "2 actions"),
        (("--path", "trade,sell"), "'sell'"),
        (("--punishment", "mild"), "'optimal' and 'grim'"),
        (("--punishment", "grim", "--transfers"), "'optimal' with transfers"),
    ],
)
def test_bad_questions_are_refused(dilemma, arguments, words):
    result = run("sustain", dilemma, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_actions_of_a_scenario_go_by_their_ids():
    assert "7/16" in run("sustain", "chip_controls_repeated", "--path", "license,buy", "--punishment", "grim").stdout
    assert "China gets 7" in run("intervene", "chip_controls_and_boycott", "--target", "open,buy").stdout
    refused = run("intervene", "chip_controls_and_boycott", "--target", "open,sell")
    assert (refused.exit_code, "'Buy what is allowed'" in refused.stderr) == (2, True)

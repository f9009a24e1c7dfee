"""What it would take, and how sure it is, on the command line."""

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


@pytest.mark.parametrize(
    ("arguments", "cost"),
    [
        ((), "2/1"),
        (("--goal", "dominant", "--margin", "1/3"), "8/3"),
        (("--instruments", "sanctions"), "1/1"),
        (("--payer", "US"), "1/1"),
        (("--budget", "US=1", "--budget", "China=2"), "2/1"),
        (("--lever", "commitment"), "2/1"),
        (("--lever", "commitment", "--leader", "China"), None),
        (("--lever", "discount", "--transfers"), "1/2"),
        (("--lever", "monitoring", "--discount", "3/5"), "2/3"),
        (("--budget", "1"), None),
    ],
)
def test_the_least_change_is_found_saved_and_verified(dilemma, tmp_path, arguments, cost):
    result = run("intervene", dilemma, "--target", "trade,buy", *arguments)
    assert result.exit_code == (0 if cost else 3)
    assert "trade" in result.stdout
    told = run("intervene", dilemma, "--target", "0,0", *arguments, "--json")
    data = json.loads(told.stdout)
    assert data.get("cost", data.get("exact")) == cost
    if data["lever"] == "discount":
        return  # thresholds are saved with their words only
    file = tmp_path / "intervention.json"
    file.write_text(told.stdout)
    assert run("verify", file).exit_code == 0
    if cost:
        file.write_text(json.dumps({**data, "cost": "1/7"}))
        assert run("verify", file).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--target", "trade,sell"), "sell"),
        (("--target", "trade,buy", "--lever", "bribe"), "there are payment, commitment"),
        (("--target", "trade,buy", "--goal", "best"), "allowed: 'equilibrium'"),
        (("--target", "trade,buy", "--leader", "US"), "has no option 'leader'"),
        (("--target", "trade,buy", "--lever", "monitoring"), "RepeatedGame"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_line(dilemma, arguments, words):
    result = run("intervene", dilemma, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_robustness_of_a_scenario_and_of_a_file(dilemma, tmp_path):
    assert "stays an equilibrium as long as no payoff errs by more than 0.5" in run("robustness", dilemma).stdout
    (found,) = json.loads(run("robustness", dilemma, "--json").stdout)
    assert found["radius"] == "1/2"
    file = tmp_path / "robustness.json"
    file.write_text(json.dumps(found))
    assert run("verify", file).exit_code == 0
    file.write_text(json.dumps({**found, "weakest": {**found["weakest"], "radius": "1/1"}}))
    assert run("verify", file).exit_code == 2
    assert run("robustness", "chip_controls_and_boycott").exit_code == 0

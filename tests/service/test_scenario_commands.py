"""The commands about scenarios by a server print what they print here."""

import json

import pytest
from click.testing import CliRunner
from malformed_scenarios import SMALL
from policygames_cli.main import main

BOYCOTT = "chip_controls_and_boycott"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


COMMANDS = [
    ["scenarios", "list"],
    ["scenarios", "list", "--topic", "detente", "--json"],
    ["scenarios", "show", "chip_controls_repeated"],
    ["scenarios", "show", "chip_controls_low_hostage_value", "--json"],
    ["scenarios", "show", "chip_controls_low_hostage_value", "--resolved"],
    ["scenarios", "check", BOYCOTT, "standards_blocs", "--why"],
    ["scenarios", "check", BOYCOTT, "--json"],
    ["solve", BOYCOTT, "--set", "leverage=2"],
    ["solve", "chip_controls_repeated", "--concept", "nash", "--json"],
    ["regimes", BOYCOTT, "--over", "leverage=1:12", "--set", "learning=1"],
    ["intervene", BOYCOTT, "--target", "open,buy", "--lever", "parameters", "--over", "leverage"],
    ["intervene", BOYCOTT, "--target", "open,buy"],
    ["scenarios", "solve", "mediated_escalation"],
    ["scenarios", "solve", "standards_blocs", "--only", "equilibria", "--set", "network=5", "--json"],
    ["scenarios", "sources", BOYCOTT],
    ["scenarios", "sources", BOYCOTT, "--set", "leverage=2", "--json"],
    ["scenarios", "diff", BOYCOTT, "chip_controls_low_hostage_value"],
    ["sustain", "chip_controls_repeated", "--path", "license,buy", "--punishment", "grim"],
    ["robustness", BOYCOTT, "--json"],
    ["potential", "safety_race", "--json"],
    ["select", "safety_race", "--by", "welfare"],
    ["path", "safety_race", "--largest", "1/2"],
    ["learn", "safety_race", "--until", "2"],
    ["scenarios", "solve", "standards_blocs", "--only", "equilibra"],
    ["scenarios", "sources", "standards_bloc"],
    ["scenarios", "list", "--topic", "nothing"],
    ["scenarios", "show", "chip_controls_and_boycot"],
    ["solve", BOYCOTT, "--set", "leverage=x"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_by_a_server(server, arguments):
    here, there = run(*arguments), run(*arguments, "--server", server.address)
    read = json.loads if here.stdout and "--json" in arguments else str  # canonical forms have their keys sorted
    assert (here.exit_code, read(here.stdout)) == (there.exit_code, read(there.stdout))
    assert (here.exit_code in {0, 3}) is bool(here.stdout)  # a shortfall is told as well


@pytest.mark.parametrize(
    ("text", "code"),
    [(SMALL, 0), (SMALL.replace("action: race}}", "action: calm}}"), 3), (SMALL.replace("value: 3,", "value: x,"), 2)],
)
def test_files_are_read_here_and_checked_there(server, tmp_path, text, code):
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    here, there = run("scenarios", "check", file), run("scenarios", "check", file, "--server", server.address)
    assert here.exit_code == there.exit_code == code
    assert (here.stdout, here.stderr) == (there.stdout, there.stderr)


def test_a_file_that_is_not_there_is_refused_here(server, tmp_path):
    result = run("scenarios", "check", tmp_path / "none.yaml", "--server", server.address)
    assert result.exit_code == 2
    assert f"{tmp_path}/none.yaml:1:1: " in result.stderr


def test_a_workbook_and_a_game_are_made_of_what_the_server_has(server, tmp_path):
    books = {place: tmp_path / f"{place}.xlsx" for place in ("here", "there")}
    asked = {"here": [], "there": ["--server", server.address]}
    for place, book in books.items():
        assert run("scenarios", "excel", "standards_blocs", "--out", book, *asked[place]).exit_code == 0
        filled = ["scenarios", "new", "mine", "--base", "standards_blocs", "--excel", book, *asked[place]]
        assert run(*filled, "--out", tmp_path / f"{place}.yaml").exit_code == 0
        assert run("convert", BOYCOTT, tmp_path / f"{place}.nfg", "--set", "leverage=2", *asked[place]).exit_code == 0
    for made in ("here.yaml", "here.nfg"):
        assert (tmp_path / made).read_text() == (tmp_path / made.replace("here", "there")).read_text()


def test_a_file_of_ones_own_is_solved_by_a_server(server, tmp_path):
    file = tmp_path / "mine.yaml"
    assert run("scenarios", "new", "mine", "--out", file).exit_code == 0
    for command in (["solve"], ["solve", "--set", "temptation=7", "--json"], ["sources"]):
        one, other = run("scenarios", *command, file), run("scenarios", *command, file, "--server", server.address)
        assert one.exit_code == other.exit_code == 0, other.output
        assert one.stdout == other.stdout


def test_an_analysis_without_an_answer_is_a_shortfall_by_a_server_too(server, tmp_path):
    file = tmp_path / "mine.yaml"
    run("scenarios", "new", "mine", "--out", file)
    file.write_text(file.read_text().replace("analysis: nash}", "analysis: bayes_nash}"))
    one, other = run("scenarios", "solve", file), run("scenarios", "solve", file, "--server", server.address)
    assert (one.exit_code, other.exit_code, one.stdout) == (3, 3, other.stdout)


def test_no_answer_in_time_is_a_shortfall(server):
    result = run("solve", "chip_controls_and_boycott", "--server", server.address, "--deadline", "1e-6")
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1

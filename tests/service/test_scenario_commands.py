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
    ["scenarios", "list", "--topic", "nothing"],
    ["scenarios", "show", "chip_controls_and_boycot"],
    ["solve", BOYCOTT, "--set", "leverage=x"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_by_a_server(server, arguments):
    here, there = run(*arguments), run(*arguments, "--server", server.address)
    read = json.loads if here.stdout and "--json" in arguments else str  # canonical forms have their keys sorted
    assert (here.exit_code, read(here.stdout)) == (there.exit_code, read(there.stdout))
    assert (here.exit_code == 0) is bool(here.stdout)


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

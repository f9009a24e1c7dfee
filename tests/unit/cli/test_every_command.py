"""What every command has: JSON, help with examples that can be typed, a server where it helps, nearest names."""

from __future__ import annotations

import json
import re
import shlex

import click
import pytest
from click.testing import CliRunner
from policygames_cli.main import main

BOYCOTT = "chip_controls_and_boycott"


def leaves(command: click.Command, path: tuple[str, ...] = ()):
    """Every command that does something, with the words that name it."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        yield from leaves(command.get_command(context, name), (*path, name))


COMMANDS = dict(leaves(main))
HERE_ALONE = {("bench",), ("serve",), ("scenarios", "schema")}
"""Commands about files and processes of this machine; `study merge` has the option to say why it has no meaning."""
each = pytest.mark.parametrize("path", COMMANDS, ids=" ".join)


def options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts if option.startswith("--")}


@each
def test_it_answers_programs_too(path):
    assert "--json" in options(COMMANDS[path])


@each
def test_it_asks_a_server_where_that_makes_sense(path):
    assert ("--server" in options(COMMANDS[path])) is (path not in HERE_ALONE)


@each
def test_its_help_has_examples_of_itself_with_options_that_it_has(path):
    shown = CliRunner().invoke(main, [*path, "--help"], terminal_width=200)
    assert shown.exit_code == 0
    examples_told = shown.stdout.partition("Example:")[2].partition("Options:")[0]
    examples = re.findall(r"^ +(policygames .*)$", examples_told, re.MULTILINE)
    own = [words for words in map(shlex.split, examples) if tuple(words[1 : 1 + len(path)]) == path]
    assert own
    for words in own:
        assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options(COMMANDS[path])


def test_groups_show_examples_as_well():
    for path in ((), ("scenarios",), ("study",)):
        assert "Example:" in CliRunner().invoke(main, [*path, "--help"]).stdout


WRONG = {
    f"slve {BOYCOTT}": "'solve'",
    "scenarios lst": "'list'",
    "study rn": "'run'",
    f"solve {BOYCOTT} --jsn": "--json",
    "solve chip_controls_and_boycot": f"'{BOYCOTT}'",
    f"solve {BOYCOTT} --concept nsh": "'nash'",
    f"solve {BOYCOTT} --method vertex_enumeratio": "vertex_enumeration",
    f"solve {BOYCOTT} --set leverag=2": "'leverage'",
    "scenarios show standards_bloc": "'standards_blocs'",
    "scenarios check standards_bloc": "'standards_blocs'",
    "scenarios sources standards_bloc": "'standards_blocs'",
    "scenarios excel standards_bloc --out numbers.xlsx": "'standards_blocs'",
    "scenarios new mine --base standards_bloc --excel /dev/null": "'standards_blocs'",
    "scenarios diff standards_blocs standards_bloc": "'standards_blocs'",
    "scenarios solve standards_blocs --only equilibra": "'equilibria'",
    "scenarios list --topic export_control": "export_controls",
    f"intervene {BOYCOTT} --target opn,buy": "'open'",
    f"intervene {BOYCOTT} --target open,buy --lever paymen": "payment",
    f"intervene {BOYCOTT} --target open,buy --goal uniqe": "'unique'",
    "sustain chip_controls_repeated --path licens,buy": "'license'",
    "sustain chip_controls_repeated --punishment grimm": "'grim'",
    f"regimes {BOYCOTT} --over leverag=0:1": "leverage",
    f"robustness {BOYCOTT} --concept pure_nsh": "'pure_nash'",
    f"select {BOYCOTT} --by welfar": "welfare",
    f"learn {BOYCOTT} --process fictitous_play": "'fictitious_play'",
    f"study run {BOYCOTT} --design sobl": "'sobol'",
    f"study run {BOYCOTT} --finding unique_outcom": "'unique_outcome'",
    f"study run {BOYCOTT} --set leverag=2": "'leverage'",
    f"convert {BOYCOTT} game.nfgg": ".nfg",
    "serve --dat x": "--data",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_name_is_bad_input_and_the_nearest_is_named(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(line))
    assert (result.exit_code, result.stdout) == (2, "")
    assert WRONG[line] in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_files_are_announced_to_programs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def told(*arguments):
        result = CliRunner().invoke(main, ["scenarios", *arguments, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    assert told("excel", "standards_blocs", "--out", "numbers.xlsx")["out"] == "numbers.xlsx"
    made = told("new", "mine", "--base", "standards_blocs", "--excel", "numbers.xlsx", "--out", "mine.yaml")
    assert made == {"out": "mine.yaml", "next": "policygames scenarios check mine.yaml"}
    assert CliRunner().invoke(main, shlex.split(made["next"])[1:]).exit_code == 0
    assert told("new", "another")["text"].startswith("%YAML 1.2")
    assert told("schema") == json.loads(CliRunner().invoke(main, ["scenarios", "schema"]).stdout)


def test_equilibria_that_may_not_be_all_are_a_shortfall_of_robustness(tmp_path):
    """Three players to whom all is one: whatever they do is an equilibrium, and no list holds them all."""
    (tmp_path / "game.json").write_text(json.dumps({"kind": "normal_form", "payoffs": [[[[0, 0], [0, 0]]] * 2] * 3}))
    assert CliRunner().invoke(main, ["robustness", BOYCOTT]).exit_code == 0
    assert CliRunner().invoke(main, ["robustness", str(tmp_path / "game.json")]).exit_code == 3


LATE = (
    f"intervene {BOYCOTT} --target open,buy",
    f"regimes {BOYCOTT} --over leverage=0:15",
    f"robustness {BOYCOTT}",
    f"solve {BOYCOTT}",
    "sustain chip_controls_repeated",
    "scenarios solve chip_controls_repeated",
    "scenarios check mediated_escalation",
)


@pytest.mark.parametrize("line", LATE)
def test_what_the_deadline_cuts_off_is_a_shortfall(line):
    result = CliRunner().invoke(main, [*shlex.split(line), "--deadline", "1e-9"])
    assert result.exit_code == 3
    assert "deadline" in result.output or "Not all" in result.output or "UNDECIDED" in result.output

"""Commands run for real: what they print, and the exit codes that programs rely on."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from policygames_cli.main import main

SEGMENT = {  # (A, B) with a segment of equilibria that support enumeration misses
    "kind": "normal_form",
    "payoffs": [[[2, 2], [3, 0], [0, 3]], [[0, 0], [0, 1], [1, 0]]],
}


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def segment_file(tmp_path):
    file = tmp_path / "segment.json"
    file.write_text(json.dumps(SEGMENT))
    return file


@pytest.fixture
def saved(tmp_path, segment_file):
    file = tmp_path / "result.json"
    file.write_text(run("solve", segment_file, "--json").stdout)
    return file


def test_a_scenario_is_solved_by_name():
    result = run("solve", "chip_controls_and_boycott")
    assert result.exit_code == 0
    assert "exactly one Nash equilibrium" in result.stdout
    assert "United States plays “Ban sales” and China plays “Order firms to stop buying”" in result.stdout


def test_parameters_change_the_scenario():
    result = run("solve", "chip_controls_and_boycott", "--set", "leverage=2")
    assert "exactly 6 extreme Nash equilibria" in result.stdout


def test_some_equilibria_are_a_shortfall_unless_limited():
    assert run("solve", "chip_controls_and_boycott", "--method", "nashpy_vertex_enumeration").exit_code == 3
    assert run("solve", "standards_blocs", "--max-equilibria", 1).exit_code == 0
    assert run("solve", "standards_blocs", "--concept", "pure_nash").exit_code == 0


def test_a_saved_result_is_verified_and_proven_complete_again(saved):
    result = run("verify", saved)
    assert result.exit_code == 0
    assert "That the list is complete was proven again" in result.stdout
    assert json.loads(run("verify", saved, "--json").stdout)["verified"] is True


def test_a_saved_result_can_be_solved_again(saved, segment_file):
    assert run("solve", saved, "--json").stdout == run("solve", segment_file, "--json").stdout


def _raise_payoff(data):
    data["game"]["payoffs"][0][0][0] = "7/1"


def _move_profile(data):
    data["equilibria"][0]["candidate"]["profile"][0] = ["1/2", "1/2", "0/1"]


def _other_digest(data):
    data["digest"] = "0" * 64


def _repeat(data):
    data["equilibria"].append(data["equilibria"][0])


def _other_payoffs(data):
    data["equilibria"][0]["payoffs"][0] = "99/1"


def _drop_equilibrium(data):
    data["equilibria"].pop()


def _drop_basis(data):
    data["proof"]["bases"][0] = data["proof"]["bases"][0][2:]


@pytest.mark.parametrize(
    "change", [_drop_equilibrium, _drop_basis, _raise_payoff, _move_profile, _other_digest, _repeat, _other_payoffs]
)
def test_a_changed_result_is_refused(saved, change):
    data = json.loads(saved.read_text())
    change(data)
    saved.write_text(json.dumps(data))
    result = run("verify", saved)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("policygames: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("solve", "chip_controls_and_boycot"), "did you mean 'chip_controls_and_boycott'"),
        (("solve", "nowhere.json"), "nowhere.json: cannot be read"),
        (("solve", "nowhere.yaml"), "nowhere.yaml:1:1: there is no such file"),
        (("solve", "no/where"), "no/where:1:1: there is no such file"),
        (("scenarios", "show", "no/where.yml"), "no/where.yml:1:1: there is no such file"),
        (("solve", "standards_blocs", "--concept", "nahs"), "did you mean 'nash'"),
        (("solve", "standards_blocs", "--method", "linear_programming"), "it finds zero_sum"),
        (("solve", "standards_blocs", "--deadline", "-1"), "deadline"),
        (("solve", "standards_blocs", "--max-equilibria", "0"), "max_equilibria"),
        (("solve", "standards_blocs", "--option", "leader=us"), "options.leader"),
        (("solve", "standards_blocs", "--set", "exclusin=1"), "did you mean 'exclusion'"),
        (("solve", "standards_blocs", "--set", "exclusion"), "KEY=VALUE"),
        (("scenarios", "show", "nothing"), "there is no scenario 'nothing'"),
        (("verify", "nowhere.json"), "cannot be read"),
        (("solv", "standards_blocs"), "Did you mean 'solve'"),
    ],
)
def test_bad_input_exits_with_2_and_says_what_is_allowed(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"kind": "normal_form"}', '{"kind": "x"}', '{"a": 1, "a": 2}']
)
def test_a_file_that_holds_no_game_is_refused(tmp_path, text):
    file = tmp_path / "game.json"
    file.write_text(text)
    result = run("solve", file)
    assert result.exit_code == 2, result.output


def test_an_unreachable_server_is_one_line_and_exit_code_1(segment_file):
    result = run("solve", segment_file, "--server", "127.0.0.1:1", "--deadline", "5")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_scenarios_are_listed_shown_and_checked():
    listed = json.loads(run("scenarios", "list", "--json").stdout)
    assert {one["id"] for one in listed} >= {"chip_controls_and_boycott", "chip_controls_repeated", "standards_blocs"}
    assert "Sell frontier chips" in run("scenarios", "show", "chip_controls_and_boycott").stdout
    assert run("scenarios", "check", *(one["id"] for one in listed)).exit_code == 0


def test_scenarios_are_filtered_by_topic():
    listed = run("scenarios", "list", "--topic", "detente").stdout
    assert "chip_controls_repeated" in listed
    assert "standards_blocs" not in listed


@pytest.mark.parametrize(
    "arguments", [["--help"], ["solve", "--help"], ["scenarios", "check", "--help"], ["serve", "--help"]]
)
def test_help_loads_nothing_heavy_and_holds_an_example(arguments):
    code = (
        "import sys\nfrom policygames_cli.main import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print(sorted({'numpy', 'scipy', 'grpc', 'pydantic', 'ruamel', 'google'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Example:" in done.stdout
    assert done.stderr.strip() == "[]"


def test_help_keeps_its_example_lines_apart():
    for command in ("solve", "verify", "serve", "demo", "convert"):
        lines = [line.strip() for line in run(command, "--help").stdout.splitlines()]
        assert lines[lines.index("Example:") + 1].startswith(f"policygames {command}") or command == "verify"


def test_an_unknown_field_of_a_game_is_refused_with_the_nearest(tmp_path):
    file = tmp_path / "game.json"
    file.write_text(json.dumps(SEGMENT | {"playres": ["A", "B"]}))
    result = run("solve", file)
    assert result.exit_code == 2
    assert "did you mean 'players'" in result.stderr


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(note="x"),
        lambda data: data.update(method=""),
        lambda data: data.pop("warnings"),
        lambda data: data["termination"].update(detail=None),
        lambda data: data["game"].update(players=None),
    ],
)
def test_a_result_with_another_field_than_was_saved_is_refused(saved, change):
    data = json.loads(saved.read_text())
    change(data)
    saved.write_text(json.dumps(data))
    assert run("verify", saved).exit_code == 2


def test_a_full_disk_is_one_line():
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        command = [sys.executable, "-m", "policygames_cli.main", "scenarios", "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_topic_is_refused_with_those_there_are():
    result = run("scenarios", "list", "--topic", "nonsense")
    assert result.exit_code == 2
    assert "detente" in result.stderr

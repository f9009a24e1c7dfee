"""Benchmarks on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from policygames_cli.main import main

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


def run(*arguments):
    return CliRunner().invoke(main, ["bench", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "quick.py").write_text('"""How fast."""\nprint("ratio 2.0")\n')
    (tmp_path / "broken.py").write_text('"""Fails."""\nraise SystemExit(4)\n')
    return tmp_path


def test_the_benchmarks_of_the_repository_are_listed():
    listed = {one["name"]: one["measures"] for one in json.loads(run("--folder", BENCHMARKS, "--json").stdout)}
    assert set(listed) == {file.stem for file in BENCHMARKS.glob("*.py")}
    assert all(listed.values())


def test_a_benchmark_runs(folder):
    result = run("quick", "--folder", folder, "--json")
    assert json.loads(result.stdout) == [{"name": "quick", "exit_code": 0, "output": ["ratio 2.0"]}]


def test_a_benchmark_that_fails_says_so(folder):
    assert run("quick", "broken", "--folder", folder, "--json").exit_code == 4


@pytest.mark.parametrize("arguments", [["nothing"], []])
def test_what_is_not_there_is_told(tmp_path, arguments):
    result = run(*arguments, "--folder", tmp_path)
    assert result.exit_code == 2
    assert "they come with the repository" in result.stderr

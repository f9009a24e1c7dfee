"""The walk-through in the documentation: its file solves, and each mistake gets the answer that is printed there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from policygames_cli.main import main

TEXT = (Path(__file__).parents[3] / "docs" / "new_scenario.md").read_text(encoding="utf-8")
(FILE,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
(SAID,) = re.findall(r"```console\n\$ policygames scenarios check rare_earths.yaml\n(.*?)```", TEXT, re.DOTALL)
MISTAKES = re.findall(r"```diff\n-(.*?)\n\+(.*?)\n```\n\n```text\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def answer(tmp_path, monkeypatch):
    """What is answered to a file of this text, and the exit code."""
    monkeypatch.chdir(tmp_path)

    def check(text: str) -> tuple[str, int]:
        Path("rare_earths.yaml").write_text(text, encoding="utf-8")
        result = CliRunner().invoke(main, ["scenarios", "check", "rare_earths.yaml"])
        return result.output, result.exit_code

    return check


def test_the_file_holds(answer):
    assert answer(FILE) == (SAID, 0)


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES)
def test_a_mistake_is_answered_as_printed(answer, right, wrong, said):
    assert FILE.count(right) == 1
    output, code = answer(FILE.replace(right, wrong))
    assert output == said
    assert code == (3 if "FALSE" in said else 2)


def test_there_are_five_mistakes_and_the_weak_link_is_named(answer):
    assert len(MISTAKES) == 5
    answer(FILE)
    told = CliRunner().invoke(main, ["sustain", "rare_earths.yaml"]).output
    assert "Rare-earth exporter is the weak link" in told

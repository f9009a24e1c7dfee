"""The examples of docs/jobs.md run as they stand, against a real server."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "jobs.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(server, example, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    exec(example.replace("localhost:50051", server.address), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out

"""The page on regime maps prints the thresholds that the catalogue states."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "regimes.md"


def test_the_page_prints_exact_boundaries(capsys):
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, PAGE.name, "exec"), names)  # noqa: S102 - our own page
    told = capsys.readouterr().out.splitlines()
    assert "3" in told
    assert any("below 7/16" in line for line in told)
    assert "('5 leverage - 3 access + 45 = 0',)" in told

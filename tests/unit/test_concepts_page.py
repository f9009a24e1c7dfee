"""The page on concepts prints the published numbers that it names."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "concepts.md"


def test_the_page_prints_published_numbers(capsys):
    names = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, PAGE.name, "exec"), names)  # noqa: S102 - our own page
    told = capsys.readouterr().out.splitlines()
    assert {"9 ALL", "21/2", "7/2", "False True", "ALL"} <= set(told)

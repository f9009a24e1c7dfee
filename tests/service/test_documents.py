"""Every Python block of the README and of docs/ runs, against a real server where it asks one."""

import re
from pathlib import Path

import policygames as pg
import pytest

ROOT = Path(__file__).parents[2]
PRINTED = {
    "concepts.md": {"9 ALL", "21/2", "7/2", "False True", "ALL"},
    "regimes.md": {"3", "('5 leverage - 3 access + 45 = 0',)"},
}
"""Published numbers and thresholds that a page names: whole lines of what its blocks print."""
TOLD = {"regimes.md": "below 7/16"}
"""The same, within a line."""
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page):
    """The Python blocks of a page, in their order."""
    return re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=lambda page: page.name)
def test_the_blocks_of_a_page_run_one_after_the_other(page, server, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # studies and reports are written where the reader stands
    names = {"pg": pg}
    for block in blocks(page):
        exec(compile(block.replace("localhost:50051", server.address), page.name, "exec"), names)  # noqa: S102
    told = capsys.readouterr().out
    assert told
    assert PRINTED.get(page.name, set()) <= set(told.splitlines())
    assert TOLD.get(page.name, "") in told

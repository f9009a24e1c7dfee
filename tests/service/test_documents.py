"""Every Python block of the README and of docs/ runs, against a real server where it asks one."""

import re
from pathlib import Path

import policygames as pg
import pytest

ROOT = Path(__file__).parents[2]
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
    assert capsys.readouterr().out

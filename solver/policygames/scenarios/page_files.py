"""The pages of the catalogue as files: `python -m policygames.scenarios.page_files FOLDER` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from policygames.scenarios.library import scenario, scenarios
from policygames.scenarios.pages import index, page
from policygames.scenarios.vocabulary_page import vocabulary


def files_of(scenario_id: str) -> dict[str, str]:
    """Name → text of the files that a scenario of the catalogue has."""
    written = page(scenario(scenario_id))
    drawn = {f"{scenario_id}.svg": written.picture} if written.picture else {}
    return {f"{scenario_id}.md": written.text, **drawn}


def pages() -> Iterator[tuple[str, str]]:
    """Name and text of every file, the index first."""
    yield "README.md", index([scenario(name) for name in scenarios()])
    yield "CHECKS.md", vocabulary()
    for name in scenarios():
        yield from files_of(name).items()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages():
        (folder / name).write_text(text, encoding="utf-8")

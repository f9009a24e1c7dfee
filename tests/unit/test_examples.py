"""Every example runs in a folder of its own, says what the mathematics says, and warns of nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SAID = {
    "ask_a_server": "United States plays “Ban sales” and China plays “Order firms to stop buying”",
    "export_controls": "holds: Both would be better off with open trade.",
    "how_patient": "The weak link is China; the least discount factor is 7/16.",
    "how_robust": "Radius: 19/10",  # half of what the US loses by its next best action, 5 - 1.2
    "many_countries": "exactly one pure Nash equilibrium",
    "mediation": "both together get 28/3; with advice 21/2.",
    "study_and_report": "Open boycott.html",
    "unknown_resolve": "China gains between -1.5 and 3.6",
    "what_it_takes": "leverage moves from 10 to 3",
    "where_it_flips": "The nearest boundary is 3, 7 away.",
}


def test_every_example_is_run_and_listed() -> None:
    scripts = {path.stem for path in EXAMPLES.glob("*.py")}
    assert scripts == set(SAID)
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.py`" in listed for name in scripts)


@pytest.mark.parametrize("name", sorted(SAID))
def test_an_example_runs(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / f"{name}.py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert SAID[name] in done.stdout

"""Reports as written, and a real browser that shows them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import policygames as pg
import pytest
from policygames.report.content import Report
from policygames.studies.reporting import gathered, write_report

SHOWN = {"chip_controls_and_boycott": 200, "nvidia_two_fires": 16, "safety_agreement": 16}
"""A normal, a Bayesian and a symmetric game, with how many draws."""
_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for name, draws in SHOWN.items():
        scenario = pg.scenario(name)
        study = pg.study(scenario, draws=draws, seed=7, out=folder / f"{name}-study", workers=0)
        found[name] = write_report(folder / f"{name}.html", scenario, study, parts=True)
    return found


SLOW = {"chip_controls_repeated", "compute_contest", "open_research_pool", "open_research_pool_of_ten", "eu_third_path"}
"""Studies of these take seconds a draw: their reports are written without one here."""


@pytest.fixture(scope="session")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Report]:
    """The report on a scenario of the catalogue, with a few draws where these are quick; each is made once."""
    folder = tmp_path_factory.mktemp("catalogue")

    @cache
    def made(name: str) -> Report:
        scenario, study = pg.scenario(name), None
        if name not in SLOW:
            concept = {"repeated": "strongly_symmetric"}.get(scenario.document.game.type, "")
            concept = "pure_nash" if scenario.document.players[0].members else concept
            study = pg.study(scenario, concept, draws=24, seed=7, out=folder / name, workers=0)
        return gathered(scenario, study, deadline=20)

    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where it must be there and is not, the tests fail."""
    where = shutil.which("chromium")
    if where is None:
        if "chromium" in os.environ.get("POLICYGAMES_TESTS_NEED", ""):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=where, args=_FLAGS)
        yield started
        started.close()

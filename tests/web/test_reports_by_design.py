"""Reports over repeated games, cases and grids: what they say of the draws is of the game, and stands in its data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import policygames as pg
import pytest
from policygames.report.content import Report, Table
from policygames.report.page import html
from policygames.studies import Study
from policygames.studies.outcomes import unproven
from policygames.studies.reporting import gathered
from stated_numbers import Held, stated, words_of

CASES = {"low risk": {"risk": "0.1"}, "even": {"risk": "0.5"}, "high risk": {"risk": "0.9"}}
SHOWN: dict[str, tuple[str, dict[str, Any]]] = {
    "public_perfect": ("crisis_with_mistakes", {"draws": 24, "seed": 3}),
    "strongly_symmetric": ("crisis_with_mistakes", {"concept": "strongly_symmetric", "draws": 24, "seed": 3}),
    "some undecided": ("compute_race_detente", {"draws": 16, "seed": 3, "limit": 200}),
    "subgame_perfect": ("open_research_pool", {"draws": 16, "seed": 3}),
    "cases": ("safety_race", {"design": "cases", "cases": CASES}),
    "grid": ("safety_race", {"design": "grid", "levels": {"risk": 5, "speed": 3, "prize": 2}}),
}


@pytest.fixture(scope="module", params=SHOWN)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Report]:
    name, chosen = SHOWN[request.param]
    folder: Path = tmp_path_factory.mktemp("study")
    study = pg.study(pg.scenario(name), out=folder, workers=0, **chosen)
    return study, gathered(study.scenario, study)


def test_every_number_is_in_the_evidence_that_is_pointed_to(both: tuple[Study, Report]) -> None:
    _, report = both
    held = Held([one.text for one in report.evidence])
    assert not [
        one for one, percent in stated("".join(words_of(html(report)).said)) if not held.has(one, percent=percent)
    ]
    texts = {one.id: one.text for one in report.evidence}
    for one in (*report.headline.certainty, *report.headline.change):
        own = Held([*(texts[name] for name in one.evidence), texts["counts"], texts["provenance"]])
        assert not [number for number, percent in stated(one.text) if not own.has(number, percent=percent)], one


def test_shares_are_of_what_is_decided_and_nothing_open_is_told_as_an_outcome(both: tuple[Study, Report]) -> None:
    study, report = both
    outcomes = study.frame()["outcome"]
    decided = outcomes[~outcomes.map(unproven)]
    for said in report.headline.certainty:
        assert "no equilibrium" not in said.text
        assert not said.text.startswith("at least")
    told = (
        next(one.text for one in report.headline.certainty if one.lead in ("Over the ranges.", "In what was asked."))
        if not study.spec.names
        else ""
    )
    if told and "the same in them is not decided" not in told:
        assert (
            any(f"{100 * share:.1f}\u00a0%" in told for share in decided.value_counts(normalize=True))
            or "In all" in told
        )
        assert f"{len(outcomes)} " in told
        assert len(decided) == len(outcomes) or f"the {len(decided)} of {len(outcomes)} draws" in told
    rows = next(one for one in report.blocks() if isinstance(one, Table) and one.id == "outcomes").rows
    assert not any("found by" in row[0] or "no equilibrium" in row[0] for row in rows)

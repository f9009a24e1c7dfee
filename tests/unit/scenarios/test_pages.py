"""The pages of the catalogue are what their scenarios say; pictures are drawn of what they show."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import policygames as pg
import pytest
from policygames.documents import StatedFinding
from policygames.report import crowd_lines, payoff_scatter
from policygames.report.figures import svg
from policygames.scenarios import Scenario
from policygames.scenarios.checks import checks_by_kind
from policygames.scenarios.page_files import files_of
from policygames.scenarios.pages import index, page
from policygames.scenarios.vocabulary_page import vocabulary

PAGES = Path(__file__).parents[3] / "docs" / "scenarios"
VERSION = re.compile(r"Matplotlib v([0-9.]+)")


@pytest.mark.parametrize("scenario_id", pg.scenarios())
def test_the_page_in_the_documentation_is_what_the_file_says(scenario_id):
    for name, text in files_of(scenario_id).items():
        written = (PAGES / name).read_text(encoding="utf-8")
        if name.endswith(".svg") and VERSION.findall(written) != VERSION.findall(text):
            continue  # another version of matplotlib draws the same picture in other words
        assert written == text, f"make pages writes another {name}"


def test_the_index_lists_every_scenario_and_no_other_page_is_left():
    every = [pg.scenario(name) for name in pg.scenarios()]
    assert (PAGES / "README.md").read_text(encoding="utf-8") == index(every)
    assert {path.stem for path in PAGES.glob("*.md")} == {"README", "CHECKS", *pg.scenarios()}


def test_every_kind_of_check_is_explained():
    text = (PAGES / "CHECKS.md").read_text(encoding="utf-8")
    assert text == vocabulary()
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == list(checks_by_kind())


def test_a_page_owns_up_to_what_does_not_hold():
    document = pg.scenario("safety_race").document
    wrong = StatedFinding("wrong", "Safety is dominant.", "dominant", {"player": "us", "action": "safe"})
    open_ = StatedFinding("open", "Nobody knows.", "crystal_ball")
    text = page(Scenario(replace(document, findings=(wrong, open_)))).text
    assert "`wrong` **does not hold**: US developer gets" in text
    assert "`open` **not decided**: the check crystal_ball is not supported yet" in text


def test_every_profile_is_a_point_and_equilibria_are_filled():
    game = pg.scenario("mediated_escalation").stage_game()
    axes = payoff_scatter.plot(game)
    open_points, filled = axes.collections
    assert sorted(map(tuple, open_points.get_offsets().tolist())) == [(0, 0), (6, 6)]
    assert sorted(map(tuple, filled.get_offsets().tolist())) == [(2, 7), (7, 2)]
    assert len(axes.texts) == 4
    assert svg(axes) == svg(payoff_scatter.plot(game))


def test_lines_of_a_crowd_are_its_payoffs():
    axes = crowd_lines.plot(pg.scenario("provider_restrictions").stage_game())
    restrict, serve = axes.lines
    assert list(restrict.get_ydata()) == [0, 0, 5]
    assert list(serve.get_ydata()) == [2, 2, 2]


def test_other_games_have_no_picture():
    assert page(pg.scenario("standards_blocs")).picture == ""
    with pytest.raises(pg.UnsupportedError, match="two players"):
        payoff_scatter.plot(pg.scenario("standards_blocs").stage_game())
    with pytest.raises(pg.UnsupportedError, match="two actions"):
        crowd_lines.plot(pg.scenario("multinational_stacks").stage_game())

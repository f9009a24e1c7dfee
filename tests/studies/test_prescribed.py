"""Cases, tables and grids are chosen and not drawn: they are named and counted, and nothing is estimated from them."""

import json

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames.report.content import Points, Said, Table
from policygames.studies.reporting import gathered
from policygames_cli.main import main

RACE = pg.scenario("safety_race")
CASES = {"low risk": {"risk": "0.1"}, "even": {"risk": "0.5"}, "high risk": {"risk": "0.9"}}
CHOSEN = {
    "cases": {"design": "cases", "cases": CASES},
    "csv": {"design": "csv"},
    "grid": {"design": "grid", "levels": {"risk": 5, "speed": 3, "prize": 2}},
}
ROWS = {"cases": ("case", 3), "csv": ("row", 4), "grid": ("grid point", 30)}


@pytest.fixture(scope="module", params=CHOSEN)
def study(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "t.csv").write_text("risk,speed\n0.1,2\n0.4,1.5\n0.6,3\n0.9,2\n", encoding="utf-8")
    chosen = CHOSEN[request.param] | ({"table": folder / "t.csv"} if request.param == "csv" else {})
    return pg.study(RACE, out=folder / "out", workers=0, **chosen)


def said(report):
    """All sentences, on the first screen and below, and what tables and pictures are called."""
    found = [one for part in ("answer", "certainty", "change") for one in getattr(report.headline, part)]
    for block in report.blocks():
        found += block.items if isinstance(block, Points) else [block] if isinstance(block, Said) else []
    captions = [f"{one.caption} {' '.join(one.head)}" for one in report.blocks() if isinstance(one, Table)]
    return [f"{one.lead} {one.text}" for one in found] + captions


def test_no_interval_is_told(study):
    for frame in (study.frequencies(), study.findings()):
        assert frame["share"].notna().any()
        assert frame["low"].isna().all()
        assert frame["high"].isna().all()
    assert "<th>low</th>" not in study._repr_html_()
    other = study.compare(study)
    assert not other.outcomes
    shown = CliRunner().invoke(main, ["study", "show", str(study.folder.path)])
    assert shown.exit_code == 0, shown.output
    assert "interval" not in shown.stdout
    assert "% (" not in shown.stdout
    for words in said(gathered(RACE, study)):
        assert "interval" not in words
        assert "draws from the declared ranges" not in words


def test_rows_are_called_what_they_are(study):
    name, size = ROWS[study.spec.design]
    words = " ".join(said(gathered(RACE, study)))
    assert f"{size} {name}s" in words
    assert "1024" not in words
    assert (
        f"{size} of {size} {name}s are solved"
        in CliRunner().invoke(main, ["study", "show", str(study.folder.path)]).stdout
    )
    assert f": {size} {name}s, {study.spec.design}>" in repr(study)
    study.plot()
    study.plot_findings()


def test_only_a_grid_lies_close_enough_to_tell_where_something_tips(study):
    leads = {one.lead for one in gathered(RACE, study).headline.change}
    tips = [one for one in study.tippings() if one.parameter]
    if study.spec.design == "grid":
        assert tips
        assert "Tipping point." in leads
        return
    assert not tips
    assert not {"Tipping point.", "Weakest finding."} & leads
    with pytest.raises(pg.GameError, match="single points"):
        study.plot_tipping("race")


def test_cases_are_named_wherever_they_are_told_of(study):
    if study.spec.design != "cases":
        assert "case" not in study.frame().columns
        return
    assert study.frame()["case"].tolist() == list(CASES)
    report = gathered(RACE, study)
    first = next(one.text for one in report.headline.certainty if one.lead == "In the cases.")
    own = study.frame().set_index("case")["outcome"]
    same = [name for name in CASES if own[name] == own["even"]]  # risk 0.5 is the file's own
    assert first.startswith(f"In {len(same)} of 3 cases ({' and '.join(same)}) ")
    table = next(one for one in report.blocks() if isinstance(one, Table) and one.id == "cases")
    assert [row[0] for row in table.rows] == list(CASES)
    shown = CliRunner().invoke(main, ["study", "show", str(study.folder.path)]).stdout
    plain = json.loads(CliRunner().invoke(main, ["study", "show", str(study.folder.path), "--json"]).stdout)
    assert [one["case"] for one in plain["cases"]] == list(CASES)
    for name in CASES:
        assert f"  {name}: {own[name]}" in shown
        assert name in study._repr_html_()
    for asked in (study.sensitivity, lambda: study.discover("race")):
        with pytest.raises(pg.GameError, match="no sample"):
            asked()


def test_what_is_drawn_keeps_its_intervals(tmp_path):
    study = pg.study(RACE, draws=64, out=tmp_path, workers=0)
    assert (study.frequencies()["low"] < study.frequencies()["share"]).all()
    assert any("95\u00a0% interval" in words for words in said(gathered(RACE, study)))

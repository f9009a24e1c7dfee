"""`policygames study report`: what is written, and what is said of draws that are not solved yet."""

from __future__ import annotations

import json
from pathlib import Path

import policygames as pg
from click.testing import CliRunner
from policygames.studies import Folder, Study
from policygames.studies.planning import Wish, spec_of
from policygames_cli.main import main


def test_a_report_and_its_parts_are_written(tmp_path: Path) -> None:
    pg.study(pg.scenario("export_inspection"), draws=32, seed=3, out=tmp_path / "runs", workers=0)
    where = tmp_path / "new" / "report.html"
    asked = ["study", "report", tmp_path / "runs", "--out", where, "--parts", tmp_path / "parts", "--json"]
    done = CliRunner().invoke(main, list(map(str, asked)))
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {"report": str(where), "parts": str(tmp_path / "parts"), "draws": 32}
    assert "<title>" in where.read_text(encoding="utf-8")
    assert {".svg", ".csv", ".tex", ".json"} <= {path.suffix for path in (tmp_path / "parts").iterdir()}


def test_a_study_that_is_not_begun_says_so_in_its_report(tmp_path: Path) -> None:
    spec = spec_of(pg.scenario("export_inspection"), Wish(draws=32))
    Study(Folder.made(tmp_path / "runs", spec))
    asked = ["study", "report", str(tmp_path / "runs"), "--out", str(tmp_path / "report.html")]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert "32 draws are not solved yet" in done.stderr
    assert "Over the ranges: unknown." in (tmp_path / "report.html").read_text(encoding="utf-8")

"""What reports say is what was computed: every number is in the evidence, and what lacks is named."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import policygames as pg
import pytest
from policygames.errors import CertificateError
from policygames.report.content import Headline, Picture, Points, Report, Said, Section, Table
from policygames.report.page import html
from policygames.report.parts import latex
from policygames.studies.claims import claim_words
from policygames.studies.reporting import gathered, write_report
from stated_numbers import Held, stated, words_of


@pytest.mark.parametrize("name", pg.scenarios())
def test_every_scenario_has_a_report_whose_numbers_are_in_its_evidence(
    name: str, report_of: Callable[[str], Report]
) -> None:
    report = report_of(name)
    words = words_of(html(report))
    held = Held([one.text for one in report.evidence])
    numbers = stated("".join(words.said))
    assert len(numbers) > 30
    assert not [one for one, percent in numbers if not held.has(one, percent=percent)]
    _check_headline(report)
    _check_links(report)
    _check_sections(report)


def _check_sections(report: Report) -> None:
    """The numbers of every sentence, table and picture are in the very entries that it points to."""
    texts = {one.id: one.text.replace(",", " , ") if one.media == "csv" else one.text for one in report.evidence}
    shared = [texts[name] for name in ("counts", "provenance")]
    items = [one for block in report.blocks() for one in (block.items if isinstance(block, Points) else (block,))]
    for one in items:
        held = Held([*(texts[name] for name in one.evidence), *shared])
        assert not [number for number, percent in stated(_words(one)) if not held.has(number, percent=percent)], one


def _words(one: Said | Table | Picture) -> str:
    if isinstance(one, Said):
        return f"{one.lead} {one.text}"
    if isinstance(one, Table):
        return " ; ".join([one.caption, *one.head, *(cell for row in one.rows for cell in row)])
    return " ; ".join([one.caption, one.alt, *_labels(one)])


def _labels(picture: Picture) -> list[str]:
    """The percentages that are written beside bars; those of the axes are none."""
    root = ElementTree.fromstring(picture.svg[picture.svg.index("<svg") :])  # noqa: S314 - our own
    axes = {id(part) for one in root.iter() if one.get("id", "").startswith("matplotlib.axis") for part in one.iter()}
    told = [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text") if id(one) not in axes]
    return [text for text in told if text.endswith("%")]


def test_labels_of_pictures_are_looked_at(report_of: Callable[[str], Report]) -> None:
    pictures = [one for one in report_of("chip_controls_and_boycott").blocks() if isinstance(one, Picture)]
    labels = {one.id: _labels(one) for one in pictures}
    assert len(labels["finding-shares"]) >= 10 and labels["sensitivity-1"]


def _check_headline(report: Report) -> None:
    """The first screen speaks, and its numbers are in the very entries that it points to."""
    parts = (report.headline.answer, report.headline.certainty, report.headline.change)
    assert all(parts) and report.headline.question
    texts = {one.id: one.text for one in report.evidence}
    shared = [texts[name] for name in ("counts", "provenance")]
    for one in (said for part in parts for said in part):
        held = Held([*(texts[name] for name in one.evidence), *shared])
        assert not [number for number, percent in stated(one.text) if not held.has(number, percent=percent)], one


def _check_links(report: Report) -> None:
    known = {one.id for one in report.evidence}
    assert len(known) == len(report.evidence)
    shown = [one for part in (report.headline.answer, report.headline.certainty) for one in part]
    blocks = [*shown, *report.blocks()]
    assert {name for one in blocks for name in getattr(one, "evidence", ())} <= known
    assert all(one.alt for one in report.blocks() if isinstance(one, Picture))


def test_the_numbers_that_are_asked_for_are_told_from_those_that_are_there() -> None:
    held = Held(['{"a": "332/1237", "b": 0.7599, "c": -4}'])
    assert all(held.has(one) for one in ("332/1237", "0.268", "0.76", "-4", "4"))
    assert held.has("76.0", percent=True) and held.has("76", percent=True)
    assert not any(held.has(one) for one in ("0.269", "0.75", "5", "331/1237", "76"))
    assert not held.has("75.9", percent=True)


def test_evidence_is_as_it_is_hashed_and_can_be_checked_again(reports: dict[str, Path]) -> None:
    path = reports["chip_controls_and_boycott"]
    parts = path.with_name(f"{path.stem}-parts")
    sums = dict(reversed(line.split("  ")) for line in (parts / "SHA256SUMS").read_text().splitlines())
    assert sums
    for name, digest in sums.items():
        assert hashlib.sha256((parts / name).read_bytes()).hexdigest() == digest
        assert digest in path.read_text(encoding="utf-8")
    saved = json.loads((parts / "answer-1.json").read_text(encoding="utf-8"))
    solution = pg.Solution.from_dict(saved["answer"])
    solution.verify()
    assert solution.equilibria[0].exact_payoffs == (5, 8)


def test_parts_are_pictures_tables_and_latex(reports: dict[str, Path]) -> None:
    parts = reports["chip_controls_and_boycott"].with_name("chip_controls_and_boycott-parts")
    rows = list(csv.reader((parts / "payoffs.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[1][1:] == ["12.24; 17", "3.87; 20.5", "-4.5; 24"] and rows[3][3] == "● 5; 8"
    assert all(one.read_text(encoding="utf-8").rstrip().endswith("</svg>") for one in parts.glob("*.svg"))
    assert r"\toprule" in (parts / "parameters.tex").read_text(encoding="utf-8")


def test_the_page_needs_nothing_else(reports: dict[str, Path]) -> None:
    for path in reports.values():
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|<iframe|@import|<img", page)
        assert set(re.findall(r'(?:src|href)="([^"#]+)', page)) <= {"data:,"}


def test_what_draws_were_asked_in_place_of_a_number_is_said(tmp_path: Path) -> None:
    scenario = pg.scenario("export_inspection")
    study = pg.study(scenario, draws=4, seed=7, out=tmp_path, workers=0)
    stated = next(one for one in scenario.document.findings if one.id == "exact_rates")
    claim = claim_words(stated.given, stated.claim, scenario.document.labels)
    for report, told in ((gathered(scenario, study), True), (gathered(scenario, None), False)):
        said = [one for block in report.blocks() if isinstance(block, Points) for one in block.items]
        assert (
            ("Is there an equilibrium that mixes these actions?", claim) in [(one.text, one.lead) for one in said]
        ) is told


def test_what_was_not_done_is_said() -> None:
    report = gathered(pg.scenario("eu_third_path"), None)
    text = "".join(words_of(html(report)).said)
    assert "No study was run" in text and "Over the ranges: unknown." in text
    assert "no method finds stackelberg here" in text


def test_texts_of_a_scenario_cannot_become_markup() -> None:
    bad = "<script>alert('x')</script> & \"quotes\""
    table = Table("t", bad, (bad,), ((bad,),))
    said = Said(bad, (), bad)
    report = Report(bad, Headline(bad, (said,), (said,), (said,)), (Section("s", bad, (said, table)),), (), bad)
    page = html(report)
    assert "<script" not in page and page.count("&lt;script&gt;") >= 10


def test_latex_escapes_what_latex_reads() -> None:
    told = latex(Table("t", "100 % of $x_1$", ("a & b",), ((r"\input{x}",),), (), (0,)))
    assert r"100 \% of \$x\_1\$" in told and r"a \& b" in told and r"\textbackslash{}input\{x\}" in told


def test_a_wrong_proof_stops_the_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The equilibrium of another game in the place of the answer: nothing is written."""
    scenario, other = pg.scenario("chip_controls_and_boycott"), pg.scenario("open_or_closed_models")
    from dataclasses import replace

    result = scenario.solve()[0]
    wrong = replace(result, result=replace(result.result, game=other.game()))
    monkeypatch.setattr(type(scenario), "solve", lambda self, **_: (wrong,))
    with pytest.raises(CertificateError):
        write_report(tmp_path / "wrong.html", scenario)
    assert not (tmp_path / "wrong.html").exists()


def test_a_report_is_the_same_each_time(tmp_path: Path) -> None:
    scenario = pg.scenario("export_inspection")
    first, second = (write_report(tmp_path / f"{name}.html", scenario) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()

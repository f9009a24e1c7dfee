"""The report of every scenario of the catalogue as a person first sees it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import policygames as pg
import pytest
from policygames.report.content import Report
from policygames.report.page import html

UNLED = """() => [...document.querySelectorAll('main p, main li, main caption, main figcaption, main td, main th')]
  .filter(e => !e.closest('.entry, footer, nav, .stamp, thead') && !e.matches('#evidence ~ p')).filter(e => {
    const told = e.cloneNode(true); told.querySelectorAll('sup').forEach(one => one.remove());
    return /[0-9]/.test(told.textContent) && !(e.closest('table') || e).querySelector('sup a'); })
  .map(e => e.textContent)"""
"""Whatever states a number without leading to evidence."""
TINY = """() => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(
    n => n.nodeType === 3 && n.textContent.trim())).map(e => {
      const drawing = e.closest('svg'), size = parseFloat(getComputedStyle(e).fontSize);
      return [drawing ? size * drawing.getScreenCTM().a : size, e.textContent.slice(0, 60)]; })
  .filter(one => one[0] < 10)"""
"""Texts of less than 10 pixels, as they are shown."""
CUT = """() => [...document.querySelectorAll('figure')].flatMap(f => {
    const whole = f.querySelector('svg').getBoundingClientRect();
    return [...f.querySelectorAll('svg text')].filter(t => {
      const r = t.getBoundingClientRect(), by = 0.02 * whole.width;
      return r.left < whole.left - by || r.right > whole.right + by
        || r.top < whole.top - 4 || r.bottom > whole.bottom + 4;
    }).map(t => f.id + ': ' + t.textContent); })"""
"""Labels that leave their picture."""


@pytest.fixture(params=pg.scenarios())
def opened(
    request: pytest.FixtureRequest, report_of: Callable[[str], Report], browser: Any, tmp_path: Path
) -> Iterator[tuple[Report, Any]]:
    """A report, and its page at the width of a laptop; nothing may complain or be fetched."""
    report = report_of(request.param)
    file = tmp_path / "report.html"
    file.write_text(html(report), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or said.append(asked.url))
    page.goto(file.as_uri())
    yield report, page
    page.close()
    assert not said


def test_who_reads_the_first_screen_knows_the_answer_and_finds_its_proof(opened: tuple[Report, Any]) -> None:
    report, page = opened
    _answers(report, page)
    _leads_to_evidence(report, page)
    _can_be_read(page)


def _answers(report: Report, page: Any) -> None:
    """It fits the screen, says which equilibria there are and not how many, how sure that is, and what changes it."""
    assert page.evaluate("document.querySelector('.first').getBoundingClientRect().bottom") <= 800
    lead = report.headline.answer[0].text
    assert 10 < len(lead) < 200 and not lead.startswith(("There is", "There are", "Found", "1."))
    sure, change = ([one.lead for one in part] for part in (report.headline.certainty, report.headline.change))
    assert sure[0] == "Proof." and any(one.startswith("Over the ranges") for one in sure) and sure[-1] == "Inputs."
    assert change
    own = {one.label: one.value for one in pg.scenario(_id(report)).document.parameters}
    for part in (report.headline.answer, report.headline.certainty, report.headline.change):
        texts = [one.text for one in part]
        assert len(set(texts)) == len(texts)
        assert not [text for text in texts for name, value in _GIVEN.findall(text) if own.get(name) == Fraction(value)]
        assert all(text[0].isupper() or text[0] in "“(" or text[0].isdigit() for text in texts), texts


_GIVEN = re.compile(r"(?:with |, )([^=(),]+) = (-?[\d.]+(?:/\d+)?)(?=[,)])")
"""Values for which a claim is made: those of the file itself need no mention."""


def _id(report: Report) -> str:
    return report.stamp.split()[1]


def _can_be_read(page: Any) -> None:
    """Nothing is tiny, cut, without evidence, or off the page."""
    assert page.evaluate(TINY) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(UNLED) == []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _leads_to_evidence(report: Report, page: Any) -> None:
    """Every link goes to its entry, which a second click opens."""
    texts = {one.id: one.text for one in report.evidence}
    links = page.locator(".card sup a")
    assert links.count() >= 3
    for place in range(links.count()):
        page.evaluate("scrollTo(0, 0)")
        link = links.nth(place)
        id_ = (link.get_attribute("href") or "")[1:]
        link.click()  # the first step
        entry = page.locator(f"[id='{id_}']")
        assert entry.evaluate(
            "e => { const r = e.getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight; }"
        )
        if not entry.locator("pre").is_visible():
            entry.locator("summary").click()  # the second
        assert entry.locator("pre").is_visible()
        assert entry.locator("pre").text_content() == texts[id_].replace("\r\n", "\n")

"""Reports in a real browser: what is on the first screen, that everybody can read it, that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const linear = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const lum = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
    .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('body *')].filter(e => !e.closest('svg') &&
    [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).map(e => {
      const [a, b] = [lum(parse(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.outerHTML.slice(0, 80)]; });
}"""
"""Of every element with text of its own the contrast to its ground (WCAG 2.2, 1.4.3)."""


@pytest.fixture(params=["chip_controls_and_boycott", "nvidia_two_fires", "safety_agreement"])
def shown(request: pytest.FixtureRequest, reports: dict[str, Path], browser: Any) -> Iterator[Any]:
    """A report as it is opened, at the width of a laptop; nothing may complain or be fetched."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or said.append(asked.url))
    page.goto(reports[request.param].as_uri())
    yield page
    page.close()
    assert not said


def test_the_first_screen_answers(shown: Any) -> None:
    for name in ("answer", "sure", "change"):
        card = shown.locator(f".card.{name}")
        box = card.bounding_box()
        assert box["y"] + box["height"] <= 1000 and box["y"] < 400
        assert len(card.inner_text().split()) > 8
    assert shown.locator("header .question").inner_text().endswith("?")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_off_sideways(shown: Any, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 844})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_everybody_can_read_it(shown: Any) -> None:
    assert not [found for found in shown.evaluate(CONTRAST) if found[0] < 4.5]
    assert shown.evaluate(
        "[...document.querySelectorAll('figure svg')].every(s => s.getAttribute('role') === 'img'"
        " && s.getAttribute('aria-label').length > 40)"
    )
    assert shown.locator("html").get_attribute("lang") == "en"
    levels = shown.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1 and all(next_ <= level + 1 for level, next_ in pairwise(levels))
    ids = shown.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert shown.evaluate(
        "[...document.querySelectorAll('table')].every(t => t.caption.textContent.trim()"
        " && [...t.querySelectorAll('th')].every(h => h.scope))"
    )
    assert shown.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].every("
        "a => document.getElementById(a.getAttribute('href').slice(1)))"
    )


def test_the_keyboard_reaches_answer_and_evidence(shown: Any) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    assert shown.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    shown.locator(".entry summary").first.focus()
    shown.keyboard.press("Enter")
    assert shown.locator(".entry pre").first.is_visible()


def test_every_sentence_leads_to_its_evidence_in_two_steps(shown: Any) -> None:
    link = shown.locator(".card.answer sup a").first
    link.click()  # the first step
    entry = shown.locator(f"[id='{link.get_attribute('href')[1:]}']")
    assert entry.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight; }")
    entry.locator("summary").click()  # the second
    assert entry.locator("pre").inner_text().strip()


def test_it_prints(shown: Any) -> None:
    pdf = shown.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and 3 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 30
    shown.emulate_media(media="print")
    assert not shown.locator("nav").is_visible() and not shown.locator(".skip").is_visible()
    assert shown.locator(".card.answer").is_visible()

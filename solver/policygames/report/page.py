"""A report as one HTML file that needs nothing else: styles and pictures are inside, and no script is."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from policygames.errors import not_installed
from policygames.report.content import Evidence, Picture, Points, Report, Said, Table

_IDS = re.compile(r'(\bid="|href="#|url\(#)')
_SIZE = re.compile(r'(<svg\b[^>]*?)\s+width="[^"]*"|(<svg\b[^>]*?)\s+height="[^"]*"')


def html(report: Report) -> str:
    """The page. Raises UnsupportedError where jinja2 is not installed."""
    try:
        from jinja2 import DictLoader, Environment, StrictUndefined
    except ModuleNotFoundError as error:
        raise not_installed(error) from error
    folder = files("policygames.report") / "templates"
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in ("page.html.j2", "page.css")}
    made = Environment(
        loader=DictLoader(sources), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["drawing"] = drawing
    page: str = made.get_template("page.html.j2").render(
        report=report, known=_numbered(report.evidence), kind=_kind, css=sources["page.css"]
    )
    return page


def _numbered(evidence: tuple[Evidence, ...]) -> dict[str, tuple[int, Evidence]]:
    return {one.id: (number, one) for number, one in enumerate(evidence, 1)}


def _kind(block: Any) -> str:
    return {Said: "said", Points: "points", Table: "table", Picture: "picture"}[type(block)]


def drawing(picture: Picture) -> str:
    """The picture to stand in a page: sized by the page, its ids its own, told in words to screen readers."""
    from markupsafe import Markup, escape

    svg = picture.svg[picture.svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = _IDS.sub(lambda found: f"{found.group(1)}{picture.id}-", svg)
    while _SIZE.search(svg[:600]):
        svg = _SIZE.sub(lambda found: found.group(1) or found.group(2), svg, count=1)
    label = f'<svg role="img" aria-label="{escape(picture.alt)}"'
    return Markup(svg.replace("<svg", label, 1))  # noqa: S704 - drawn by matplotlib, which escapes texts

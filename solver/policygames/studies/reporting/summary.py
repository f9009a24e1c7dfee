"""A study as a notebook shows it: what was drawn, how often each outcome and finding is, what breaks it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from policygames.studies.frames import framed
from policygames.studies.frequencies import shares
from policygames.studies.outcome_words import by_name

if TYPE_CHECKING:
    from policygames.studies.stored import Study

MOST = 8
"""Outcomes that are shown."""


def summary(study: Study) -> str:
    """HTML: a line, two small tables, and a sentence for every finding that tips."""
    line = f"<p>{escape(repr(study))}; {study.done:,} solved</p>"
    if not study.done:
        return line
    counts = by_name(study.outcomes(), study.scenario.document)
    outcomes = framed("outcome", shares(counts, 0.95)).head(MOST)
    tables = [outcomes, *([_findings(study)] if study.spec.findings else [])]
    return line + "".join(_table(one) for one in tables) + _sentences(study)


def _findings(study: Study) -> Any:
    """The frame of the findings, with what each claims."""
    found, claims = study.findings(), {one.id: one.claim for one in study.scenario.document.findings}
    found.insert(1, "claim", [claims[name] for name in found["finding"]])
    return found


def _table(frame: Any) -> str:
    shares = dict.fromkeys(("share", "low", "high"), "{:.1%}".format)
    html: str = frame.to_html(index=False, formatters=shares, border=0)
    return html


def _sentences(study: Study) -> str:
    told = [escape(one.sentence) for one in study.tippings()]
    return f"<ul>{''.join(f'<li>{one}</li>' for one in told)}</ul>" if told else ""

"""A study as a notebook shows it: what was drawn, how often each outcome and finding is, what breaks it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from policygames.studies.claims import claims_of
from policygames.studies.frames import framed
from policygames.studies.frequencies import shares
from policygames.studies.outcome_words import by_name, named
from policygames.studies.rows import OUTCOME

if TYPE_CHECKING:
    from policygames.studies.stored import Study

MOST = 8
"""Outcomes, and cases, that are shown."""


def summary(study: Study) -> str:
    """HTML: a line, small tables of outcomes, of findings and of cases by name, and a sentence a finding that tips."""
    line = f"<p>{escape(repr(study))}; {study.done:,} solved</p>"
    if not study.done:
        return line
    counts = by_name(study.outcomes(), study.scenario.document)
    outcomes = framed("outcome", shares(counts, 0.95, sample=study.spec.is_sample)).head(MOST)
    tables = [outcomes, *([_findings(study)] if study.spec.findings else [])]
    if not study.spec.is_sample:
        tables = [one.drop(columns=["low", "high"]) for one in tables]
    cases = _cases(study) if study.spec.names else ""
    return line + "".join(_table(one) for one in tables) + cases + _sentences(study)


def _cases(study: Study) -> str:
    """The first cases by name: what each comes to, and which findings hold in it."""
    frame = study.frame(["case", OUTCOME, *study.spec.findings])
    shown = frame.head(MOST)
    told = _table(shown.assign(outcome=[named(one, study.scenario.document) for one in shown[OUTCOME]]))
    return told if len(frame) <= MOST else f"{told}<p>{MOST} of {len(frame):,} cases are shown.</p>"


def _findings(study: Study) -> Any:
    """The frame of the findings, with what each claims, and for which values."""
    found, claims = study.findings(), claims_of(study.scenario.document)
    found.insert(1, "claim", [claims[name] for name in found["finding"]])
    return found


def _table(frame: Any) -> str:
    shares = dict.fromkeys(("share", "low", "high"), "{:.1%}".format)
    html: str = frame.to_html(index=False, formatters=shares, border=0)
    return html


def _sentences(study: Study) -> str:
    told = [escape(one.sentence) for one in study.tippings()]
    return f"<ul>{''.join(f'<li>{one}</li>' for one in told)}</ul>" if told else ""

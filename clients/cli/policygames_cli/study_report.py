"""What a study says, as lines for people and as data for programs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from policygames_cli.outputs import print_json

if TYPE_CHECKING:
    from policygames.documents import StatedFinding
    from policygames.studies import Study
    from policygames.studies.comparison import Change, Comparison


def report(study: Study, as_json: bool, events: Sequence[str] = (), *, sensitivity: bool = False) -> None:
    """Prints how far the study is and what it says; with `events` their boxes, and on demand the indices."""
    if as_json:
        print_json(_plain(study, events, sensitivity=sensitivity))
    else:
        click.echo("\n".join(_lines(study, events, sensitivity=sensitivity)))


def _plain(study: Study, events: Sequence[str], *, sensitivity: bool) -> dict[str, Any]:
    from dataclasses import asdict

    plain: dict[str, Any] = {
        "scenario": study.scenario.id,
        "folder": str(study.folder.path),
        "study": study.spec.digest,
        "concept": study.spec.concept,
        "design": study.spec.design,
        "seed": study.spec.seed,
        "draws": len(study),
        "done": study.done,
        "solver_version": study.spec.solver_version,
    }
    if study.done:
        plain["outcomes"] = _records(study.frequencies())
        plain["findings"] = _records(study.findings())
        plain["tipping_points"] = _records(study.tipping_points())
        if study.spec.names:
            cases = study.frame(["case", "outcome", *study.spec.findings])
            plain["cases"] = _records(cases)
        plain["boxes"] = [asdict(study.discover(event)) for event in events]
    if sensitivity and study.done:
        plain["sensitivity"] = _records(study.sensitivity())
    return plain


def _records(frame: Any) -> list[dict[str, Any]]:  # Any: a pandas frame, which is not loaded here
    return [{key: _known(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _known(value: Any) -> Any:
    """JSON has no NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _lines(study: Study, events: Sequence[str], *, sensitivity: bool) -> Iterator[str]:
    from policygames.studies.design_words import many, with_intervals

    spec = study.spec
    seed = f", seed {spec.seed}" if spec.is_sample else ""
    yield f"{study.scenario.title} ({spec.scenario_sha256[:12]}), {spec.concept}, {spec.design}{seed}"
    yield f"{study.done:,} of {len(study):,} {many(spec)} are solved, in {study.folder.path}"
    if not study.done:
        return
    yield from ("", with_intervals(spec, "Outcomes"))
    yield from (f"  {_shared(row)}  {row.outcome}" for row in study.frequencies().itertuples())
    if spec.findings:
        claims = {finding.id: _claim(finding) for finding in study.scenario.document.findings}
        yield from ("", "Findings")
        yield from (
            f"  {_shared(row)}  {row.finding}: {claims[str(row.finding)]}" for row in study.findings().itertuples()
        )
        if tippings := study.tippings():
            yield from ("", "What breaks them", *(f"  {one.sentence}" for one in tippings))
    if spec.names:
        yield from ("", "Cases", *_cases(study))
    yield from (f"\n{study.discover(event).sentence}" for event in events)
    if sensitivity:
        yield from ("", "Shares of variance explained", study.sensitivity().to_string(index=False))


def _cases(study: Study) -> Iterator[str]:
    """Each case by its name, what it comes to, and the findings that do not hold in it."""
    frame = study.frame(["case", "outcome", *study.spec.findings])
    for row in frame.to_dict("records"):
        failing = [name for name in study.spec.findings if row[name] is False]
        yield f"  {row['case']}: {row['outcome']}" + (f"; not: {', '.join(failing)}" if failing else "")


def _claim(finding: StatedFinding) -> str:
    """The claim, and what was asked in place of a number of the file's own values."""
    from policygames.studies.senses import asked_instead

    asked = asked_instead(finding)
    return f"{finding.claim} [asked: {asked}]" if asked else finding.claim


def _shared(row: Any) -> str:  # Any: a row of a pandas frame
    if math.isnan(row.share):
        return "undecided"
    return f"{row.share:6.1%}" + ("" if math.isnan(row.low) else f" ({row.low:.1%} to {row.high:.1%})")


def compared(found: Comparison) -> Iterator[str]:
    """Two runs compared, line by line."""
    inputs = [f"  {one.what}: {one.before} → {one.after}" for one in found.inputs]
    sections = {"inputs": inputs, "findings": [*map(_changed, found.findings)]}
    sections["outcomes"] = [*map(_changed, found.outcomes)]
    for name, lines in sections.items():
        yield from [name.capitalize(), *lines] if lines else [f"No {name} differ."]
    if found.same:
        yield f"{found.changed:,} of the {found.same:,} draws with the same values have another outcome."
    else:
        yield "No draw has the same values in both."


def _changed(change: Change) -> str:
    before, after = ("-" if share is None else f"{share:.1%}" for share in (change.before, change.after))
    bounds = "" if change.low is None else f" (difference {change.low:+.1%} to {change.high:+.1%})"
    return f"  {change.what}: {before} → {after}{bounds}"

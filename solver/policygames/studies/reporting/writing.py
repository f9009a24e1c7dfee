"""Writes a report, and its parts beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygames.report.page import html
from policygames.report.parts import write_parts
from policygames.scenarios import Scenario
from policygames.studies.reporting.gathering import NO_STUDY, gathered

if TYPE_CHECKING:
    from policygames.studies.stored import Study


def write_report(
    path: str | Path,
    scenario: Scenario,
    study: Study | None = None,
    *,
    parts: bool | str | Path = False,
    deadline: float | None = None,
    why: str = NO_STUDY,
) -> Path:
    """Writes the report on `scenario`, over the draws of `study` too, to one HTML file; gives its path.

    `parts` also writes pictures as SVG, tables as CSV and LaTeX, and all evidence: into a folder beside the file, of
    its name with "-parts", or into the one that is given. `deadline` is in seconds a search. `why` says, without a
    study, why there is none.

    Raises OSError where a file cannot be written; CertificateError where a proof fails when checked again.
    """
    target = Path(path)
    report = gathered(scenario, study, deadline=deadline, why=why)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(html(report), encoding="utf-8", newline="")
    if parts is not False:
        folder = target.with_name(f"{target.stem}-parts") if parts is True else Path(parts)
        write_parts(report, folder)
    return target

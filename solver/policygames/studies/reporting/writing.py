"""Writes a report, and its parts beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygames.report.page import html
from policygames.report.parts import write_parts
from policygames.scenarios import Scenario
from policygames.studies.parts import put_text
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

    Raises OSError, which names the file and says what stands, where one cannot be written: a report that was there
    stays as it was until the new one is whole. Raises CertificateError where a proof fails when checked again.
    """
    target = Path(path)
    report = gathered(scenario, study, deadline=deadline, why=why)
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(target, html(report))
    if parts is not False:
        folder = target.with_name(f"{target.stem}-parts") if parts is True else Path(parts)
        try:
            write_parts(report, folder)
        except OSError as error:
            raise _told(error, folder, f"{target} is written, these parts of it are not whole") from error
    return target


def _replace(target: Path, text: str) -> None:
    """Writes beside the file, and renames; what is no file, such as a pipe, is written to."""
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", newline="")
        return
    real = target.resolve()  # a link stays one
    try:
        put_text(real.parent, real.name, text)
    except OSError as error:
        stands = "the report that was there stands as it was" if target.exists() else "no report is written"
        raise _told(error, target, stands) from error


def _told(error: OSError, file: Path, stands: str) -> OSError:
    """The error about the file that it names, else about `file`, and what stands."""
    return OSError(error.errno, f"{error.strerror}; {stands}", error.filename or str(file))

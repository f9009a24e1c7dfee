"""What studies read: sets of cases and draws, and files of named cases."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policygames.scenarios.scenario_set import ScenarioSet


def found_set(name: str) -> ScenarioSet | None:
    """The set in the file `name`; None where that is no file, or holds a scenario. Raises ScenarioError for neither."""
    import policygames as pg
    from policygames.documents.file_names import names_file
    from policygames.scenarios.scenario_set import ScenarioSet

    if not names_file(name):
        return None
    found = pg.load(name)
    return found if isinstance(found, ScenarioSet) else None


def read_cases(file: Path) -> dict[str, dict[str, str]]:
    """Case → parameter → value, of a CSV file; where a cell is empty the scenario's own value stands."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.reader(stream) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise click.BadParameter(f"{file} cannot be read: {error}", param_hint="--cases") from error
    if not rows or rows[0][0].strip() != "case":
        raise click.BadParameter(f"{file}: the first column of the header must be `case`", param_hint="--cases")
    header = [cell.strip() for cell in rows[0]]
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows[1:], 2):
        name = row[0].strip()
        if len(row) != len(header) or not name or name in found:
            message = f"{file}, row {number}: a new name and {len(header) - 1} cells are needed"
            raise click.BadParameter(message, param_hint="--cases")
        pairs = zip(header[1:], row[1:], strict=True)
        found[name] = {parameter: cell.strip() for parameter, cell in pairs if cell.strip()}
    return found

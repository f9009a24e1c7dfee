"""Long tables in the manner of the integrated-assessment community (IAMC): one number a row, with its unit."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygames.scenarios.roster import written_out

if TYPE_CHECKING:
    import pyarrow as pa

    from policygames.studies.stored import Study

COLUMNS = ("scenario", "case", "draw", "player", "variable", "unit", "value")
Row = tuple[Any, ...]


def long_rows(study: Study) -> Iterator[Row]:
    """The rows of all solved draws, part by part: parameters, the count of equilibria, and what each pays to whom."""
    for table in study.tables():
        yield from _rows(study, table)


def _rows(study: Study, table: pa.Table) -> Iterator[Row]:
    document = study.scenario.document
    units = {parameter.id: parameter.unit for parameter in document.parameters if parameter.id in table.column_names}
    players = [player.id for player in written_out(document).players]
    for row in table.to_pylist():
        where = (document.id, row.get("case", ""), row["draw"])
        for name, unit in units.items():
            yield (*where, "", f"Parameter|{name}", unit, row[name])
        if row["error"] is not None:
            continue
        yield (*where, "", "Equilibria", "1", row["equilibria"])
        for place, value in enumerate(row["payoffs"] or ()):
            number, player = divmod(place, len(players))
            yield (*where, players[player], f"Payoff|Equilibrium {number + 1}", document.payoffs.unit, value)


def write_long(study: Study, path: Path) -> None:
    """Writes them as CSV, in memory for one part."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(long_rows(study))

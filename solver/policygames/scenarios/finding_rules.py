"""Whether what the checks of a file name is there: players, actions, parameters, formulas that can be read."""

from __future__ import annotations

from policygames.scenarios.cast import cast_of
from policygames.scenarios.checks.meanings import Surroundings, examine
from policygames.scenarios.reading import Reading
from policygames.scenarios.schema import ScenarioRecord


def check_findings(record: ScenarioRecord, reading: Reading) -> None:
    """Notes what the check of a finding names although the file does not have it."""
    around = Surroundings(record, cast_of(record, reading), reading)
    for index, finding in enumerate(record.expected):
        if finding and finding.check:
            examine(finding.check, f"expected[{index}].check", around)

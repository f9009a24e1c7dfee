"""Whether the analyses of a file have options that they know, set to what these may be."""

from __future__ import annotations

from policygames.scenarios.cast import cast_of
from policygames.scenarios.located import joined
from policygames.scenarios.option_values import Surroundings, check_value
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.schema import AnalysisRecord, ScenarioRecord
from policygames.scenarios.vocabulary import ANALYSES


def check_analyses(record: ScenarioRecord, reading: Reading) -> None:
    """Notes options that an analysis does not have, and values that they cannot have."""
    around = Surroundings(record, cast_of(record, reading), reading)
    for index, analysis in enumerate(record.analyses):
        if analysis:
            _check_analysis(analysis, f"analyses[{index}]", around)


def _check_analysis(analysis: AnalysisRecord, path: str, around: Surroundings) -> None:
    name, options = analysis.analysis, analysis.model_extra or {}
    for key, value in options.items():
        if key in ANALYSES[name]:
            check_value(key, value, joined(path, key), around)
        else:
            message = f"{name} has no option {shortened(key)}; {nearest(key, ('id', 'analysis', *ANALYSES[name]))}"
            around.reading.add(f"{joined(path, key)}:key", message)
    if name == "critical_discount" and "path" not in options:
        around.reading.add(path, "the key 'path' is missing")

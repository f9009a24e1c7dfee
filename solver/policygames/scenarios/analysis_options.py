"""Whether the analyses of a file have options that they know, and name what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.scenarios.cast import Cast, cast_of
from policygames.scenarios.located import joined
from policygames.scenarios.reading import Reading, nearest, shortened
from policygames.scenarios.schema import ScenarioRecord
from policygames.scenarios.vocabulary import ANALYSES, PROFILE_OPTIONS


def check_analyses(record: ScenarioRecord, reading: Reading) -> None:
    """Notes options that an analysis does not have, and profiles or parameters in them that are not there."""
    cast = cast_of(record, reading)
    for index, analysis in enumerate(record.analyses):
        if analysis:
            path, options = f"analyses[{index}]", analysis.model_extra or {}
            _check_keys(analysis.analysis, options, path, reading)
            _check_parameters(options, path, record, reading)
            if cast:
                _check_profiles(options, path, cast)
            if analysis.analysis == "critical_discount" and "path" not in options:
                reading.add(path, "the key 'path' is missing")


def _check_keys(analysis: str, options: Mapping[str, Any], path: str, reading: Reading) -> None:
    known = ("id", "analysis", *ANALYSES[analysis])
    for key in options:
        if key not in known:
            message = f"{analysis} has no option {shortened(key)}; {nearest(key, known)}"
            reading.add(f"{joined(path, key)}:key", message)


def _check_profiles(options: Mapping[str, Any], path: str, cast: Cast) -> None:
    for key in PROFILE_OPTIONS:
        if key in options:
            if isinstance(options[key], dict):
                cast.check_profile(options[key], f"{path}.{key}")
            else:
                cast.reading.add(f"{path}.{key}", "a mapping is needed: an action for each player")


def _check_parameters(options: Mapping[str, Any], path: str, record: ScenarioRecord, reading: Reading) -> None:
    named = options.get("parameters", [])
    if not isinstance(named, list):
        reading.add(f"{path}.parameters", "a list is needed")
        return
    for index, name in enumerate(named):
        if name not in record.parameters:
            message = f"there is no parameter {shortened(str(name))}; {nearest(str(name), record.parameters)}"
            reading.add(f"{path}.parameters[{index}]", message)

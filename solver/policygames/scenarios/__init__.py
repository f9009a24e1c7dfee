"""Scenarios: data files → validated documents → games, findings and answers."""

from policygames.scenarios.analyses import AnalysisResult
from policygames.scenarios.findings import Finding
from policygames.scenarios.json_schema import json_schema
from policygames.scenarios.library import load, load_scenario, parsed, parsed_set, scenario, scenarios
from policygames.scenarios.scenario import Scenario
from policygames.scenarios.scenario_set import ScenarioSet
from policygames.scenarios.welfare import Welfare

__all__ = [
    "AnalysisResult",
    "Finding",
    "Scenario",
    "ScenarioSet",
    "Welfare",
    "json_schema",
    "load",
    "load_scenario",
    "parsed",
    "parsed_set",
    "scenario",
    "scenarios",
]

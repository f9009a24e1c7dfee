"""Scenarios: data files → validated documents → games, findings and answers."""

from policygames.scenarios.analyses import AnalysisResult
from policygames.scenarios.findings import Finding
from policygames.scenarios.library import load, parsed, scenario, scenarios
from policygames.scenarios.scenario import Scenario
from policygames.scenarios.welfare import Welfare

__all__ = ["AnalysisResult", "Finding", "Scenario", "Welfare", "load", "parsed", "scenario", "scenarios"]

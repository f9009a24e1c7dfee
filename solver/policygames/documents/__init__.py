"""Scenario files as plain data: what a file says, typed and resolved, and nothing that can be played yet."""

from policygames.documents.scenario import (
    Action,
    Analysis,
    Distribution,
    GameForm,
    Origin,
    Outcome,
    Parameter,
    Payoffs,
    Player,
    ScenarioDocument,
    Source,
    StatedFinding,
    Term,
)

__all__ = [
    "Action",
    "Analysis",
    "Distribution",
    "GameForm",
    "Origin",
    "Outcome",
    "Parameter",
    "Payoffs",
    "Player",
    "ScenarioDocument",
    "Source",
    "StatedFinding",
    "Term",
]

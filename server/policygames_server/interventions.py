"""What a worker answers about interventions and robustness."""

from __future__ import annotations

from typing import Any

from policygames.analysis.intervene import answer
from policygames.analysis.interventions.questions import Question, judged
from policygames.analysis.robustness import robustness
from policygames.budget import budget_for
from policygames.results import Equilibrium
from policygames.results.intervention import Intervention
from policygames.results.robustness import Robustness


def intervened(_: Any, question: Question, *, deadline: float | None = None) -> Intervention:
    """The least change that answers a question as it arrived. Raises GameError where a value in it is none."""
    budget = budget_for(deadline)
    return answer(judged(question), budget)


def survived(_: Any, equilibrium: Equilibrium, *, deadline: float | None = None) -> Robustness:
    """How much payoffs may err before an equilibrium gives way."""
    return robustness(equilibrium, deadline=deadline)

"""What it would take, and how sure it is: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from typing import Any

from policygames.analysis.interventions.questions import question_for
from policygames.budget import budget_for
from policygames.results import Equilibrium
from policygames.results.intervention import Intervention
from policygames.results.robustness import Robustness
from policygames.wire.interventions import intervene_request, read_intervene_response
from policygames.wire.robustness import read_robustness, robustness_request

from policygames_client.calls import Call


def intervene(
    game: Any, target: Any, lever: str = "payment", *, deadline: float | None = None, **options: Any
) -> Call[Intervention]:
    """The least change by `lever` after which `target` holds, as `pg.intervene` gives it."""
    budget_for(deadline)
    question = question_for(game, target, lever, options)
    request = intervene_request(question)
    return Call("Intervene", request, lambda response: read_intervene_response(response, question), deadline)


def robustness(equilibrium: Equilibrium, *, deadline: float | None = None) -> Call[Robustness]:
    """How much payoffs may err before `equilibrium` gives way, as `pg.robustness` gives it."""
    budget_for(deadline)
    request = robustness_request(equilibrium)
    game: Any = equilibrium.game  # of another kind it is refused there
    return Call("Robustness", request, lambda response: read_robustness(response.robustness, game), deadline)

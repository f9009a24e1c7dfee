"""What it would take, and how sure it is: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.analysis.interventions.questions import question_for
from policygames.budget import budget_for
from policygames.results import Equilibrium
from policygames.results.intervention import Intervention
from policygames.results.robustness import Robustness
from policygames.wire.interventions import intervene_request, read_intervene_response
from policygames.wire.robustness import read_robustness, robustness_request
from policygames.wire.scenarios import ScenarioSource

from policygames_client import open_families, scenario_calls
from policygames_client.calls import Call
from policygames_client.scenarios import origin_of


def intervene(
    game: Any, target: Any, lever: str = "payment", *, deadline: float | None = None, **options: Any
) -> Call[Intervention]:
    """The least change by `lever` after which `target` holds, as `pg.intervene` gives it.

    The id of a scenario, the text of its file, or a RemoteScenario stands for what the server compiles of it.
    """
    budget_for(deadline)
    if (origin := origin_of(game)) is not None:
        compiled = _compiled(origin, lever, options, deadline)
        return scenario_calls.then(
            compiled, lambda found, left: intervene(found, target, lever, deadline=left, **options)
        )
    question = question_for(game, target, lever, options)
    request = intervene_request(question)
    return Call("Intervene", request, lambda response: read_intervene_response(response, question), deadline)


def _compiled(origin: ScenarioSource, lever: str, options: Mapping[str, Any], deadline: float | None) -> Call[Any]:
    """Asks for what is changed: the games in which parameters are left open, or the game."""
    over = options.get("over")
    if lever != "parameters" or not over:
        return scenario_calls.game(origin, {}, deadline)
    names, values = (over,) if isinstance(over, str) else tuple(over), options.get("values") or {}
    if len(names) == 1:
        ends = over[names[0]] if isinstance(over, Mapping) else None
        return open_families.opened_along(origin, names[0], ends, values, deadline)
    return open_families.opened_over(origin, names, over, values, deadline)


def robustness(equilibrium: Equilibrium, *, deadline: float | None = None) -> Call[Robustness]:
    """How much payoffs may err before `equilibrium` gives way, as `pg.robustness` gives it."""
    budget_for(deadline)
    request = robustness_request(equilibrium)
    game: Any = equilibrium.game  # of another kind it is refused there
    return Call("Robustness", request, lambda response: read_robustness(response.robustness, game), deadline)

"""What is asked about games with something left open: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.budget import budget_for
from policygames.games.families import check_over, opened
from policygames.results.regime_map import RegimeMap
from policygames.results.regime_plane import RegimePlane
from policygames.wire.regimes import read_regimes_response, regimes_request

from policygames_client import scenario_calls
from policygames_client.calls import Call
from policygames_client.scenarios import origin_of


def regimes(
    game: Any,
    over: Mapping[Any, Any],
    *,
    concept: str | None = None,
    punishment: str | None = None,
    values: Mapping[str, Any] | None = None,
    deadline: float | None = None,
) -> Call[RegimeMap | RegimePlane]:
    """Where each outcome holds, as `pg.regimes` says; what a Scenario leaves open is worked out here.

    The id of a scenario, the text of its file, or a RemoteScenario stands for a family that the server works out.
    """
    budget_for(deadline)
    if (origin := origin_of(game)) is not None:
        check_over(over)
        opening = scenario_calls.opened(origin, tuple(over), values or {}, deadline)
        asked: dict[str, Any] = {"concept": concept, "punishment": punishment, "values": values}
        return scenario_calls.then(opening, lambda family, left: regimes(family, over, **asked, deadline=left))
    forms, axes = opened(game, over, values or {})
    return Call("Regimes", regimes_request(forms, axes, concept, punishment), read_regimes_response, deadline)

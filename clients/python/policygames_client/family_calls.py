"""What is asked about games with something left open: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.budget import budget_for
from policygames.games.families import Axis, check_over, opened
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece
from policygames.games.piecewise_families import PiecewiseFamily, opened_in_pieces
from policygames.results.regime_map import RegimeMap
from policygames.results.regime_plane import RegimePlane
from policygames.wire.regimes import read_regimes_response, regimes_request
from policygames.wire.scenarios import ScenarioSource

from policygames_client import open_families, scenario_calls
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
        opening = _opening(origin, over, values or {}, deadline)
        asked: dict[str, Any] = {"concept": concept, "punishment": punishment, "values": values}
        return scenario_calls.then(opening, lambda family, left: regimes(family, over, **asked, deadline=left))
    games, axes = _opened(game, over, values or {})
    return Call("Regimes", regimes_request(games, axes, concept, punishment), read_regimes_response, deadline)


def _opening(
    origin: ScenarioSource, over: Mapping[Any, Any], values: Mapping[str, Any], deadline: float | None
) -> Call[open_families.OpenFamily]:
    if len(over) > 1:
        return open_families.opened(origin, tuple(over), values, deadline)
    ((name, ends),) = over.items()
    return open_families.opened_along(origin, name, ends, values, deadline)


def _opened(
    game: Any, over: Mapping[Any, Any], values: Mapping[str, Any]
) -> tuple[GameForms | tuple[GamePiece, ...], tuple[Axis, ...]]:
    if not isinstance(game, PiecewiseFamily) or not isinstance(over, Mapping) or len(over) != 1:
        return opened(game, over, values)
    pieces, axis = opened_in_pieces(game, over, values)
    return (pieces if len(pieces) > 1 else pieces[0].forms), (axis,)

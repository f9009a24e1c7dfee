"""What is asked about games with something left open: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policygames.budget import budget_for
from policygames.games.families import opened
from policygames.results.regime_map import RegimeMap
from policygames.results.regime_plane import RegimePlane
from policygames.wire.regimes import read_regimes_response, regimes_request

from policygames_client.calls import Call


def regimes(
    game: Any,
    over: Mapping[Any, Any],
    *,
    concept: str | None = None,
    punishment: str | None = None,
    values: Mapping[str, Any] | None = None,
    deadline: float | None = None,
) -> Call[RegimeMap | RegimePlane]:
    """Where each outcome holds, as `pg.regimes` says; what a scenario leaves open is worked out here."""
    budget_for(deadline)
    forms, axes = opened(game, over, values or {})
    return Call("Regimes", regimes_request(forms, axes, concept, punishment), read_regimes_response, deadline)

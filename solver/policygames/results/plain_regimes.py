"""Regime maps as plain data, for files: every boundary exact, outcomes by the names of actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from policygames.games.regimes.conditions import Outcome
from policygames.numerics.exact import spelled

if TYPE_CHECKING:
    from policygames.games.families import Axis
    from policygames.results.regime_map import Boundary, Regime, RegimeMap
    from policygames.results.regime_plane import RegimePlane
    from policygames.results.regime_words import Named

FORMAT = 1
"""The version of the saved form."""


def plain_map(found: RegimeMap) -> dict[str, Any]:
    """The map: what moves, every regime, and the nearest change."""
    nearest = found.nearest
    return {
        "policygames": FORMAT,
        "kind": "regime_map",
        "axis": plain_axis(found.axis),
        "outcomes_are": found.evidence.kind,
        "regimes": [_plain_regime(found.evidence, regime) for regime in found.regimes],
        "nearest": None if nearest is None else {"boundary": _plain_boundary(nearest[0]), "distance": nearest[1]},
        "explanation": found.explain(),
    }


def plain_plane(found: RegimePlane) -> dict[str, Any]:
    """The plane: what moves, a witness of every region, and the curves between them."""
    return {
        "policygames": FORMAT,
        "kind": "regime_plane",
        "axes": [plain_axis(axis) for axis in found.axes],
        "outcomes_are": found.kind,
        "regions": [
            {"witness": [spelled(value) for value in region.witnesses[0]], "outcomes": _named(found, region.outcomes)}
            for region in found.regions
        ],
        "curves": list(found.curves),
        "explanation": found.explain(),
    }


def plain_axis(axis: Axis) -> dict[str, Any]:
    """What moves."""
    return {
        "name": axis.name,
        "unit": axis.unit,
        "low": spelled(axis.low),
        "high": spelled(axis.high),
        "default": None if axis.default is None else spelled(axis.default),
    }


def _plain_regime(named: Named, regime: Regime) -> dict[str, Any]:
    return {
        "low": _plain_boundary(regime.low),
        "high": _plain_boundary(regime.high),
        "has_low": regime.has_low,
        "has_high": regime.has_high,
        "outcomes": _named(named, regime.outcomes),
        "witness": None if regime.witness is None else spelled(regime.witness),
    }


def _plain_boundary(boundary: Boundary) -> Any:
    return spelled(boundary.low) if boundary.interval is None else [spelled(boundary.low), spelled(boundary.high)]


def _named(named: Named, outcomes: Sequence[Outcome]) -> list[list[list[str]]]:
    return [
        [[names[action] for action in support] for names, support in zip(named.actions, outcome, strict=True)]
        for outcome in outcomes
    ]

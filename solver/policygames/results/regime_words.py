"""Regime maps in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from policygames.games.regimes.conditions import Outcome
from policygames.numerics.exact import shown

if TYPE_CHECKING:
    from policygames.results.regime_map import Boundary, Regime, RegimeMap
    from policygames.results.regime_plane import RegimePlane

KINDS = {
    "nash": ("equilibrium", "equilibria"),
    "pure_nash": ("pure equilibrium", "pure equilibria"),
    "grim": ("outcome", "outcomes"),
    "optimal": ("outcome", "outcomes"),
}
"""What outcomes are called, one and several, by the kind of a map."""
_RESTS = {
    "grim": "An outcome counts where it can be played for ever, deviations being followed by the deviator's worst pure "
    "stage equilibrium.",
    "optimal": "An outcome counts where it can be played for ever under the harshest punishments that are themselves "
    "equilibria.",
}


def map_words(regime_map: RegimeMap) -> str:
    """One sentence a regime, from the least value of the parameter on, and what outcomes are."""
    said = [_sentence(regime_map, regime) for regime in regime_map.regimes]
    return " ".join((*said, *((_RESTS[kind],) if (kind := regime_map.evidence.kind) in _RESTS else ())))


def _sentence(regime_map: RegimeMap, regime: Regime) -> str:
    return f"{_where(regime_map, regime)} {there_is(regime_map.evidence, regime.outcomes)}."


def there_is(named: Named, outcomes: Sequence[Outcome]) -> str:
    """That there are these outcomes."""
    return f"there {'are' if len(outcomes) > 1 else 'is'} {outcomes_words(named, outcomes)}"


def _where(regime_map: RegimeMap, regime: Regime) -> str:
    name = f"{regime_map.parameter}"
    if len(regime_map.regimes) == 1:
        return f"Wherever {name} lies from {shown(regime_map.low)} to {shown(regime_map.high)},"
    if regime.is_point:
        return f"Where {name} is {value_words(regime.low)}"
    low = f"{'from' if regime.has_low else 'above'} {value_words(regime.low)}"
    high = f"{'to' if regime.has_high else 'below'} {value_words(regime.high)}"
    return f"With {name} {low} {high}"


def value_words(boundary: Boundary) -> str:
    """A boundary as a number."""
    if boundary.exact is not None:
        return shown(boundary.exact)
    return f"about {boundary.value:.6g}"


class Named(Protocol):
    """Whatever has actions with names, and a kind of outcomes."""

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """The names of each player's actions."""

    @property
    def kind(self) -> str:
        """One of KINDS."""


def outcomes_words(evidence: Named, outcomes: Sequence[Outcome]) -> str:
    """How many outcomes there are, and which."""
    one, many = KINDS[evidence.kind]
    if not outcomes:
        return f"no {one}"
    listed = "; ".join(outcome_words(evidence, outcome) for outcome in outcomes)
    return f"one {one}, {listed}" if len(outcomes) == 1 else f"{len(outcomes)} {many}, {listed}"


def outcome_words(evidence: Named, outcome: Outcome) -> str:
    """Who plays what."""
    names = [
        " or ".join(actions[action] for action in support)
        for actions, support in zip(evidence.actions, outcome, strict=True)
    ]
    return f"({', '.join(names)})"


def distance_words(regime_map: RegimeMap) -> str:
    """Where the parameter stands, and how far it has to go until something changes."""
    default = regime_map.default
    if default is None:
        return ""
    stands = f"{regime_map.parameter} stands at {_with_unit(default, regime_map.unit)}"
    if (nearest := regime_map.nearest) is None:
        return f"{stands}; nothing changes anywhere on the map."
    boundary, distance = nearest
    below = (boundary.low + boundary.high) / 2 < default
    moves = f"{'falls' if below else 'rises'} by {distance:.6g} to {value_words(boundary)}"
    return f"{stands}; what there is changes first where it {moves}."


def _with_unit(value: Fraction, unit: str) -> str:
    return f"{shown(value)} {unit}".strip()


def plane_words(plane: RegimePlane) -> str:
    """One sentence a region, the curves between them, and what there is where the parameters stand."""
    first, second = plane.parameters
    said = []
    for region in plane.regions:
        x, y = region.witnesses[0]
        said.append(
            f"With {first} {shown(x)} and {second} {shown(y)}, as in all of this region, "
            f"{there_is(plane, region.outcomes)}."
        )
    said.append(f"Regimes change where {'; or '.join(plane.curves)}." if plane.curves else "Nothing changes anywhere.")
    if plane.default is not None:
        stands = f"{first} stands at {shown(plane.default[0])} and {second} at {shown(plane.default[1])}"
        said.append(f"{stands}: {there_is(plane, plane.at(*plane.default))}.")
    if plane.kind in _RESTS:
        said.append(_RESTS[plane.kind])
    return " ".join(said)

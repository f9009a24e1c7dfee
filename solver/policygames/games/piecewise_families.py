"""Families whose payoffs change their form along a parameter: a scenario is one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Protocol, runtime_checkable

from policygames.errors import GameError
from policygames.games.families import Axis, ends_of
from policygames.games.game_cells import GameCell
from policygames.games.game_pieces import GamePiece
from policygames.numerics.exact import exact


@runtime_checkable
class PiecewiseFamily(Protocol):
    """Games that depend on parameters, in pieces."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters by name, each with its `value` and `unit`."""

    def payoff_pieces(self, name: str, low: Fraction, high: Fraction, **values: Any) -> tuple[GamePiece, ...]:
        """The games as the named parameter moves from one value to another, in pieces in ascending order."""


def opened_in_pieces(
    family: PiecewiseFamily, over: Mapping[Any, Any], values: Mapping[str, Any]
) -> tuple[tuple[GamePiece, ...], Axis]:
    """The pieces along the one parameter that `over` names, and its axis. Raises GameError for a bad name."""
    ((name, ends),) = over.items()
    low, high = ends_of(name, ends)
    known = family.parameters
    if name not in known or known[name].value is None:
        message = f"there is no free parameter {name!r}; there are {', '.join(known)}"
        raise GameError(message, reason="UNKNOWN_PARAMETER", path=f"over[{name!r}]")
    parts = family.payoff_pieces(name, low, high, **{key: one for key, one in values.items() if key != name})
    default = exact(values[name] if name in values else known[name].value, name)
    return parts, Axis(name, str(known[name].unit or ""), low, high, default)


@runtime_checkable
class CellFamily(Protocol):
    """Games that depend on parameters, cell by cell along several."""

    def payoff_cells(self, ranges: Mapping[str, tuple[Fraction, Fraction]], **values: Any) -> tuple[GameCell, ...]:
        """The games as the named parameters move in their ranges, in cells that cover these."""

"""Families whose payoffs change their form along a parameter: a scenario is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, runtime_checkable

from policygames.errors import GameError, UnsupportedError
from policygames.games.families import Axis, ends_of
from policygames.games.game_cells import CurvedError, GameCell, TooManyError, cells_of
from policygames.games.game_pieces import GamePiece
from policygames.numerics.exact import exact

MOST_CELLS = 60
"""The most forms of payoffs along several parameters."""


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
    """Games that depend on parameters, with what holds around a point of several."""

    def payoff_piece(self, names: Sequence[str], **values: Any) -> Any:
        """The games around a point, `forms`, and the conditions under which they hold, `breakpoints`."""


def opened_in_cells(family: CellFamily, axes: Sequence[Axis], values: Mapping[str, Any]) -> tuple[GameCell, ...]:
    """The games along several parameters, cell by cell. Raises UnsupportedError for conditions that are not linear."""
    names = tuple(axis.name for axis in axes)

    def around(point: Sequence[Fraction]) -> GameCell:
        piece = family.payoff_piece(names, **{**values, **dict(zip(names, point, strict=True))})
        return GameCell(piece.forms, tuple((one.form, tuple(sorted(one.signs))) for one in piece.breakpoints))

    box = tuple(axis.low for axis in axes), tuple(axis.high for axis in axes)
    try:
        return tuple(cells_of(around, box, MOST_CELLS))
    except CurvedError as error:
        message = "payoffs change their form on curves in these parameters together; ask for one at a time"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="over") from error
    except TooManyError as error:
        message = f"payoffs have more than {MOST_CELLS} forms in these ranges; take shorter ones, or fewer parameters"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="over") from error

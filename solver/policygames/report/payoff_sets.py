"""The picture of a set of two players' payoffs: what is feasible, what each can be held to, what is sustained."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import UnsupportedError, not_installed
from policygames.games import NormalFormGame, Point
from policygames.games.self_generation import plane_of
from policygames.numerics.best_responses import pure_equilibria
from policygames.numerics.exact import nearest_float
from policygames.numerics.polygons import hull
from policygames.results import PayoffSet

Floats = NDArray[np.float64]

_FEASIBLE, _OUTER, _INNER = "0.88", "tab:orange", "tab:blue"
_WIDE = 13
"""Size of a set that is a point: seen around the mark of a stage equilibrium."""


def plot(payoff_set: PayoffSet, ax: Any = None, target: Point | None = None) -> Any:
    """Draws the feasible set, the pure minmax point, the stage equilibria, both bounds of the set, and a target.

    `ax` are matplotlib axes, new ones without; `target` is one payoff per player. Gives the axes.
    Raises UnsupportedError where there are not two players, or payoffs beyond all floats.
    """
    game = payoff_set.game
    if len(game.players) != 2:
        message = f"pictures are drawn for two players; there are {len(game.players)}"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="players")
    feasible = _feasible(game.stage_game)
    if not np.isfinite(feasible).all():
        message = "payoffs beyond all floats are not drawn; give them in larger units"
        raise UnsupportedError(message, reason="UNSUPPORTED_PAYOFFS", path="payoffs")
    axes = _new_axes() if ax is None else ax
    _fill(axes, feasible, color=_FEASIBLE, label="feasible")
    if payoff_set.outer is not None and not payoff_set.is_exact:
        _fill(axes, payoff_set.outer, color=_OUTER, alpha=0.35, label="at most sustained")
    _fill(axes, payoff_set.vertices, color=_INNER, alpha=0.6, label="sustained")
    _mark(axes, [_minmax(payoff_set)], "x", "black", "pure minmax")
    _mark(axes, _stage_equilibria(game.stage_game), "o", "black", "stage equilibrium")
    _mark(axes, [] if target is None else [tuple(map(nearest_float, target))], "*", "tab:red", "target")
    axes.set_xlabel(f"{game.players[0]}, per period")
    axes.set_ylabel(f"{game.players[1]}, per period")
    axes.legend(loc="best", frameon=False)
    return axes


def _new_axes() -> Any:
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise not_installed(error) from error
    return Figure(figsize=(6, 5), layout="constrained").subplots()


def _fill(axes: Any, vertices: Floats, *, color: str, label: str, alpha: float = 1.0) -> None:
    """A polygon, or the segment or point that it is."""
    if len(vertices) > 2:
        axes.fill(vertices[:, 0], vertices[:, 1], color=color, alpha=alpha, label=label, linewidth=0)
    elif len(vertices):
        look = {"linewidth": 4, "marker": "o", "markersize": _WIDE}
        axes.plot(vertices[:, 0], vertices[:, 1], color=color, alpha=alpha, label=label, **look)


def _mark(axes: Any, points: Sequence[Sequence[float]], marker: str, color: str, label: str) -> None:
    if points:
        across, up = zip(*points, strict=True)
        axes.plot(across, up, marker, color=color, label=label, linestyle="none")


def _feasible(stage: NormalFormGame) -> Floats:
    return np.array([[nearest_float(x), nearest_float(y)] for x, y in hull(_payoffs(stage))])


def _payoffs(stage: NormalFormGame) -> list[tuple[Fraction, Fraction]]:
    profiles = product(*map(range, stage.shape))
    return [(stage.payoff(0, profile), stage.payoff(1, profile)) for profile in profiles]


def _minmax(payoff_set: PayoffSet) -> tuple[float, float]:
    plane = plane_of(payoff_set.game)
    first, second = (float(Fraction(value, plane.denominator)) for value in plane.minmax)
    return first, second


def _stage_equilibria(stage: NormalFormGame) -> list[tuple[float, float]]:
    found = (profile for profile in pure_equilibria(stage.numerators) if profile is not None)
    return [(float(stage.payoff(0, profile)), float(stage.payoff(1, profile))) for profile in found]

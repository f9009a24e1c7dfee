"""The picture of a solution: who does what how often, what a mediator draws, or what can be sustained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policygames.errors import UnsupportedError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.numerics.exact import nearest_float
from policygames.report import payoff_scatter, payoff_sets
from policygames.report.bars import BAR, BLUE, GREY, ORANGE, PALE, named_places
from policygames.report.bars import plot as plot_bars
from policygames.report.strategies import Line, strategies_of
from policygames.results import Solution

MOST_BARS = 24
"""The most bars; how many of how many equilibria, or profiles, or bars these are is said where some are left out."""
_SHADES = (BLUE, PALE, ORANGE, "#F3C9A5", "#007A5A", "#A9D8C9", GREY, "#C4CBD2")
"""Of each action in turn."""


def plot(solution: Solution, ax: Any = None) -> Any:
    """Draws the set of payoffs that can be sustained where there is one; else the equilibria.

    These are bars, one for each player (each type, or all who do alike): how likely each action is; of a mediator how
    likely each profile is; of strategies of a repeated game of two players what they pay. `ax` are matplotlib axes, new
    ones without. Gives the axes. Raises UnsupportedError where there is nothing to draw, or there are no two players.
    """
    if solution.payoff_set is not None:
        return payoff_sets.plot(solution.payoff_set, ax)
    if isinstance(solution.game, RepeatedGame):
        return _strategies(solution, solution.game.stage_game, ax)
    if any(one.advice is not None for one in solution.equilibria):
        return _advice(solution, ax)
    return _bars(solution, ax)


def _strategies(solution: Solution, stage: NormalFormGame, ax: Any) -> Any:
    """What the strategies that were found pay, among what the profiles of the stage game do."""
    if not solution.equilibria:
        raise _nothing("no strategies were found")
    axes = payoff_scatter.plot(stage, ax)
    across, up = zip(*(one.payoffs for one in solution.equilibria), strict=True)
    axes.plot(across, up, "*", color=ORANGE, markersize=13, linestyle="none", label="what the strategies pay")
    axes.legend(loc="best", frameon=False)
    return axes


def _advice(solution: Solution, ax: Any) -> Any:
    first = next(one for one in solution.equilibria if one.advice is not None)
    names, spans = [], []
    for profile, chance in first.advice.chances if first.advice else ():
        told = zip(solution.game.players, solution.game.actions, profile, strict=True)  # type: ignore[attr-defined]  # in normal form
        names.append("; ".join(f"{player}: {actions[action]}" for player, actions, action in told))
        spans.append((nearest_float(chance),) * 3)
    label = f"how likely the mediator draws it{_of(MOST_BARS, len(names), 'profiles')}"
    return plot_bars(names[:MOST_BARS], spans[:MOST_BARS], label, ax)


def _bars(solution: Solution, ax: Any) -> Any:
    lines, told = _lines(solution)
    if not lines:
        raise _nothing("no equilibrium was found" if not solution.equilibria else "there are no strategies to draw")
    left_out = f"{_of(told, len(solution.equilibria), 'equilibria')}{_of(MOST_BARS, len(lines), 'bars')}"
    lines, label = lines[:MOST_BARS], f"how likely each action is{left_out}"
    axes, places = named_places([_named(line) for line in lines], label, ax)
    for place, line in zip(places, lines, strict=True):
        start = 0.0
        for action, chance in enumerate(line.chances):
            if chance > 0:
                shade = _SHADES[action % len(_SHADES)]
                axes.barh(place, chance, left=start, height=BAR, color=shade, edgecolor="white", linewidth=0.8)
                start += chance
    return axes


def _lines(solution: Solution) -> tuple[list[Line], int]:
    """The bars of as many equilibria as there is room for, all of the first one, and of how many."""
    lines: list[Line] = []
    for told, one in enumerate(solution.equilibria):
        start = f"{told + 1}. " if len(solution.equilibria) > 1 else ""
        own = [replace(line, who=f"{start}{line.who}") for line in strategies_of(one)]
        if lines and len(lines) + len(own) > MOST_BARS:
            return lines, told
        lines += own
    return lines, len(solution.equilibria)


def _of(told: int, count: int, what: str) -> str:
    return f"; {told} of {count} {what}" if told < count else ""


def _named(line: Line) -> str:
    return f"{line.who}: {line.words}{f' (gets {line.paid})' if line.paid else ''}"


def _nothing(why: str) -> UnsupportedError:
    return UnsupportedError(f"there is nothing to draw: {why}", reason="UNSUPPORTED_GAME", path="solution")

"""Pictures of regime maps: one band a regime along one parameter, coloured regions of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from textwrap import wrap
from typing import Any

from policygames.games.regimes.conditions import Outcome
from policygames.numerics.exact import nearest_float
from policygames.report.figures import new_axes
from policygames.results.regime_map import Regime, RegimeMap
from policygames.results.regime_plane import RegimePlane
from policygames.results.regime_words import outcomes_words

_COLUMNS = 120
"""Lines on which a picture of two parameters is exact; between them edges are straight."""
_NAMED = 12
"""Regimes that the legend names."""
_LONGEST = 100
"""Characters of a line of the legend."""


def plot(regime_map: RegimeMap, ax: Any = None) -> Any:
    """Draws a band for every regime, marks where the parameter stands, and gives the axes."""
    named = min(len({one.outcomes for one in regime_map.regimes}), _NAMED + 1)
    axes = new_axes(8, 2.0 + 0.27 * named) if ax is None else ax
    colours = _Colours()
    for regime in regime_map.regimes:
        if not regime.is_point:
            axes.axvspan(regime.low.value, regime.high.value, color=colours.of(regime.outcomes), lw=0)
    for boundary in regime_map.boundaries:
        axes.axvline(boundary.value, color="black", lw=0.8)
    if regime_map.default is not None:
        stands = nearest_float(regime_map.default)
        axes.axvline(stands, color="black", ls="--", lw=1.5, label=f"{regime_map.parameter} stands at {stands:g}")
    axes.set_xlim(nearest_float(regime_map.low), nearest_float(regime_map.high))
    axes.set_yticks([])
    axes.set_xlabel(_label(regime_map.parameter, regime_map.unit))
    _legend(axes, colours, regime_map, own=ax is None)
    return axes


def plot_plane(plane: RegimePlane, ax: Any = None) -> Any:
    """Draws every region in its colour, marks where the parameters stand, and gives the axes."""
    axes = new_axes(7, 5.5) if ax is None else ax
    colours = _Colours()
    for values in _stacks(plane):
        lines = [(value, _bands(plane.slice(value))) for value in values]
        for (left, bands), (right, others) in pairwise(lines):
            _fill(axes, (nearest_float(left), nearest_float(right)), (bands, others), colours)
    if plane.default is not None:
        stands = [nearest_float(value) for value in plane.default]
        axes.plot(*stands, "k*", markersize=12, label="where the parameters stand")
    axes.set_xlim(nearest_float(plane.low[0]), nearest_float(plane.high[0]))
    axes.set_ylim(nearest_float(plane.low[1]), nearest_float(plane.high[1]))
    axes.set_xlabel(_label(plane.parameters[0], plane.units[0]))
    axes.set_ylabel(_label(plane.parameters[1], plane.units[1]))
    _legend(axes, colours, plane, own=ax is None)
    return axes


class _Colours:
    """A colour for everything that there is somewhere, in the order in which it is met."""

    def __init__(self) -> None:
        self.known: dict[tuple[Outcome, ...], Any] = {}

    def of(self, outcomes: tuple[Outcome, ...]) -> Any:
        import matplotlib as mpl

        place = 2 * len(self.known) + 1  # the pale ones of each pair first
        return self.known.setdefault(outcomes, mpl.colormaps["tab20"]((place % 20 - place // 20 % 2) % 20))


def _stacks(plane: RegimePlane) -> Iterator[list[Fraction]]:
    """For each column values of the first parameter within it, as many as its share of the picture."""
    whole = plane.high[0] - plane.low[0]
    for column in plane.columns:
        low, high = column.low.high, column.high.low
        steps = max(2, round(_COLUMNS * (high - low) / whole))
        inset = (high - low) / 10**6  # at the ends themselves curves meet
        start, width = low + inset, high - low - 2 * inset
        if width > 0:
            yield [start + width * step / steps for step in range(steps + 1)]


def _bands(regimes: Sequence[Regime]) -> list[Regime]:
    return [regime for regime in regimes if not regime.is_point]


def _fill(axes: Any, ends: tuple[float, float], stacks: tuple[list[Regime], list[Regime]], colours: _Colours) -> None:
    """Within a column the same regimes lie one above another on every line."""
    for here, there in zip(*stacks, strict=False):
        lows, highs = (here.low.value, there.low.value), (here.high.value, there.high.value)
        colour = colours.of(here.outcomes)
        axes.fill_between(ends, lows, highs, facecolor=colour, edgecolor=colour, lw=0.5)


def _legend(axes: Any, colours: _Colours, shown: RegimeMap | RegimePlane, *, own: bool) -> None:
    """Below the axes: of a figure of our own outside of them, where it cannot hide what stands there."""
    from matplotlib.patches import Patch

    named = shown.evidence if isinstance(shown, RegimeMap) else shown
    first = list(colours.known.items())[:_NAMED]
    patches = [Patch(color=colour, label=_short(outcomes_words(named, outcomes))) for outcomes, colour in first]
    if len(colours.known) > _NAMED:
        patches.append(Patch(color="none", label=f"and {len(colours.known) - _NAMED} more"))
    marks, _ = axes.get_legend_handles_labels()
    handles = [*patches, *marks]
    if own:
        axes.figure.legend(handles=handles, loc="outside lower left", fontsize=9, frameon=False)
    else:
        axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.32), fontsize=8, frameon=False)


def _short(text: str) -> str:
    """In two lines at most."""
    lines = wrap(text, _LONGEST)
    return "\n".join(lines) if len(lines) <= 2 else f"{lines[0]}\n{lines[1][: _LONGEST - 1]}…"


def _label(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name

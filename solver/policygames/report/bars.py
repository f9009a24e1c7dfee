"""Bars that lie: how much each of some named things has of something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policygames.report.figures import new_axes

BLUE, ORANGE = "#0072B2", "#E69F00"
"""Of the palette of Okabe and Ito (2008), which colour-blind readers tell apart."""


def plot(names: Sequence[str], values: Sequence[float], label: str, ax: Any = None, *, chance: float = 0.0) -> Any:
    """Draws a bar per name, the first on top, from 0 to 1 at most; a line marks what `chance` alone reaches.

    `ax` are matplotlib axes, new ones without. Gives the axes.
    """
    axes = new_axes(7.0, 0.7 + 0.34 * max(len(names), 2)) if ax is None else ax
    places = range(len(names))
    axes.barh(list(places), list(values), color=BLUE, height=0.65)
    for place, value in zip(places, values, strict=True):
        axes.text(value, place, f" {value:.0%}", va="center", fontsize=9)
    if chance:
        axes.axvline(chance, color=ORANGE, linestyle="--", linewidth=1.5, label="what chance alone reaches")
        axes.legend(loc="lower right", frameon=False)
    axes.set_yticks(list(places), list(names))
    axes.invert_yaxis()
    axes.set_xlim(0, max(1.15 * max(values, default=0), 0.1))
    axes.set_xlabel(label)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def plot_shares(names: Sequence[str], shares: Sequence[tuple[float, float, float]], label: str, ax: Any = None) -> Any:
    """Draws a bar per name with its interval: (share, low, high) each. Gives the axes."""
    axes = plot(names, [share for share, _, _ in shares], label, ax)
    for text in list(axes.texts):
        text.set_x(shares[int(text.get_position()[1])][2])
    below = [share - low for share, low, _ in shares]
    above = [high - share for share, _, high in shares]
    axes.errorbar(
        [one[0] for one in shares], range(len(names)), xerr=[below, above], fmt="none", ecolor="black", capsize=3
    )
    axes.set_xlim(0, 1.12)
    return axes

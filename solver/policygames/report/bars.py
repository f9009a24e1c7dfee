"""Bars that lie, each under its name: how much each of some named things has of something, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from textwrap import wrap
from typing import Any

from policygames.report.figures import new_axes

BLUE, PALE, ORANGE, GREY = "#0072B2", "#9CC9E8", "#D55E00", "#5A6570"
"""Of the palette of Okabe and Ito (2008), which colour-blind readers tell apart, and two quieter ones."""
_WIDTH, _LETTERS = 7.4, 84
"""Of a new figure, in inches, and the letters of a line of a name."""
BAR, _LINE, _GAP, _LETTER = 0.17, 0.19, 0.15, 9.5
"""Heights of a bar, of a line of a name, and of the space between two, in inches; of letters in points."""
_LEAST, _TRIES = 0.3, 4
"""The least scale of letters, and how often one is sought."""
Span = tuple[float, float, float]


def plot(names: Sequence[str], spans: Sequence[Span], label: str, ax: Any = None, *, most: float = 1.0) -> Any:
    """Draws a bar per name from 0 to its share, the first on top, with its interval: (share, low, high) each.

    An interval that begins where it ends is not drawn. The scale goes to `most`. `ax` are matplotlib axes, new ones
    without. Gives the axes.
    """
    axes, places = named_places(names, label, ax, most=most)
    for place, span in zip(places, spans, strict=True):
        _bar(axes, place, span)
    return axes


def named_places(
    names: Sequence[str], label: str, ax: Any = None, *, most: float = 1.0
) -> tuple[Any, tuple[float, ...]]:
    """Axes for shares with a line for each name, the first on top, and the heights of what stands under the names."""
    lines, scale = _wrapped(names, ax)
    tops = list(accumulate(map(_height, lines), initial=0.0))
    axes = new_axes(_WIDTH, 0.65 + tops[-1]) if ax is None else ax
    places = tuple(top - _GAP - BAR / 2 for top in tops[1:])
    for place, told in zip(places, lines, strict=True):
        axes.text(0, place - BAR / 2 - 0.03, "\n".join(told), va="bottom", ha="left", fontsize=_LETTER * scale)
    axes.set_ylim(max(tops[-1], BAR), 0)
    _frame(axes, label, most)
    return axes, places


def _wrapped(names: Sequence[str], ax: Any) -> tuple[list[list[str]], float]:
    """The lines of each name, and by how much letters are smaller so that all have room on axes that are given."""
    width, height = (_WIDTH, 0.0) if ax is None else _inches(ax)
    scale = 1.0
    for _ in range(_TRIES):  # smaller letters need fewer lines
        lines = [wrap(name, max(20, int(_LETTERS * width / _WIDTH / scale))) or [""] for name in names]
        needed = sum(map(_height, lines), BAR)
        if not height or needed * scale <= height:
            break
        scale = min(scale, max(_LEAST, height / needed))
    return lines, scale


def _inches(axes: Any) -> tuple[float, float]:
    """Width and height."""
    place, figure = axes.get_position(), axes.figure
    return place.width * figure.get_figwidth(), place.height * figure.get_figheight()


def _height(lines: Sequence[str]) -> float:
    return len(lines) * _LINE + BAR + _GAP


def _bar(axes: Any, place: float, span: Span) -> None:
    share, low, high = span
    axes.barh(place, share, height=BAR, color=BLUE)
    if low < high:
        error = [[share - low], [high - share]]
        axes.errorbar(share, place, xerr=error, fmt="none", ecolor="black", elinewidth=1.3, capsize=3)
    end = max(share, high)
    axes.annotate(
        f"{100 * share:.1f}\u00a0%", (end, place), (6, 0), textcoords="offset points", va="center", fontsize=9
    )


def _frame(axes: Any, label: str, most: float) -> None:
    from matplotlib.ticker import PercentFormatter

    axes.set_xlim(0, 1.1 * most)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= most + 1e-9])
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0 if most > 0.1 else 1, symbol="\u00a0%"))
    axes.xaxis.grid(visible=True, color="#DDE3E8", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_yticks([])
    axes.set_xlabel(label)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)

"""What a study says as pictures: shares with their intervals, indices, tipping points, boxes, what changed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from policygames.errors import GameError
from policygames.report import bars
from policygames.report.figures import new_axes
from policygames.studies.breaking import tipping
from policygames.studies.claims import claims_of, is_of_the_file
from policygames.studies.comparison import Comparison
from policygames.studies.design_words import counted, many, with_intervals
from policygames.studies.discovery import Box
from policygames.studies.frequencies import Share, shares
from policygames.studies.outcome_words import by_name
from policygames.studies.quantities import Floats, event, printed, sample_of

if TYPE_CHECKING:
    from policygames.studies.stored import Study

_MOST, _LEAST = 10, 0.005
"""Bars of outcomes and of parameters, and the least share of variance that has one."""
_BINS, _PER_BIN = 12, 20
"""Points along a parameter, and the draws that a point has at least."""


def outcomes(study: Study, ax: Any = None) -> Any:
    """How often each set of equilibria is; sets that differ in mixed equilibria alone are one bar."""
    found = shares(by_name(study.outcomes(), study.scenario.document), 0.95, sample=study.spec.is_sample)
    shown = [*found[:_MOST], *_others(found[_MOST:], study.done)]
    label = with_intervals(study.spec, f"share of {counted(study.spec, study.done)}")
    return bars.plot([one.name for one in shown], [_span(one) for one in shown], label, ax)


def _others(rest: list[Share], total: int) -> list[Share]:
    """All others as one, which no interval is told of."""
    share = sum(one.count for one in rest) / total
    return [Share(f"{len(rest)} other sets", 0, share, share, share)] if rest else []


def _span(one: Any) -> bars.Span:
    """The share and its interval; of what is no sample no interval is told."""
    return (one.share,) * 3 if np.isnan(one.low) else (one.share, one.low, one.high)


def findings(study: Study, ax: Any = None) -> Any:
    """How often each finding holds, of the draws in which it is decided. Raises GameError where none is, anywhere."""
    rows = asked(study)
    if not rows:
        raise GameError("no finding is decided in these draws", reason="OPTION_RANGE", path="findings")
    claims = claims_of(study.scenario.document)
    label = with_intervals(study.spec, f"share of the {many(study.spec)} in which it is decided")
    return bars.plot([claims[str(row.finding)] for row in rows], [_span(row) for row in rows], label, ax)


def asked(study: Study) -> list[Any]:
    """The rows of findings that are decided somewhere, without equations that no draw fulfils: these are the file's."""
    kinds = {one.id: one.kind for one in study.scenario.document.findings}
    rows: Any = study.findings().dropna(subset=["share"]).itertuples()
    return [row for row in rows if not is_of_the_file(kinds[str(row.finding)], row.share)]


def sensitivity(study: Study, quantity: str, ax: Any = None) -> Any:
    """Which parameters explain a quantity, the largest first, with 95 % intervals where Saltelli's design was drawn.

    Those that explain next to nothing are left out.

    Raises GameError, naming what there is, for another quantity, or where it does not vary.
    """
    return indices(study.sensitivity(), quantity, study.spec.design, ax)


def indices(frame: Any, quantity: str, design: str, ax: Any = None) -> Any:
    """The same from the frame of all indices of a study with this design."""
    rows = explaining(frame, quantity)
    if rows.empty:
        known = ", ".join(dict.fromkeys(frame.dropna(subset=["first"])["quantity"]))
        message = f"{quantity!r} is nothing that varies over these draws; there are {known}"
        raise GameError(message, reason="UNKNOWN_NAME", path="quantity")
    rows = rows[rows["first"] >= min(_LEAST, rows["first"].max())].head(_MOST)
    sure = design == "saltelli"
    spans = [(one.first, one.low, one.high) if sure else (one.first,) * 3 for one in rows.itertuples()]
    label = "Sobol index, first order, with 95 % intervals" if sure else "share of variance that it explains alone"
    return bars.plot(rows["parameter"].tolist(), spans, label, ax, most=max(0.02, *(max(one) for one in spans)))


def explaining(frame: Any, quantity: str) -> Any:
    """The rows of the frame with an index for this quantity, the largest first."""
    return frame[frame["quantity"] == quantity].dropna(subset=["first"]).sort_values("first", ascending=False)


def tip(study: Study, name: str, ax: Any = None) -> Any:
    """How often a finding or outcome is, along the parameter that decides it most, and the value at which it tips.

    Raises GameError for cases and tables, where there is no such event, or it is decided in none, or the same in all,
    of the draws.
    """
    from matplotlib.ticker import PercentFormatter

    if not study.spec.has_tipping_points:
        message = f"{many(study.spec)} are single points: nothing is known of where something tips between them"
        raise GameError(message, reason="OPTION_RANGE", path="design")
    truths = event(study, name)
    known = ~np.isnan(truths)
    sample, holds = sample_of(study).among(known), truths[known] > 0
    found = tipping(sample, name, holds) if known.any() else None
    if found is None or not found.parameter:
        message = f"{name} is the same in all draws in which it is decided: it tips nowhere"
        raise GameError(message, reason="OPTION_RANGE", path="event")
    axes = new_axes(7.4, 3.6) if ax is None else ax
    _along(axes, sample.inputs[:, sample.names.index(found.parameter)], holds, sample=study.spec.is_sample)
    axes.axvline(found.value, color=bars.ORANGE, linestyle="--", label=f"tips at {printed(found.value)}")
    axes.set_xlabel(_with_unit(study, found.parameter))
    axes.set_ylabel(f"share of {many(study.spec)}")
    axes.set_ylim(-0.03, 1.03)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol="\u00a0%"))
    axes.legend(frameon=False)
    return axes


def _along(axes: Any, inputs: Floats, holds: Any, *, sample: bool) -> None:
    """Shares in bins with as many draws each, at the middle of each."""
    bins = max(2, min(_BINS, len(inputs) // _PER_BIN))
    edges = np.unique(np.quantile(inputs, np.linspace(0, 1, bins + 1)))
    which = np.clip(np.searchsorted(edges, inputs, side="right"), 1, max(len(edges) - 1, 1))
    kept = [(place, holds[which == place]) for place in range(1, len(edges))]
    found = [(place, shares({"": int(one.sum()), "-": int((~one).sum())}, 0.95)[0]) for place, one in kept if len(one)]
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    where, told = [middles[place - 1] for place, _ in found], [one for _, one in found]
    heights = [one.share for one in told]
    errors = [[one.share - one.low for one in told], [one.high - one.share for one in told]] if sample else None
    label = "share, with 95 % intervals" if sample else "share"
    axes.errorbar(where, heights, yerr=errors, fmt="o-", color=bars.BLUE, ecolor=bars.GREY, capsize=3, label=label)


def _with_unit(study: Study, name: str) -> str:
    units = {one.id: one.unit for one in study.scenario.document.parameters}
    return f"{name} ({units[name]})" if units.get(name) else name


def box(found: Box, ax: Any = None) -> Any:
    """The limits of a box within the range of each parameter that it limits; all ranges are drawn as long as another.

    Raises GameError where it limits none.
    """
    if not found.limits:
        raise GameError("this box has no limits: there is nothing to draw", reason="OPTION_RANGE", path="box")
    axes = new_axes(7.4, 0.9 + 0.55 * len(found.limits)) if ax is None else ax
    for place, (name, (low, high)) in enumerate(found.limits.items()):
        least, most = found.ranges[name]
        start, stop = ((end - least) / (most - least) for end in (max(low, least), min(high, most)))
        axes.barh(place, 1, height=0.32, color="#E6EBF0")
        axes.barh(place, stop - start, left=start, height=0.32, color=bars.BLUE)
        axes.annotate(f"{least:.4g}", (0, place), (-5, 0), textcoords="offset points", ha="right", va="center")
        axes.annotate(f"{most:.4g}", (1, place), (5, 0), textcoords="offset points", va="center")
        axes.text(0, place - 0.2, found.bound(name), va="bottom", fontsize=9.5)
    axes.set_ylim(len(found.limits) - 0.6, -0.65)
    axes.set_xlim(-0.12, 1.12)
    axes.set_axis_off()
    axes.set_title(f"{found.density:.0%} of the draws inside, {found.share:.0%} of all", fontsize=10.5, loc="left")
    return axes


def comparison(found: Comparison, ax: Any = None) -> Any:
    """The shares of findings and outcomes that changed most, before and after. Raises GameError where none did."""
    rows = [one for one in (*found.findings, *found.outcomes) if one.before is not None and one.after is not None]
    rows = sorted(rows, key=lambda one: abs(one.after - one.before), reverse=True)[:_MOST]
    if not rows:
        raise GameError("no share differs between these runs", reason="OPTION_RANGE", path="comparison")
    axes, places = bars.named_places([one.what for one in rows], "share of draws", ax)
    for place, one in zip(places, rows, strict=True):
        axes.plot([one.before, one.after], [place, place], color=bars.GREY, linewidth=2, zorder=2)
    for name, fill in (("before", "white"), ("after", bars.BLUE)):
        axes.plot([getattr(one, name) for one in rows], places, "o", mfc=fill, mec=bars.BLUE, label=name)
    axes.legend(frameon=False, loc="upper right")
    return axes

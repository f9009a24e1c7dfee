"""Scenario discovery: the box of parameters in which something mostly happens, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from policygames.errors import GameError
from policygames.games.notebooks import repr_html
from policygames.studies.design_words import many
from policygames.studies.quantities import Floats, Sample, check_spread, event, printed, sample_of, shortest

if TYPE_CHECKING:
    import pandas as pd

    from policygames.studies.stored import Study

_PEELED = 0.05
"""The share of draws that one step peels off."""
_LEAST = 0.05
"""The share of all draws that a box holds at least."""
_CHANCE = 0.05
"""A limit stays only if chance alone would help as much less often than this."""

Limits = Mapping[str, tuple[float, float]]
_Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Box:
    """Where `event` mostly is: `limits` (parameter → low, high, both included); parameters not named do not matter.

    `density` is the share of draws in the box with the event, `coverage` the share of draws with the event that lie
    in the box, `mass` the share of all draws in it, `share` that of all draws with the event. Draws are called `rows`.
    """

    event: str
    limits: Limits
    density: float
    coverage: float
    mass: float
    share: float
    ranges: Limits
    rows: str = "draws"

    @property
    def sentence(self) -> str:
        """The same in words."""
        bounds = [self.bound(name) for name in self.limits]
        where = " and ".join(bounds) if bounds else "any values in the ranges"
        return (
            f"{self.event}: in {self.density:.0%} of the {self.rows} with {where}, against {self.share:.0%} of all; "
            f"{self.coverage:.0%} of the {self.rows} with it lie there."
        )

    def plot(self, ax: Any = None) -> Any:
        """Draws the limits within the ranges on matplotlib axes, new ones without `ax`, and gives them.

        Raises GameError where it limits none.
        """
        return import_module("policygames.studies.pictures").box(self, ax)

    def to_frame(self) -> pd.DataFrame:
        """A row a limit: the parameter, from where to where the box reaches, and its range."""
        import pandas as pd

        rows = [(name, *self.limits[name], *self.ranges[name]) for name in self.limits]
        return pd.DataFrame(rows, columns=["parameter", "low", "high", "least", "most"])

    _repr_html_ = repr_html

    def bound(self, name: str) -> str:
        """The limit of a parameter in words."""
        (low, high), (least, most) = self.limits[name], self.ranges[name]
        if low <= least:
            return f"{name} at most {printed(high)}"
        if high >= most:
            return f"{name} at least {printed(low)}"
        return f"{name} from {printed(low)} to {printed(high)}"


def discovered_in(study: Study, name: str, *, fails: bool) -> Box:
    """The box of the draws in which an event is, or with `fails` is not, among those in which that is decided.

    Raises GameError for prescribed cases, where there is no such event, it is decided in no draw, or no box tells more.
    """
    check_spread(study)
    truths = event(study, name)
    known = ~np.isnan(truths)
    if not known.any():
        raise GameError(f"{name} is decided in none of the draws", reason="OPTION_RANGE", path="event")
    happens = truths[known] > 0
    sample = sample_of(study).among(known)
    found = discovered(sample, f"not ({name})" if fails else name, ~happens if fails else happens)
    return replace(found, rows=many(study.spec))


def discovered(sample: Sample, event: str, happens: _Rows) -> Box:
    """The box that PRIM peels, where it balances density and coverage best, without limits that chance explains.

    Source: Friedman and Fisher, Statistics and Computing 9 (1999) 123-143; Bryant and Lempert, Technological
    Forecasting and Social Change 77 (2010) 34-49, for the choice and the tests. Raises GameError where it happens in
    no draw, or in all.
    """
    if happens.all() or not happens.any():
        how = "all" if happens.any() else "none"
        raise GameError(f"{event} is in {how} of the draws: no box tells more", reason="OPTION_RANGE", path="event")
    inside = max(_peeled(sample.inputs, happens), key=lambda rows: _balance(rows, happens))
    ranges = _spans(sample, np.ones(len(happens), dtype=np.bool_))
    spans = _spans(sample, inside)
    limits = {name: span for name, span in spans.items() if span != ranges[name]}
    limits = _short(sample, _needed(sample, happens, limits, ranges), ranges)
    rows = _within(sample, limits)
    held, all_of = int((rows & happens).sum()), int(happens.sum())
    return Box(event, limits, held / rows.sum(), held / all_of, float(rows.mean()), float(happens.mean()), ranges)


def _balance(rows: _Rows, happens: _Rows) -> float:
    """How many draws with it the box holds beyond those that chance would put there (Lavrac et al., ILP 1999)."""
    return float((rows & happens).sum() - rows.sum() * happens.mean())


def _peeled(inputs: Floats, happens: _Rows) -> Iterator[_Rows]:
    """The boxes on the way: each step peels off the end of one parameter that leaves the largest density."""
    rows = np.ones(len(happens), dtype=np.bool_)
    while rows.sum() > _LEAST * len(rows):
        yield rows
        candidates = [kept for kept in _ends(inputs, rows) if 0 < kept.sum() < rows.sum()]
        if not candidates:
            return
        rows = max(candidates, key=lambda kept: float(happens[kept].mean()))


def _ends(inputs: Floats, rows: _Rows) -> Iterator[_Rows]:
    """The box without the lowest, and without the highest, twentieth of each parameter."""
    for column in inputs.T:
        low, high = np.quantile(column[rows], (_PEELED, 1 - _PEELED))
        yield rows & (column > low)
        yield rows & (column < high)


def _spans(sample: Sample, rows: _Rows) -> dict[str, tuple[float, float]]:
    kept = sample.inputs[rows]
    pairs = zip(sample.names, kept.min(axis=0).tolist(), kept.max(axis=0).tolist(), strict=True)
    return {name: (low, high) for name, low, high in pairs}


def _short(sample: Sample, limits: Limits, ranges: Limits) -> dict[str, tuple[float, float]]:
    """The same limits, each end that is none of the range moved up to where the next draw begins: fewest digits."""
    found = {}
    for name, (low, high) in limits.items():
        column = sample.inputs[:, sample.names.index(name)]
        least, most = ranges[name]
        start = low if low == least else -shortest(-low, -float(column[column < low].max()))
        stop = high if high == most else shortest(high, float(column[column > high].min()))
        found[name] = (start, stop)
    return found


def _within(sample: Sample, limits: Limits) -> _Rows:
    rows = np.ones(len(sample.inputs), dtype=np.bool_)
    for name, (low, high) in limits.items():
        column = sample.inputs[:, sample.names.index(name)]
        rows &= (low <= column) & (column <= high)
    return rows


def _needed(sample: Sample, happens: _Rows, limits: Limits, ranges: Limits) -> dict[str, tuple[float, float]]:
    """The limits without those, the least telling first, that do no more than chance."""
    kept = _one_sided(sample, happens, limits, ranges)
    while kept:
        chances = {name: _chance(sample, happens, kept, name) for name in kept}
        worst = max(chances, key=lambda name: chances[name])
        if chances[worst] < _CHANCE:
            break
        del kept[worst]
    return kept


def _one_sided(sample: Sample, happens: _Rows, limits: Limits, ranges: Limits) -> dict[str, tuple[float, float]]:
    """The limits, each end dropped where the box is as dense without it, up to chance."""
    kept = dict(limits)
    for name, (low, high) in limits.items():
        for wider in ((ranges[name][0], high), (low, ranges[name][1])):
            tried = kept | {name: wider}
            if wider != kept[name] and wider != ranges[name] and _no_better(sample, happens, kept, tried):
                kept = tried
                break
    return kept


def _no_better(sample: Sample, happens: _Rows, tight: Limits, wide: Limits) -> bool:
    narrow, broad = _within(sample, tight), _within(sample, wide)
    return bool(_tail(happens[narrow], float(happens[broad].mean())) >= _CHANCE)


def _chance(sample: Sample, happens: _Rows, limits: Limits, name: str) -> float:
    """How likely the box is at least as dense by chance, were the limit of this parameter without effect."""
    without = {other: span for other, span in limits.items() if other != name}
    return _tail(happens[_within(sample, limits)], float(happens[_within(sample, without)].mean()))


def _tail(happened: _Rows, share: float) -> float:
    return float(binomtest(int(happened.sum()), len(happened), share, alternative="greater").pvalue)

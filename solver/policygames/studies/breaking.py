"""What breaks a finding: the parameter that decides it most, and the value at which it tips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from policygames.studies.quantities import Floats, Sample, event, printed, sample_of, shortest
from policygames.studies.sensitivity import from_given

if TYPE_CHECKING:
    from policygames.studies.stored import Study


@dataclass(frozen=True, slots=True)
class Tipping:
    """A finding tips at `value` of `parameter`: it holds in the share `below` of draws under it, `above` from it on.

    `index` is the share of variance that the parameter explains alone, `share` how often the finding holds at all.
    """

    finding: str
    share: float
    parameter: str
    index: float
    value: float
    below: float
    above: float

    @property
    def sentence(self) -> str:
        """The same in words."""
        if np.isnan(self.share):
            return f"{self.finding} is decided nowhere"
        if not self.parameter:
            how = "everywhere" if self.share == 1 else "nowhere"
            return f"{self.finding} holds {how}: nothing breaks it here"
        parts = ((self.below, f"below {printed(self.value)}"), (self.above, f"of at least {printed(self.value)}"))
        (rare, where), (often, _) = sorted(parts)
        shares = f"with {self.parameter} {where} in {rare:.0%}, else in {often:.0%}"
        return f"{self.finding} holds in {self.share:.0%}; {shares}"


def tippings(study: Study) -> list[Tipping]:
    """Of every finding, over the draws in which it is decided; of cases and tables none."""
    if not study.spec.has_tipping_points:
        return []
    sample = cache(lambda: sample_of(study))  # asked for where a finding tips: draws that are alike have none
    return [_of_decided(sample, name, event(study, name)) for name in study.spec.findings]


def _of_decided(sample: Callable[[], Sample], finding: str, truths: Floats) -> Tipping:
    known = ~np.isnan(truths)
    holds = truths[known] > 0
    if holds.all() or not holds.any():
        return _steady(finding, float(holds.mean()) if len(holds) else float("nan"))
    return tipping(sample().among(known), finding, holds)


def _steady(finding: str, share: float) -> Tipping:
    """Of what holds in all draws, in none, or is decided in none."""
    return Tipping(finding, share, "", float("nan"), float("nan"), share, share)


def tipping(sample: Sample, finding: str, holds: NDArray[np.bool_]) -> Tipping:
    """The parameter with the largest index, and the one cut of it that tells draws apart best."""
    share = float(holds.mean())
    if share in (0.0, 1.0):
        return _steady(finding, share)
    indices = list(from_given(sample, finding, holds.astype(np.float64)))
    best = max(range(len(indices)), key=lambda place: np.nan_to_num(indices[place].first, nan=-1.0))
    value, below, above = _cut(sample.inputs[:, best], holds)
    return Tipping(finding, share, sample.names[best], indices[best].first, value, below, above)


def _cut(inputs: Floats, holds: NDArray[np.bool_]) -> tuple[float, float, float]:
    """The value at which draws below and from it on differ most, by variance between them (Breiman et al. 1984)."""
    order = np.argsort(inputs, kind="stable")
    values, held = inputs[order], np.cumsum(holds[order])
    size, total = len(values), held[-1]
    ends = np.flatnonzero(values[:-1] < values[1:])  # the last draw of each distinct value but the largest
    left = held[ends] / (ends + 1)
    right = (total - held[ends]) / (size - ends - 1)
    best = int(np.argmax((ends + 1) * (size - ends - 1) * (left - right) ** 2))
    value = -shortest(-float(values[ends[best] + 1]), -float(values[ends[best]]))
    return value, float(left[best]), float(right[best])

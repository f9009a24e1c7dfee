"""How often: counts as shares, with confidence intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scipy.stats import binomtest


@dataclass(frozen=True, slots=True)
class Share:
    """How often something was the case, and between which shares it may lie: NaN of what is no sample."""

    name: str
    count: int
    share: float
    low: float
    high: float


def shares(counts: Mapping[str, int], confidence: float, *, sample: bool = True) -> list[Share]:
    """The shares of a whole that these counts make up, in their order; what is no `sample` has no intervals.

    Intervals are Wilson's (JASA 22 (1927) 209-212); of a count of none or of all Clopper and Pearson's (Biometrika 26
    (1934) 404-413), whose coverage is guaranteed there.
    """
    total = sum(counts.values())
    if not sample:
        nothing = float("nan")
        return [Share(name, own, own / total if total else nothing, nothing, nothing) for name, own in counts.items()]
    return [_share(name, count, total, confidence) for name, count in counts.items()]


def _share(name: str, count: int, total: int, confidence: float) -> Share:
    if not total:
        return Share(name, 0, float("nan"), 0.0, 1.0)
    method = "wilson" if 0 < count < total else "exact"
    interval = binomtest(count, total).proportion_ci(confidence, method)
    return Share(name, count, count / total, float(interval.low), float(interval.high))


def difference(before: tuple[int, int], after: tuple[int, int], confidence: float = 0.95) -> tuple[float, float]:
    """An interval of the change of a share, of two independent counts with their totals: Newcombe's hybrid of Wilson's.

    Source: Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
    """
    old, new = (binomtest(count, total).proportion_ci(confidence, "wilson") for count, total in (before, after))
    first, second = before[0] / before[1], after[0] / after[1]
    down = math.hypot(second - new.low, old.high - first)
    up = math.hypot(new.high - second, first - old.low)
    return second - first - down, second - first + up

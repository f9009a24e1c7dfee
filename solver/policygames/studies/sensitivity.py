"""Which parameter moves what: shares of variance, by Saltelli's design where that was drawn, else from any draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from policygames.studies.quantities import Floats, Sample, check_spread, quantities, sample_of

if TYPE_CHECKING:
    from policygames.studies.stored import Study

_PER_BIN, _MOST_BINS = 30, 50
"""Draws that a bin has at least, and the most bins."""
_RESAMPLES, _BOOTSTRAP = 200, 2010
"""How many resamples, and their seed: intervals are the same each time."""
GIVEN = "given draws: correlation ratio over bins, omega squared"
SALTELLI = "Saltelli's design: scipy.stats.sobol_indices"


@dataclass(frozen=True, slots=True)
class Index:
    """The share of the variance of `quantity` that `parameter` explains: alone (`first`), with all others (`total`).

    `low` to `high` is a 95 % interval of `first`; of given draws, `high` is what chance alone reaches in 1 of 20.
    """

    quantity: str
    parameter: str
    first: float
    total: float
    low: float
    high: float
    method: str


def indices_of(study: Study) -> Iterator[Index]:
    """Of every quantity of a study and every parameter, by its design.

    Raises GameError for prescribed cases, and where no parameter varies.
    """
    check_spread(study)
    sample, axes = sample_of(study), tuple(axis.name for axis in study.spec.axes)
    for name, values in quantities(study).items():
        saltelli = study.spec.design == "saltelli"
        yield from from_saltelli(name, values, axes) if saltelli else from_given(sample, name, values)


def from_given(sample: Sample, quantity: str, values: Floats) -> Iterator[Index]:
    """First-order indices from any sample: variance between equally filled bins of a parameter, freed of its bias.

    Source: Plischke, Borgonovo, Smith, EJOR 226 (2013) 536-550 (given data); Hays (1963) for omega squared.
    """
    known = np.isfinite(values)
    answers, bins = values[known], _bins(int(known.sum()))
    for place, name in enumerate(sample.names):
        yield Index(quantity, name, *_explained(sample.inputs[known, place], answers, bins), GIVEN)


def _bins(size: int) -> int:
    return max(2, min(_MOST_BINS, size // _PER_BIN))


def _explained(inputs: Floats, answers: Floats, bins: int) -> tuple[float, float, float, float]:
    """Omega squared, no total, 0, and what chance alone reaches in one of twenty."""
    nothing = (float("nan"),) * 4
    if len(answers) < 2 * bins or answers.min() == answers.max():
        return nothing
    edges = np.unique(np.quantile(inputs, np.linspace(0, 1, bins + 1)[1:-1]))
    which = np.searchsorted(edges, inputs, side="right")
    counts = np.bincount(which, minlength=len(edges) + 1)
    used = counts > 0
    groups, size = int(used.sum()), len(answers)
    centred = answers - answers.mean()
    sums = np.bincount(which, centred, minlength=len(counts))[used]
    between, whole = float((sums**2 / counts[used]).sum()), float((centred**2).sum())
    if groups < 2 or size <= groups:
        return nothing
    within = (whole - between) / (size - groups)
    chance = float(stats.f.ppf(0.95, groups - 1, size - groups))
    reached = (groups - 1) * (chance - 1) / ((groups - 1) * chance + size - groups)
    return max(0.0, (between - (groups - 1) * within) / (whole + within)), float("nan"), 0.0, reached


def from_saltelli(quantity: str, values: Floats, axes: tuple[str, ...]) -> Iterator[Index]:
    """First and total indices of whole blocks of Saltelli's design; blocks without a value everywhere are left out.

    Source: Saltelli et al., Comp. Phys. Comm. 181 (2010) 259-270, as scipy has it; intervals by the bootstrap.
    """
    rows = len(axes) + 2
    blocks = values[: len(values) // rows * rows].reshape(-1, rows)
    blocks = blocks[np.isfinite(blocks).all(axis=1)]
    blocks = blocks[: 1 << max(len(blocks), 1).bit_length() - 1]  # what scipy takes
    if len(blocks) < 2 or blocks.min() == blocks.max():
        nothing = (float("nan"),) * 4
        yield from (Index(quantity, name, *nothing, SALTELLI) for name in axes)
        return
    parts = {"f_A": blocks[None, :, 0], "f_B": blocks[None, :, 1], "f_AB": blocks[:, 2:].T[:, None, :]}
    found = stats.sobol_indices(func=parts, n=len(blocks))
    spread = np.quantile(_resampled(blocks), (0.025, 0.975), axis=0)
    for place, name in enumerate(axes):
        first, total = (float(np.ravel(one)[place]) for one in (found.first_order, found.total_order))
        yield Index(quantity, name, first, total, float(spread[0, place]), float(spread[1, place]), SALTELLI)


def _resampled(blocks: Floats) -> Floats:
    """First-order indices of resampled points, shape (resamples, axes): the percentile bootstrap (Efron 1979).

    scipy's own bootstrap leaves out one point after the other, in memory that grows with their square.
    """
    generator = np.random.default_rng(_BOOTSTRAP)
    return np.stack([_first(blocks[generator.integers(len(blocks), size=len(blocks))]) for _ in range(_RESAMPLES)])


def _first(blocks: Floats) -> Floats:
    """Saltelli et al. (2010), table 2, estimator b; 0 where a resample does not vary."""
    centred = blocks - blocks[:, :2].mean()
    variance = float(centred[:, :2].var())
    products: Floats = centred[:, 1, None] * (centred[:, 2:] - centred[:, :1])
    return np.asarray(products.mean(axis=0) / (variance or 1.0))

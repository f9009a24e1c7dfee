"""Designs: how draws are spread over the axes. Draw k depends on the seed, the number of draws and k alone."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Quantiles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plan:
    """`draws` points in the cube of `axes` dimensions, by `seed`."""

    draws: int
    axes: int
    seed: int


def monte_carlo(plan: Plan, first: int, count: int) -> Quantiles:
    """Independent points: Philox (Salmon et al., SC 2011) is asked for the block of counters that draw k owns."""
    blocks = -(-plan.axes // _PER_COUNTER)
    generator = np.random.Philox(key=plan.seed)
    generator.advance(first * blocks)
    numbers = np.random.Generator(generator).random(count * blocks * _PER_COUNTER)
    return numbers.reshape(count, -1)[:, : plan.axes]


_PER_COUNTER = 4  # 64-bit numbers that Philox4x64 makes of one counter


def sobol(plan: Plan, first: int, count: int) -> Quantiles:
    """Points first … of the Sobol sequence, scrambled by the seed (Owen; Matousek, J. Complexity 14 (1998) 527-556)."""
    from scipy.stats import qmc

    sequence = qmc.Sobol(plan.axes, scramble=True, rng=np.random.default_rng(plan.seed))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of its balance: runs of a sequence are no powers of two
        if first:
            sequence.fast_forward(first)
        points: Quantiles = sequence.random(count)
    return points


def lhs(plan: Plan, first: int, count: int) -> Quantiles:
    """A Latin hypercube (McKay, Beckman, Conover 1979): each axis cut into as many strata as draws, each used once.

    The stratum of draw k on an axis is the place to which a keyed permutation of 0 … draws - 1 sends k: no list of
    all strata is ever held. Within its stratum a draw lies where Monte Carlo would put it.
    """
    within = monte_carlo(plan, first, count)
    numbers = np.arange(first, first + count, dtype=np.uint64)
    strata = np.stack([_permuted(numbers, plan.draws, _mixed(plan.seed, axis)) for axis in range(plan.axes)], axis=1)
    return (strata + within) / plan.draws


def _permuted(numbers: NDArray[np.uint64], size: int, key: int) -> NDArray[np.uint64]:
    """Where a permutation of 0 … size - 1 sends `numbers`: a Feistel network walked until it lands inside.

    Source: Luby and Rackoff, SIAM J. Computing 17 (1988) 373-386; Black and Rogaway, CT-RSA 2002 (cycle walking).
    """
    half = max(1, (max(size - 1, 1).bit_length() + 1) // 2)
    found = numbers.copy()
    outside = np.ones(len(found), dtype=np.bool_)
    while outside.any():
        found[outside] = _feistel(found[outside], half, key)
        outside = found >= size
    return found


def _feistel(numbers: NDArray[np.uint64], half: int, key: int) -> NDArray[np.uint64]:
    mask = np.uint64((1 << half) - 1)
    left, right = numbers >> np.uint64(half), numbers & mask
    for turn in range(_TURNS):
        left, right = right, left ^ (_scattered(right + np.uint64(_mixed(key, turn))) & mask)
    return (left << np.uint64(half)) | right


_TURNS = 6
_GOLDEN, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_WORD = 2**64 - 1


def _scattered(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finalizer (Steele, Lea, Flood, OOPSLA 2014), which wraps around on purpose."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(_FIRST)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(_SECOND)
    return words ^ (words >> np.uint64(31))


def _mixed(key: int, word: int) -> int:
    """A key of 64 bits made of another and a number, the same way."""
    mixed = np.array([(key + (word + 1) * _GOLDEN) & _WORD], dtype=np.uint64)
    return int(_scattered(mixed)[0])


def saltelli(plan: Plan, first: int, count: int) -> Quantiles:
    """Sobol points for variance-based indices (Saltelli, Comp. Phys. Comm. 145 (2002) 280-297), `axes` + 2 a point.

    Point j stands in draws j·(axes + 2) …: first of all its A half, then its B half, then A with one axis from B each.
    """
    rows = plan.axes + 2
    begin, end = first // rows, -(-(first + count) // rows)
    pairs = sobol(Plan(plan.draws // rows, 2 * plan.axes, plan.seed), begin, end - begin)
    left, right = pairs[:, : plan.axes], pairs[:, plan.axes :]
    block = np.repeat(left[:, None, :], rows, axis=1)
    block[:, 1] = right
    for axis in range(plan.axes):
        block[:, axis + 2, axis] = right[:, axis]
    return block.reshape(-1, plan.axes)[first - begin * rows :][:count]


DESIGNS: dict[str, Callable[[Plan, int, int], Quantiles]] = {
    "sobol": sobol,
    "lhs": lhs,
    "monte_carlo": monte_carlo,
    "saltelli": saltelli,
}
"""Designs that spread points over the cube; `grid`, `csv` and `cases` name their values themselves."""

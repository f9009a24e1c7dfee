"""Equilibria of many games of one shape as columns: a row per equilibrium, in the order of the games."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policygames.certificates import Coverage
from policygames.games import MixedProfile
from policygames.numerics.exact import common_denominator, over

COVERAGES = np.array([*Coverage], dtype=np.object_)
ROUTES = ("search", "compared", "closed form", "long form", "not reached")
"""The loop, one by one; comparing payoffs; minors in int64; minors longer than that, their signs by proven bounds; none
where the run was stopped before."""


@dataclass(frozen=True, slots=True)
class Columns:
    """All equilibria of N games: those of game k are rows offsets[k] … offsets[k + 1] - 1.

    `numerators` (E, m0 + m1 + …), int64, but for the rows in `long`, which hold Python ints. `coverage` (N,) indexes
    COVERAGES, `routes` (N,) ROUTES.
    """

    offsets: NDArray[np.int64]
    numerators: NDArray[np.int64]
    long: Mapping[int, tuple[int, ...]]
    coverage: NDArray[np.uint8]
    routes: NDArray[np.uint8]


def whole_numbers(profile: MixedProfile) -> tuple[int, ...]:
    """Each player's probabilities over their common denominator, one player after the other."""
    return tuple(whole for strategy in profile for whole in over(strategy, common_denominator(strategy)))

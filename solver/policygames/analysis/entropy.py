"""The most mixed element of a product of hulls of strategies, exact, with a bound on what any other has more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.games import MixedProfile, Strategy

Reals = NDArray[np.float64]
_BITS = 30
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class MostMixed:
    """An exact profile, the sum of its strategies' entropies in nats, and how much more another may have at most."""

    profile: MixedProfile
    entropy: float
    gap: float


def most_mixed(hulls: Sequence[Sequence[Strategy]]) -> MostMixed:
    """The profile of the largest entropy in a product of convex hulls, near enough: weights of corners are rational.

    Any element of a maximal Nash subset is an equilibrium, so rounded weights give one too. Entropy is concave: its
    slopes bound what any other element has more.
    """
    parts = [_of_hull(hull) for hull in hulls]
    return MostMixed(
        tuple(part.profile[0] for part in parts), sum(part.entropy for part in parts), sum(part.gap for part in parts)
    )


def _of_hull(hull: Sequence[Strategy]) -> MostMixed:
    corners = np.array([[float(chance) for chance in strategy] for strategy in hull])
    weights = [1.0] if len(hull) == 1 else _weights(corners).tolist()
    whole = [round(weight * (1 << _BITS)) for weight in weights]
    total = sum(whole)
    strategy = tuple(
        sum((Fraction(share, total) * corner[action] for share, corner in zip(whole, hull, strict=True)), Fraction(0))
        for action in range(len(hull[0]))
    )
    point = np.array([float(chance) for chance in strategy])
    slopes = -np.log(np.maximum(point, _TINY)) - 1
    used = corners[:, point > 0]
    gap = float(max(0.0, (used @ slopes[point > 0]).max() - point[point > 0] @ slopes[point > 0]))
    return MostMixed((strategy,), _entropy(point), gap if len(hull) > 1 else 0.0)


def _entropy(point: Reals) -> float:
    played = point[point > 0]
    return float(-(played * np.log(played)).sum())


def _weights(corners: Reals) -> Reals:
    """Weights of the corners for which the entropy is largest, by sequential quadratic programming."""
    from scipy.optimize import minimize

    count = len(corners)

    def lack(weights: Reals) -> tuple[float, Reals]:
        point = np.maximum(weights @ corners, 1e-15)
        return float((point * np.log(point)).sum()), corners @ (np.log(point) + 1)

    found = minimize(
        lack,
        np.full(count, 1 / count),
        jac=True,
        bounds=[(0, 1)] * count,
        constraints={
            "type": "eq",
            "fun": lambda weights: weights.sum() - 1,
            "jac": lambda weights: np.ones(len(weights)),
        },
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    weights = np.maximum(np.asarray(found.x, dtype=np.float64), 0)
    return np.asarray(weights / weights.sum(), dtype=np.float64)

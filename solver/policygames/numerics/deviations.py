"""What changes of action gain, in floats, from arrays of payoffs and mixed strategies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


def action_payoffs(payoffs: Reals, player: int, profile: Sequence[Reals]) -> Reals:
    """What each action of `player`, whose payoffs have shape (m0, m1, …), pays against the others' strategies."""
    table = payoffs
    for axis in reversed(range(payoffs.ndim)):
        if axis != player:
            table = np.asarray(np.tensordot(table, profile[axis], axes=(axis, 0)), dtype=np.float64)
    return table


def largest_gain(payoffs: Sequence[Reals], profile: Sequence[Reals]) -> float:
    """The most that a player gains by another action than their strategy, at least 0."""
    paid = [action_payoffs(own, player, profile) for player, own in enumerate(payoffs)]
    return max(0.0, *(float(table.max() - own @ table) for table, own in zip(paid, profile, strict=True)))

"""Best responses read off a whole tensor of whole numbers at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray


def pure_equilibria(numerators: NDArray[Any]) -> Iterator[tuple[int, ...] | None]:
    """The profiles in which every player's action is a best response, after a None per player.

    `numerators` has shape (n, m0, m1, …), int64 or Python ints; a profile is an action index per player.
    """
    stable = np.ones(numerators.shape[1:], dtype=np.bool_)
    for player, payoffs in enumerate(numerators):
        stable &= payoffs == payoffs.max(axis=player, keepdims=True)
        yield None
    for profile in np.argwhere(stable):
        yield tuple(int(action) for action in profile)

"""Best responses read off a whole tensor of whole numbers at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def pure_equilibria(numerators: Sequence[NDArray[Any]]) -> Iterator[tuple[int, ...] | None]:
    """The profiles in which every player's action is a best response, after a None per player.

    `numerators` holds an array of shape (m0, m1, …) per player, int64 or Python ints; a profile has an action index per
    player.
    """
    stable = np.ones(numerators[0].shape, dtype=np.bool_)
    for player, payoffs in enumerate(numerators):
        stable &= payoffs == payoffs.max(axis=player, keepdims=True)
        yield None
    for profile in np.argwhere(stable):
        yield tuple(int(action) for action in profile)


def pure_equilibria_of_many(payoffs: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same for many tensors, shape (N, n, m0, m1, …), of numbers that compare exactly: ints, floats or Fractions.

    Gives the number of the tensor, shape (E,), and the action indices, shape (E, n), in lexicographic order.
    """
    stable = np.ones((len(payoffs), *payoffs.shape[2:]), dtype=np.bool_)
    for player in range(payoffs.shape[1]):
        own = payoffs[:, player]
        stable &= own == own.max(axis=1 + player, keepdims=True)
    found = np.argwhere(stable)
    return found[:, 0], found[:, 1:]

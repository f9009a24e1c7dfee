"""Best responses read off whole arrays of whole numbers at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul
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


@dataclass(frozen=True, slots=True, eq=False)
class Replies:
    """What replies to each of V strategies pay, all in units of the payoffs over the sum of the strategy's weights."""

    pays: list[int]
    """What a best reply pays."""
    best: list[int]
    """Which replies are best, as bits."""
    values: NDArray[Any] | list[list[int]]
    """What each reply pays, shape (V, m)."""

    def loss(self, strategy: int) -> int:
        """How much less the best of the other replies to a strategy pays; 0 where there is none."""
        row, top = self.values[strategy], self.pays[strategy]
        paid: list[int] = row if isinstance(row, list) else row.tolist()
        return top - max([value for value in paid if value < top], default=top)


def replies_to_many(payoffs: NDArray[Any], weights: Sequence[Sequence[int]]) -> Replies:
    """The best replies to every one of `weights`, strategies as whole numbers from 0, shape (V, n), none of them empty.

    `payoffs` are whole numbers of shape (m, n), int64 or Python ints: a row per reply.
    """
    if payoffs.size * len(weights) <= _FEW:
        return _one_by_one(payoffs.tolist(), weights)
    heaviest = max(map(sum, weights))
    fits = payoffs.dtype == np.int64 and heaviest * _magnitude(payoffs) < _SAFE and heaviest < _SAFE
    kind = np.int64 if fits else object
    values = np.array(weights, dtype=kind) @ payoffs.T.astype(kind, copy=False)
    pays = values.max(axis=1)
    tight = np.asarray(values == pays[:, None], dtype=np.bool_)
    return Replies(pays.tolist(), _as_bits(tight), values)


def _as_bits(tight: NDArray[np.bool_]) -> list[int]:
    """Each row as one number, the first column its lowest bit."""
    if tight.shape[1] <= len(_POWERS):
        bits: list[int] = (tight @ _POWERS[: tight.shape[1]]).tolist()
        return bits
    return [int.from_bytes(row.tobytes(), "little") for row in np.packbits(tight, axis=1, bitorder="little")]


_POWERS = 1 << np.arange(62)
_FEW = 100  # products that are summed sooner one by one than as arrays
_SAFE = 1 << 61  # sums below it, and their differences, do not overflow


def _one_by_one(replies: list[list[int]], weights: Sequence[Sequence[int]]) -> Replies:
    values = [[sum(map(mul, reply, strategy)) for reply in replies] for strategy in weights]
    pays = [max(row) for row in values]
    best = [
        sum(1 << reply for reply, value in enumerate(row) if value == top)
        for row, top in zip(values, pays, strict=True)
    ]
    return Replies(pays, best, values)


def _magnitude(payoffs: NDArray[Any]) -> int:
    return max(abs(int(payoffs.max())), abs(int(payoffs.min())))

"""Which actions may be in use together: all supports but those in which an action in use is never a best response."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.ties import Supports
from policygames.numerics.whole_arrays import block

Tensors = Sequence[NDArray[Any]]


def supports_by_size(payoffs: Tensors) -> Iterator[Supports | None]:
    """Supports in which somebody mixes, small and balanced ones first, with a None for each that is dropped.

    Dropped are those in which some action in use pays less than another action against all actions in use of the
    others, and all with strictly dominated actions.

    Source: Porter, Nudelman and Shoham, Games and Economic Behavior 63 (2008) 642-662, section 4.
    """
    kept = undominated_actions(payoffs)
    for sizes in _sizes([len(actions) for actions in kept]):
        choices = [itertools.combinations(own, size) for own, size in zip(kept, sizes, strict=True)]
        for supports in itertools.product(*map(list, choices)):
            yield supports if sum(sizes) > len(sizes) and _tenable(payoffs, supports) else None


def _sizes(counts: Sequence[int]) -> list[tuple[int, ...]]:
    ranges = [range(1, count + 1) for count in counts]
    return sorted(itertools.product(*ranges), key=lambda sizes: (sum(sizes), max(sizes) - min(sizes), sizes))


def undominated_actions(payoffs: Tensors) -> list[list[int]]:
    """Per player the actions that survive the iterated removal of those that another one strictly dominates."""
    kept = [list(range(count)) for count in payoffs[0].shape]
    while True:
        left = sum(map(len, kept))
        for player, table in enumerate(payoffs):
            rows = _rows(table, player, kept, kept[player])
            kept[player] = [
                action for action, row in zip(kept[player], rows, strict=True) if not (row < rows).all(axis=1).any()
            ]
        if sum(map(len, kept)) == left:
            return kept


def _tenable(payoffs: Tensors, supports: Supports) -> bool:
    for player, table in enumerate(payoffs):
        rows = _rows(table, player, supports, range(table.shape[player]))
        if any((rows[action] < rows).all(axis=1).any() for action in supports[player]):
            return False
    return True


def _rows(table: NDArray[Any], player: int, supports: Sequence[Sequence[int]], actions: Sequence[int]) -> NDArray[Any]:
    """Payoffs of some of a player's own actions (rows) against all profiles of what the others use (columns)."""
    grid = [actions if one == player else used for one, used in enumerate(supports)]
    found = np.moveaxis(block(table, grid), player, 0)
    return np.asarray(found.reshape(len(actions), -1))

"""Pure equilibria among like players, read off the payoffs by own action and others' counts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compositions import Counts, compositions, places

Profile = tuple[tuple[int, ...], ...]
"""Per group how many players choose each action."""


def pure_counts(numerators: Sequence[NDArray[Any]], sizes: Sequence[int]) -> Iterator[Profile | None]:
    """The counts of all pure equilibria, after a None per group and action.

    `numerators` holds per group an array of shape (m, K0, K1, …), as of `SymmetricGame`; sizes the numbers of players.
    Counts are those of an equilibrium where every action that somebody chooses is a best response to the others'.
    """
    counts = [compositions(size, len(table)) for size, table in zip(sizes, numerators, strict=True)]
    stable = np.ones([len(rows) for rows in counts], dtype=np.bool_)
    for group, table in enumerate(numerators):
        best = table == table.max(axis=0)
        for action in range(len(table)):
            stable &= _content(best[action], counts[group], group, action)
            yield None
    for found in np.argwhere(stable):
        yield tuple(tuple(rows[place].tolist()) for rows, place in zip(counts, found, strict=True))


def _content(best: NDArray[np.bool_], rows: Counts, group: int, action: int) -> NDArray[np.bool_]:
    """Where nobody of a group chooses an action, or it is `best` against the others: an entry per counts of all."""
    chosen = rows[:, action] > 0
    others = rows[chosen].copy()
    others[:, action] -= 1
    content = np.ones((*best.shape[:group], len(rows), *best.shape[group + 1 :]), dtype=np.bool_)
    if len(others):
        content.swapaxes(0, group)[chosen] = best.take(places(others, int(others[0].sum())), axis=group).swapaxes(
            0, group
        )
    return content

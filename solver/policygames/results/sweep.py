"""One repeated game at many discount factors: columns of the sets of payoffs, and a solution for each on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.certificates import Coverage
from policygames.results.solution import Solution


@dataclass(frozen=True, eq=False)
class Sweep:
    """Solutions of one game at `discounts`, in their order; `sweep[k]`, and iteration, give them one by one.

    `vertices`, shape (offsets[-1], n), holds the corners of all sets of payoffs in floats: those at the k-th discount
    factor are the rows offsets[k] : offsets[k + 1].
    """

    discounts: Sequence[Any]
    offsets: NDArray[np.int64]
    vertices: NDArray[np.float64]
    solution: Callable[[int], Solution]
    """How the k-th is made."""

    @classmethod
    def of(cls, discounts: Sequence[Any], solutions: Sequence[Solution], players: int) -> Sweep:
        """The sweep of these solutions, one for each discount factor."""
        sets = [one.payoff_set.vertices if one.payoff_set else np.empty((0, players)) for one in solutions]
        offsets = np.cumsum([0, *map(len, sets)], dtype=np.int64)
        return cls(discounts, offsets, np.concatenate([np.empty((0, players)), *sets]), solutions.__getitem__)

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """What is proven at each discount factor."""
        return tuple(one.coverage for one in self)

    def __len__(self) -> int:
        return len(self.discounts)

    def __getitem__(self, place: int) -> Solution:
        return self.solution(range(len(self))[index(place)])

    def __iter__(self) -> Iterator[Solution]:
        return map(self.solution, range(len(self)))

    def __repr__(self) -> str:
        return f"<Sweep of {len(self)} discount factors>"

"""A matching under way: which label sets of two lists cover all labels together."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.compiled import matching


class Matching:
    """All pairs (i, j) with first[i] | second[j] = all labels, in slices of bounded work.

    Sets of a and b labels cover all c if and only if they have exactly a + b - c labels in common. So the sets are
    grouped by size, and two lists are split by one label after the other: of the four pairs of parts one (neither set
    has the label) is dropped, and one (both have it) uses up a label in common. In a nondegenerate game there is none
    to use up, and the work is that of sorting.
    """

    def __init__(self, first: NDArray[np.int64], second: NDArray[np.int64], labels: int) -> None:
        """`first` and `second`: label sets as bits, each different from the others of its list."""
        self.everything = (1 << labels) - 1
        self.first, groups = _by_size(first)
        self.second, other_groups = _by_size(second)
        tasks = [
            (start, stop, other_start, other_stop, 0, size + other_size - labels)
            for (size, start, stop), (other_size, other_start, other_stop) in product(groups, other_groups)
            if size + other_size >= labels
        ]
        self.stack = np.array([*tasks, *[(0,) * 6] * (2 * labels + 3)], np.int64)
        self.found = np.zeros((4 * matching.LEAF, 2), np.int64)
        self.state = np.array([len(tasks), 0])

    def advance(self, steps: int) -> bool:
        """Go on until about `steps` rows are looked at; whether there is more to do."""
        code = matching.advance(self.first, self.second, self.stack, self.found, self.state, self.everything, steps)
        if code == matching.FULL:
            self.found = np.concatenate([self.found, np.zeros_like(self.found)])
        return bool(code != matching.DONE)

    def pairs(self) -> NDArray[np.int64]:
        """One row (i, j) per pair so far."""
        return self.found[: self.state[1]]


def _by_size(sets: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[tuple[int, int, int]]]:
    """Rows (set, index) in the order of their sizes, and for each size that there is where its rows start and stop."""
    sizes = np.empty(len(sets), np.int64)
    matching.sizes(np.ascontiguousarray(sets), sizes)
    order = np.argsort(sizes, kind="stable")
    counts = np.bincount(sizes)
    stops = np.cumsum(counts).tolist()
    groups = [(size, stops[size] - count, stops[size]) for size, count in enumerate(counts.tolist()) if count]
    rows = np.empty((len(sets), 2), np.int64)
    rows[:, 0], rows[:, 1] = sets[order], order
    return rows, groups

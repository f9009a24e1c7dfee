"""A matching under way: which label sets of two lists cover all labels together."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

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
        self.first, starts = _by_size(first, labels)
        self.second, other_starts = _by_size(second, labels)
        tasks = [
            (*one, *other, 0, here + there - labels)
            for (here, one), (there, other) in product(enumerate(pairwise(starts)), enumerate(pairwise(other_starts)))
            if here + there >= labels and one[0] < one[1] and other[0] < other[1]
        ]
        self.stack = np.zeros((len(tasks) + 2 * labels + 3, 6), np.int64)
        self.stack[: len(tasks)] = np.array(tasks, np.int64).reshape(-1, 6)
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


def _by_size(sets: NDArray[np.int64], labels: int) -> tuple[NDArray[np.int64], list[Any]]:
    """Rows (set, index) in the order of their sizes, and where each size from 0 on starts."""
    sizes = matching.sizes(np.ascontiguousarray(sets))
    order = np.argsort(sizes, kind="stable")
    starts = np.searchsorted(sizes[order], np.arange(labels + 2))
    return np.stack([sets[order], order], axis=1), starts.tolist()

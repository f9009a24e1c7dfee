"""A matching under way: which label sets of two lists cover all labels together."""

from __future__ import annotations

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
        self.first, self.second = np.empty((len(first), 2), np.int64), np.empty((len(second), 2), np.int64)
        self.stack = np.empty(((labels + 2) ** 2, 6), np.int64)
        self.found = np.empty((4 * matching.LEAF, 2), np.int64)
        self.state = np.zeros(2, np.int64)
        stops, other_stops = np.empty((2, 2, labels + 1), np.int64)
        matching.begin(first, second, self.first, self.second, stops, other_stops, self.stack, self.state)

    def advance(self, steps: int) -> bool:
        """Go on until about `steps` rows are looked at; whether there is more to do."""
        code = matching.advance(self.first, self.second, self.stack, self.found, self.state, self.everything, steps)
        if code == matching.FULL:
            self.found = np.concatenate([self.found, np.zeros_like(self.found)])
        return bool(code != matching.DONE)

    def pairs(self) -> NDArray[np.int64]:
        """One row (i, j) per pair so far."""
        return self.found[: self.state[1]]

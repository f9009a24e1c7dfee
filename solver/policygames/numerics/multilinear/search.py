"""All zeros of the equations of one support: cells are dropped, settled by the only zero near them, or cut in two."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from policygames.numerics.multilinear.cells import (
    SLACK,
    Cells,
    Face,
    halved,
    joined,
    judged,
    taken,
    whole,
    widths,
)
from policygames.numerics.multilinear.newton import everywhere, is_plausible, zero_from
from policygames.numerics.multilinear.payoffs import Reals
from policygames.numerics.multilinear.zeros import Zero, zero_near
from policygames.numerics.ties import Ties

BATCH = 256
"""Cells that are looked at between two signs of life."""
MOST_CELLS = 20_000
"""Cells after which a support is left undecided."""
NARROWEST = 2.0**-24
"""Edges below which a cell is left undecided: a double zero, or a continuum."""


@dataclass
class FaceSearch:
    """A search under way: the zeros found, and what of the face is undecided."""

    face: Face
    equations: Ties
    zeros: list[Zero] = field(default_factory=list)
    doubtful: list[Reals] = field(default_factory=list)
    looked_at: int = 0

    def run(self) -> Iterator[Zero | None]:
        """Each zero once, None after each batch of cells; what is left undecided is in `doubtful` then."""
        cells = whole(self.face.supports)
        while len(cells[0]):
            batch, cells = taken(cells, slice(-BATCH, None)), taken(cells, slice(0, -BATCH))
            self.looked_at += len(batch[0])
            batch = taken(batch, ~self.face.hopeless(batch))
            yield None
            if len(batch[0]):
                left = yield from self._judged(batch)
                narrow = widths(left) < NARROWEST if len(left[0]) else np.zeros(0, dtype=np.bool_)
                self._doubt(taken(left, narrow))
                cells = joined(cells, halved(taken(left, ~narrow)))
            if self.looked_at > MOST_CELLS or len(self.doubtful) > _FEW:
                self._doubt(cells)
                return

    def _doubt(self, cells: Cells) -> None:
        count = len(cells[0])
        self.doubtful += [[own[index] for own in cells] for index in range(min(count, _FEW))]  # type: ignore[misc]

    def _judged(self, batch: Cells) -> Generator[Zero | None, None, Cells]:
        """The cells of a batch that are not settled yet, after the zeros that are found on the way."""
        verdict = judged(self.face, batch)
        settled = verdict.empty.copy()
        for index in np.flatnonzero(verdict.single & ~verdict.empty):
            cell = [own[index] for own in batch]
            zero = self._known(cell) or self._found(cell)
            if zero is not None and _near(zero.profile, cell, self.face):
                settled[index] = True
                if all(_apart(zero, known, self.face.free) for known in self.zeros):
                    self.zeros.append(zero)
                    yield zero
            yield None
        return taken(batch, ~settled)

    def _found(self, cell: list[Reals]) -> Zero | None:
        """The zero of a cell, if floats see one there that is worth the proof: others vanish as cells shrink."""
        point = zero_from(self.face, [own.mean(axis=0) for own in cell])
        if point is None or not is_plausible(self.face, point, _ROOM):
            return None
        start = everywhere(self.face, point)
        return zero_near(self.equations, start) if _near(start, cell, self.face) else None

    def _known(self, cell: list[Reals]) -> Zero | None:
        return next((zero for zero in self.zeros if _near(zero.profile, cell, self.face)), None)


_ROOM = 1e-6
"""How far outside its simplex, or how much worse than another action, a zero still counts as worth the proof."""
_FEW = 8


def _near(profile: Sequence[Sequence[Fraction | float]], cell: list[Reals], face: Face) -> bool:
    """Whether a zero, with its box, lies well inside the larger simplices on which it is the only one."""
    for strategy, used, own in zip(profile, face.supports, cell, strict=True):
        point = np.array([float(strategy[action]) for action in used])
        weights = np.linalg.solve(own.T, point)
        if weights.min() < -0.8 * SLACK / len(used):
            return False
    return True


def _apart(zero: Zero, other: Zero, free: Sequence[tuple[int, int]]) -> bool:
    """Whether two zeros are not the same: each lies within its radius, and is the only one within 4 times that."""
    reach = 2 * max(zero.radius, other.radius)
    return any(abs(zero.profile[player][action] - other.profile[player][action]) > reach for player, action in free)

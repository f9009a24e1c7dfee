"""Zeros of the equations of a support, sought in floats: only to see whether a proof is worth trying."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policygames.numerics.multilinear.cells import Cells, Face
from policygames.numerics.multilinear.payoffs import Reals

_ROUNDS = 12
_CLOSE = 1e-11
_STABLE = 1e-9
"""By how much another action may seem to pay more, in the range of payoffs."""


def stable_zero(face: Face, start: Sequence[Reals]) -> list[list[float]] | None:
    """The profile, over all actions, that Newton's method finds from `start`, if all in use are played and are best.

    `start` holds a strategy over the actions in use per player.
    """
    found = zero_from(face, start)
    return everywhere(face, found) if found is not None and is_plausible(face, found, _STABLE) else None


def zero_from(face: Face, start: Sequence[Reals]) -> list[Reals] | None:
    """The strategies over the actions in use that Newton's method finds from `start`; None where it finds none."""
    cells: Cells = [own[None, None, :] for own in start]
    size = len(face.free)
    for _ in range(_ROUNDS):
        values = face.equations(cells).reshape(size)
        try:
            step: Reals = np.asarray(np.linalg.solve(face.slopes(cells).reshape(size, size), -values), dtype=np.float64)
        except np.linalg.LinAlgError:
            return None
        if not np.abs(step).max() < 2:
            return None
        cells = _moved(cells, step)
        if np.abs(step).max() < _CLOSE:
            return [own[0, 0] for own in cells]
    return None


def _moved(cells: Cells, step: Reals) -> Cells:
    moved, at = [], 0
    for own in cells:
        free = own.shape[2] - 1
        change = step[at : at + free]
        moved.append(own + np.append(change, -change.sum()))
        at += free
    return moved


def is_plausible(face: Face, found: Sequence[Reals], room: float) -> bool:
    """Whether all in use are played, and no other action pays more, but for this much `room`."""
    if any(own.min() < -room for own in found):
        return False
    cells: Cells = [own[None, None, :] for own in found]
    for player, used in enumerate(face.supports):
        payoffs = face.payoffs(player, cells).ravel()
        if payoffs.max() > payoffs[used[0]] + room:
            return False
    return True


def everywhere(face: Face, found: Sequence[Reals]) -> list[list[float]]:
    """The same strategies over all actions."""
    rows = []
    for count, used, own in zip(face.floats[0].shape, face.supports, found, strict=True):
        row = np.zeros(count)
        row[list(used)] = own
        rows.append(row.tolist())
    return rows

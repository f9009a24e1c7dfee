"""The principal branch of logit quantal responses, followed by arc length from random play: floats only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

_FIRST, _SHORT, _LEAST, _GROWTH = 0.03, 1e-3, 1e-7, 1.4
"""Steps of arc length, in logarithms of probabilities and scaled precision; so short ones may pass a crossing."""
_SHARE = 0.3
"""The share of the distance to where branches meet that is gone at once."""
_TINY = 1e-12
_CLOSE = 1e-11
"""How small a Newton correction is small enough, relative to the size of the point."""
_CORRECTIONS = 6
_BEND = 0.97
"""The least cosine between tangents at both ends of a step: the curve is followed, not jumped from."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the branch: `logs` of all probabilities, players one after another, and the precision."""

    logs: Reals
    precision: float
    crossed: bool
    """Whether another branch crosses this one between the point before and this one."""


class LogitField:
    """Payoffs scaled to a range of 1, and the equations of logit choice in logarithms of probabilities."""

    def __init__(self, payoffs: Sequence[Reals]) -> None:
        """Takes one array of payoffs of shape (m0, m1, …) per player."""
        self.shape = payoffs[0].shape
        widths = [float(one.max() / 2 - one.min() / 2) for one in payoffs]  # halves: no overflow
        self.unit = max(widths) * 2 or 1.0
        self.payoffs = [(one / 2 - one.max() / 2) * (2 / self.unit) for one in payoffs]
        self.starts = np.cumsum([0, *self.shape])

    def split(self, flat: Reals) -> list[Reals]:
        """One array per player."""
        return [flat[start:end] for start, end in zip(self.starts[:-1], self.starts[1:], strict=True)]

    def uniform(self) -> Reals:
        """The logarithms of play at random."""
        return np.concatenate([np.full(count, -np.log(count)) for count in self.shape])

    def worth(self, player: int, chances: Sequence[Reals]) -> Reals:
        """What each action of the player pays, scaled."""
        return self._contracted(player, chances, (player,))

    def slope(self, player: int, other: int, chances: Sequence[Reals]) -> Reals:
        """How much the payoff of each own action changes with each probability of the other's, scaled."""
        table = self._contracted(player, chances, (player, other))
        turned: Reals = table.T
        return table if player < other else turned

    def _contracted(self, player: int, chances: Sequence[Reals], kept: tuple[int, ...]) -> Reals:
        table: Reals = self.payoffs[player]
        for axis in reversed(range(len(self.shape))):
            if axis not in kept:
                table = np.tensordot(table, chances[axis], axes=(axis, 0))
        return table

    def equations(self, logs: Reals, precision: float) -> Reals:
        """What is 0 on the branch: sums of probabilities less 1, differences of logarithms less those of payoffs."""
        chances = self.split(np.exp(logs))
        parts = []
        for player, own in enumerate(self.split(logs)):
            worth = self.worth(player, chances)
            parts += [[chances[player].sum() - 1], own[1:] - own[0] - precision * (worth[1:] - worth[0])]
        return np.concatenate(parts)

    def jacobian(self, logs: Reals, precision: float) -> Reals:
        """The derivative of the equations, shape (M, M + 1), the last column by precision."""
        chances = self.split(np.exp(logs))
        matrix = np.zeros((len(logs), len(logs) + 1))
        for player, own in enumerate(chances):
            start, end = self.starts[player], self.starts[player + 1]
            matrix[start, start:end] = own
            matrix[start + 1 : end, start] = -1
            matrix[start + 1 : end, start + 1 : end] = np.eye(len(own) - 1)
            worth = self.worth(player, chances)
            matrix[start + 1 : end, -1] = worth[0] - worth[1:]
            for other, theirs in enumerate(chances):
                if other != player:
                    slope = self.slope(player, other, chances) * theirs
                    columns = slice(self.starts[other], self.starts[other + 1])
                    matrix[start + 1 : end, columns] -= precision * (slope[1:] - slope[0])
        return matrix


def followed(field: LogitField) -> Iterator[Point | None]:
    """Points along the principal branch, from play at random on, without end; None where a step was cut.

    It ends only where steps become too small to go on. A step is no longer than a share of the distance to where
    branches meet, by the least singular value of the derivative and how fast the derivative changes: so it does not
    jump to a branch nearby. Where that distance is 0 the branch is followed straight on, and the crossing is said.

    Source: Turocy, Games and Economic Behavior 51 (2005) 243-263; Allgower and Georg, Numerical Continuation Methods
    (1990), chapters 2 and 6.
    """
    start = np.append(field.uniform(), 0.0)
    here = _Place.at(field, start, np.append(np.zeros(len(start) - 1), 1.0))
    yield Point(start[:-1], 0.0, crossed=False)
    step = _FIRST
    while step > _LEAST:
        point = _corrected(field, here.point + step * here.tangent)
        ahead = None if point is None else _Place.at(field, point, here.tangent)
        if ahead is None or not here.leads_to(ahead, step):
            step /= 2
            yield None
            continue
        rate = float(np.linalg.norm(ahead.matrix - here.matrix)) / step
        crossed = ahead.sign != here.sign
        here, step = ahead, min(step * _GROWTH, max(_SHORT, _SHARE * ahead.gap / max(rate, _TINY)))
        yield Point(here.point[:-1], float(here.point[-1]) / field.unit, crossed)


@dataclass(frozen=True, slots=True)
class _Place:
    """A point, the derivative there with its least singular value, and where the branch goes on."""

    point: Reals
    matrix: Reals
    gap: float
    tangent: Reals
    sign: float
    """It changes where branches cross."""

    @classmethod
    def at(cls, field: LogitField, point: Reals, before: Reals) -> _Place:
        """The place at a point, the unit tangent going on as `before`."""
        matrix = field.jacobian(point[:-1], point[-1])
        matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)  # payoffs enter times the precision
        null = np.linalg.svd(matrix)[2][-1]
        tangent = null if null @ before >= 0 else -null
        sign = float(np.linalg.slogdet(np.vstack([matrix, tangent]))[0])
        lengths = np.linalg.norm(matrix, axis=0)
        scaled = matrix / np.where(lengths > 0, lengths, 1)  # those of actions that die out are short
        return cls(point, scaled, float(np.linalg.svd(scaled, compute_uv=False)[-1]), tangent, sign)

    def leads_to(self, ahead: _Place, step: float) -> bool:
        """Whether a step is short enough to be sure that `ahead` lies on the same branch."""
        if ahead.tangent @ self.tangent < _BEND or np.linalg.norm(ahead.point - self.point) > 2 * step:
            return False
        changed = float(np.linalg.norm(ahead.matrix - self.matrix))
        near = changed > 2 * _SHARE * min(self.gap, ahead.gap) or ahead.sign != self.sign
        return step <= _SHORT or not near


def _corrected(field: LogitField, point: Reals) -> Reals | None:
    """The point of the branch near `point`, by Newton's steps of least length; None where they do not converge."""
    for _ in range(_CORRECTIONS):
        if point[-1] < 0 or point[:-1].max() > 1:
            return None
        value = field.equations(point[:-1], point[-1])
        change = np.linalg.lstsq(field.jacobian(point[:-1], point[-1]), -value, rcond=None)[0]
        point = point + change
        if np.linalg.norm(change) <= _CLOSE * (1 + np.linalg.norm(point)):
            return point
    return None


def at_precision(field: LogitField, first: Point, second: Point, precision: float) -> Reals:
    """The logarithms of probabilities at this precision, between two neighbouring points on either side of it."""
    gap = second.precision - first.precision
    share = (precision - first.precision) / gap if gap else 0.0
    logs = first.logs + share * (second.logs - first.logs)
    for _ in range(20):
        change = np.linalg.lstsq(
            field.jacobian(logs, precision * field.unit)[:, :-1],
            -field.equations(logs, precision * field.unit),
            rcond=None,
        )[0]
        logs = np.minimum(logs + change, 0.0)
        if np.linalg.norm(change) <= _CLOSE * (1 + np.linalg.norm(logs)):
            break
    return logs

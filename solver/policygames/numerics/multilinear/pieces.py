"""Supports in which one or two players mix: the conditions on each are linear, the equilibria products of polytopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.multilinear.vertices import Row, corners, too_many
from policygames.numerics.ties import Supports

Strategy = tuple[Fraction, ...]


class MixedPieces:
    """The equilibria of a game with these payoffs, whole numbers, whose actions in use are those of `supports`.

    `is_doubtful` says afterwards whether some of them may be missing.
    """

    def __init__(self, payoffs: Sequence[NDArray[Any]], supports: Supports) -> None:
        self.payoffs, self.supports = payoffs, supports
        self.mixing = [player for player, used in enumerate(supports) if len(used) > 1]
        self.is_doubtful = False

    def profiles(self) -> Iterator[tuple[Strategy, ...] | None]:
        """The corners of the closure of the set, a profile each, where the set is not empty; some of it if in doubt.

        What a player who mixes is bound by is linear in the other's strategy; what those who do not mix are bound by is
        bilinear, and linear once one of the two strategies is known.
        """
        sets = self._polytopes()
        if sets is None:
            yield None
            return
        if len(self.mixing) == 2 and self._others_can_deviate():
            free = [len(points) > 1 for points in sets]
            if not all(free):
                known = free.index(False)
                sets[1 - known] = self._corners(self.mixing[1 - known], self._bound(known), sets[known][0])
        if not all(map(_is_used, sets)):
            return
        pairs = [self._placed(one) for one in product(*sets)]
        good = [one for one in pairs if self._others_content(one)]
        self.is_doubtful |= len(good) < len(pairs) and len(pairs) > 1
        yield from good

    def _polytopes(self) -> list[list[Strategy]] | None:
        """Per mixing player the corners of the strategies against which the other's actions in use are best.

        A player who mixes alone is the only one whose strategy matters to anybody.
        """
        found = []
        for place, player in enumerate(self.mixing):
            bound = [self.mixing[1 - place]] if len(self.mixing) == 2 else self._all()
            points = self._corners(player, bound, None)
            if not points:
                return None
            found.append(points)
        return found

    def _corners(self, player: int, bound: Sequence[int], known: Strategy | None) -> list[Strategy]:
        """The corners of the player's strategies against which the actions in use of those in `bound` are best.

        The other player who mixes, if not in `bound`, follows `known`.
        """
        ties: list[Row] = []
        least: list[Row] = []
        for other in bound:
            rows, last = self._rows(other, player, known), self.supports[other][-1]
            ties += [rows[action] - rows[last] for action in self.supports[other][:-1]]
            least += [rows[last] - rows[action] for action in self._idle(other)]
        if too_many(len(self.supports[player]), len(least)):
            self.is_doubtful = True
            return []
        return corners(len(self.supports[player]), ties, least)

    def _all(self) -> list[int]:
        return list(range(len(self.supports)))

    def _bound(self, known: int) -> list[int]:
        """The mixing player at a place, and all who do not mix: whom the strategy of the other one binds."""
        return [player for player in self._all() if player != self.mixing[1 - known]]

    def _idle(self, player: int) -> list[int]:
        return [action for action in range(self.payoffs[player].shape[player]) if action not in self.supports[player]]

    def _others_can_deviate(self) -> bool:
        return any(self._idle(player) for player in self._all() if player not in self.mixing)

    def _rows(self, owner: int, player: int, known: Strategy | None) -> NDArray[Any]:
        """What each action of `owner` pays, a row of numbers by the actions in use of `player`.

        The second mixing player follows `known`, where it is not the owner. A row of ones' differences where the owner
        is the player: own payoffs do not depend on the own strategy.
        """
        grid = [[0] for _ in self.supports]
        for index, used in enumerate(self.supports):
            grid[index] = list(used)
        grid[owner] = list(range(self.payoffs[owner].shape[owner]))
        table = self.payoffs[owner][np.ix_(*grid)]
        for third in self.mixing:
            if third not in (owner, player) and known is not None:
                shape = [1] * table.ndim
                shape[third] = len(known)
                table = (table * np.array(known, dtype=object).reshape(shape)).sum(axis=third, keepdims=True)
        if owner == player:
            flat = np.moveaxis(table, owner, 0).reshape(table.shape[owner], -1)[:, :1]
            return np.asarray(flat.repeat(len(self.supports[player]), axis=1))
        return np.asarray(np.moveaxis(table, (owner, player), (0, 1)).reshape(table.shape[owner], table.shape[player]))

    def _placed(self, strategies: Sequence[Strategy]) -> tuple[Strategy, ...]:
        found = []
        for player, used in enumerate(self.supports):
            chances = strategies[self.mixing.index(player)] if player in self.mixing else (Fraction(1),)
            row = [Fraction(0)] * self.payoffs[player].shape[player]
            for action, chance in zip(used, chances, strict=True):
                row[action] = chance
            found.append(tuple(row))
        return tuple(found)

    def _others_content(self, profile: Sequence[Strategy]) -> bool:
        """Whether those who do not mix have no better action."""
        for player in self._all():
            if player not in self.mixing:
                table = self.payoffs[player]
                for index in reversed(self._all()):
                    if index != player:
                        table = np.moveaxis(table, index, -1) @ np.array(profile[index], dtype=object)
                if max(table) > table[self.supports[player][0]]:
                    return False
        return True


def _is_used(points: Sequence[Strategy]) -> bool:
    """Whether the middle of the corners plays every action of the support."""
    return bool(points) and all(any(point[at] for point in points) for at in range(len(points[0])))

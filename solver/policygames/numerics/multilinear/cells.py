"""Products of simplices on which no equilibrium lies, or at most one zero: decided at their corners, many at a time.

Expected payoffs are linear in each player's strategy: on a product of simplices they, and all derivatives, lie between
their values at the corners. A cell holds one simplex per player, its corners being strategies over the actions in use.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.multilinear.payoffs import Reals, rounding
from policygames.numerics.ties import Supports, unknowns

Cells = list[Reals]
"""Per player an array of shape (cells, corners, actions in use): corners in barycentric coordinates."""
Flags = NDArray[np.bool_]


def whole(supports: Supports) -> Cells:
    """One cell: all strategies with these supports."""
    return [np.eye(len(used))[None] for used in supports]


def taken(cells: Cells, kept: NDArray[np.int64] | Flags | slice) -> Cells:
    """Some of the cells."""
    return [own[kept] for own in cells]


def joined(first: Cells, second: Cells) -> Cells:
    """All cells of both."""
    return [np.concatenate(pair) for pair in zip(first, second, strict=True)]


def halved(cells: Cells) -> Cells:
    """Each cell cut in two at the middle of the longest edge of all its simplices."""
    lengths, edges = [], []
    for player, own in enumerate(cells):
        for one, other in itertools.combinations(range(own.shape[1]), 2):
            lengths.append(np.abs(own[:, one] - own[:, other]).max(axis=1))
            edges.append((player, one, other))
    longest = np.argmax(np.stack(lengths), axis=0)
    halves = [[own.copy() for own in cells] for _ in range(2)]
    for index, (player, one, other) in enumerate(edges):
        rows = np.flatnonzero(longest == index)
        middle = (cells[player][rows, one] + cells[player][rows, other]) / 2  # exact: corners are dyadic
        halves[0][player][rows, one] = middle
        halves[1][player][rows, other] = middle
    return joined(*halves)


def widths(cells: Cells) -> Reals:
    """The longest edge of each cell."""
    longest: Reals = np.max([(own.max(axis=1) - own.min(axis=1)).max(axis=1) for own in cells], axis=0)
    return longest


@dataclass(frozen=True)
class Face:
    """The strategies of a game with payoffs `floats` in [0, 1] that use the actions in `supports`."""

    floats: tuple[Reals, ...]
    supports: Supports

    @cached_property
    def free(self) -> list[tuple[int, int]]:
        """Player and action of each unknown and of each equation."""
        return unknowns(self.supports)

    @cached_property
    def error(self) -> float:
        """A bound of the rounding error of payoffs at corners within the simplices, and of their differences."""
        return rounding([len(used) for used in self.supports])

    @cached_property
    def _on_face(self) -> list[Reals]:
        """Per player the payoffs, own actions all and first, others' those in use."""
        tables = []
        for player, table in enumerate(self.floats):
            grid = [
                np.arange(table.shape[player]) if one == player else list(used)
                for one, used in enumerate(self.supports)
            ]
            tables.append(np.moveaxis(table[np.ix_(*grid)], player, 0))
        return tables

    def payoffs(self, player: int, cells: Cells) -> Reals:
        """What each own action pays at the others' corners, shape (cells, own actions, corners of the others…)."""
        others = [own for index, own in enumerate(cells) if index != player]
        values = np.broadcast_to(self._on_face[player], (len(cells[0]), *self._on_face[player].shape))
        for axis, own in enumerate(others):
            values = _contracted(values, own, 2 + axis)
        return values

    def hopeless(self, cells: Cells) -> Flags:
        """On which cells some action in use pays less than another one at every corner: nobody would use it there."""
        found = np.zeros(len(cells[0]), dtype=np.bool_)
        for player, used in enumerate(self.supports):
            values = self.payoffs(player, cells)
            values = values.reshape(*values.shape[:2], -1)
            for action in used:
                margin = (values - values[:, action : action + 1]).min(axis=2)
                found |= (margin > self.error).any(axis=1)
        return found

    def equations(self, cells: Cells) -> Reals:
        """By how much actions in use tie with the last, shape (cells, equations, corners of player 0, of player 1, …).

        Along the own axis of an equation the length is 1 before broadcasting.
        """
        rows = []
        shape = (len(cells[0]), *(own.shape[1] for own in cells))
        for player, used in enumerate(self.supports):
            values = self.payoffs(player, cells)
            ties = [np.expand_dims(values[:, action] - values[:, used[-1]], 1 + player) for action in used[:-1]]
            rows += [np.broadcast_to(one, shape) for one in ties]
        return np.stack(rows, axis=1)

    def slopes(self, cells: Cells) -> Reals:
        """The derivatives at corners, shape (cells, equations, unknowns, corners of player 0, …)."""
        count, corners = len(cells[0]), [own.shape[1] for own in cells]
        size = len(self.free)
        found = np.zeros((count, size, size, *corners))
        places = {one: index for index, one in enumerate(self.free)}
        for player, other in itertools.permutations(range(len(cells)), 2):
            if len(self.supports[player]) < 2 or len(self.supports[other]) < 2:
                continue
            block = self._block(player, other, cells)
            for row, action in enumerate(self.supports[player][:-1]):
                for column, changed in enumerate(self.supports[other][:-1]):
                    found[:, places[player, action], places[other, changed]] = block[:, row, column]
        return found

    def _block(self, player: int, other: int, cells: Cells) -> Reals:
        """Derivatives of one player's equations by another's unknowns, corners last: one where they play no part."""
        table, used = self._on_face[player], self.supports[player]
        rows = table[list(used[:-1])] - table[used[-1]]
        axis = 1 + other - (other > player)
        rows = np.moveaxis(rows, axis, 1)
        rows = rows[:, :-1] - rows[:, -1:]
        values = np.broadcast_to(rows, (len(cells[0]), *rows.shape))
        rest = [index for index in range(len(cells)) if index not in (player, other)]
        for place, index in enumerate(rest):
            values = _contracted(values, cells[index], 3 + place)
        for index in sorted((player, other)):
            values = np.expand_dims(values, 3 + index)
        return values


def _contracted(values: Reals, corners: Reals, axis: int) -> Reals:
    """The means along an axis with the weights of each corner, which take its place."""
    moved = np.moveaxis(values, axis, -1)
    shape = moved.shape
    product = moved.reshape(shape[0], -1, shape[-1]) @ corners.swapaxes(1, 2)
    return np.moveaxis(product.reshape(*shape[:-1], corners.shape[1]), -1, axis)


@dataclass(frozen=True)
class Judged:
    """Which cells hold no zero of the equations, and which at most one."""

    empty: Flags
    single: Flags


SLACK = 0.25
"""How much larger than a cell, about its centre, the simplices are on which a zero is shown to be the only one."""


def judged(face: Face, cells: Cells) -> Judged:
    """By the equations preconditioned with the inverse of the derivatives in the middle of each cell.

    Where no mix of the equations with constant weights vanishes at all corners with one sign, no zero lies. Where the
    preconditioned derivatives differ from 1 by a matrix of norm below 1 at all corners of a cell that is larger by
    SLACK, two zeros would differ by a vector that a regular matrix maps to 0 (Neumaier, Interval Methods for Systems of
    Equations, 1990, theorem 5.1.6).
    """
    middle = [own.mean(axis=1, keepdims=True) for own in cells]
    size, count = len(face.free), len(cells[0])
    slopes = face.slopes(middle).reshape(count, size, size)
    inverse, usable = _inverses(slopes)
    values = face.equations(cells).reshape(count, size, -1)
    mixed = inverse @ values
    room = np.abs(inverse).sum(axis=2)[:, :, None] * (face.error + 2 * size * 2.0**-52)
    empty = ((mixed > room).all(axis=2) | (mixed < -room).all(axis=2)).any(axis=1)
    larger = [(1 + SLACK) * own - SLACK * centre for own, centre in zip(cells, middle, strict=True)]
    return Judged(empty & usable, usable & _contracting(face, larger, inverse))


def _inverses(slopes: Reals) -> tuple[Reals, Flags]:
    """The inverse of each matrix, and where it is of any use: elsewhere it is 0."""
    with np.errstate(all="ignore"):
        usable = np.abs(np.linalg.det(slopes)) > 0
        safe = np.where(usable[:, None, None], slopes, np.eye(slopes.shape[1]))
        inverse = np.linalg.inv(safe)
    usable &= np.isfinite(inverse).all(axis=(1, 2)) & (np.abs(inverse).max(axis=(1, 2)) < _STEEPEST)
    return np.where(usable[:, None, None], inverse, 0.0), usable


_STEEPEST = 1e9  # beyond, rounding outweighs what is shown


def _contracting(face: Face, cells: Cells, inverse: Reals) -> Flags:
    """Where 1 less the preconditioned derivatives has a norm below 1 at all corners, rounding included."""
    size = inverse.shape[1]
    slopes = face.slopes(cells).reshape(len(inverse), size, size, -1)
    mixed = np.einsum("crk,ckxv->crxv", inverse, slopes)
    apart = np.abs(mixed - np.eye(size)[None, :, :, None]).max(axis=3)
    growth = math.prod(1 + 2 * SLACK for _ in cells)  # absolute weights of a corner outside its simplex sum up to this
    room = np.abs(inverse).sum(axis=2)[:, :, None] * 4 * growth * (face.error + 2 * size * 2.0**-52)
    most = apart + room
    weights = np.ones((len(inverse), size, 1))
    for _ in range(3):  # any positive weights will do: these tend to the best
        weights = most @ weights + 1e-3
    shrinks: Flags = ((most @ weights) < weights * (1 - 1e-9)).all(axis=(1, 2))
    return shrinks

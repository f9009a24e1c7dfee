"""The answer to a question about many games: columns, and each game's solution when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from operator import index
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import CertificateError
from policygames.games import NormalFormGame
from policygames.games.batch import GameBatch
from policygames.results.columns import COVERAGES, ROUTES, Columns, whole_numbers
from policygames.results.solution import Solution

_CHUNK = 2**14
Solver: TypeAlias = Callable[[NormalFormGame, str], Solution]
"""Solves one game by a concept."""


@dataclass(frozen=True, eq=False, repr=False)
class SolutionBatch:
    """What was found in N games of one shape: a row per equilibrium, E in all, in the order of the games.

    Game k has the rows offsets[k] … offsets[k + 1] - 1, in no particular order. `batch[k]`, and iteration, give its
    Solution: the game is solved once more by the loop, every equilibrium certified, and the columns must agree; where
    they came from a server, it is asked once more.
    """

    games: GameBatch
    concept: str
    columns: Columns
    searched: Mapping[int, Solution]
    """By number, the games that no fast path could answer, where their solutions are here."""
    solve: Solver
    unsearched: Solver
    """Says of a game what a search that never began says."""
    termination: Termination = Termination(Reason.COMPLETED)  # noqa: RUF009 - frozen
    """Why the run ended; games that it did not reach have no equilibria, and the coverage SOME."""
    warnings: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.games)

    def __getitem__(self, game: int) -> Solution:
        """The solution of one game. Raises CertificateError if the columns are not what the loop proves."""
        place = range(len(self))[index(game)]
        if place in self.searched:
            return self.searched[place]
        if self.columns.routes[place] == ROUTES.index("not reached"):
            return replace(self.unsearched(self.games[place], self.concept), termination=self.termination)
        solution = self.solve(self.games[place], self.concept)
        proven = {whole_numbers(one.exact) for one in solution.equilibria if one.exact is not None}
        rows = {self._row(row) for row in range(*self.offsets[place : place + 2].tolist())}
        whole = self.coverage[place] is not Coverage.SOME  # else the loop may have more, now or by intervals
        if not rows <= proven or (whole and (rows != proven or solution.coverage != self.coverage[place])):
            message = f"game {place} has {len(proven)} equilibria, others than the {len(rows)} of the columns"
            raise CertificateError(message, path=f"solutions[{place}]")
        return solution

    def __iter__(self) -> Iterator[Solution]:
        return (self[game] for game in range(len(self)))

    def __repr__(self) -> str:
        return f"<SolutionBatch: {self.concept} of {len(self)} games, {self.offsets[-1]} equilibria>"

    @property
    def offsets(self) -> NDArray[np.int64]:
        """Where each game's rows begin, and at last their number: shape (N + 1,)."""
        return self.columns.offsets

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many equilibria of each game were found, shape (N,)."""
        return np.diff(self.columns.offsets)

    @property
    def game_of(self) -> NDArray[np.int64]:
        """The number of the game of each row, shape (E,)."""
        return np.repeat(np.arange(len(self)), self.counts)

    @property
    def coverage(self) -> NDArray[np.object_]:
        """What is proven about each game's list, a Coverage per game, shape (N,)."""
        covered: NDArray[np.object_] = COVERAGES[self.columns.coverage]
        return covered

    @property
    def routes(self) -> NDArray[np.object_]:
        """How each game was solved, a name per game: "search" is the loop, one by one; the others are fast paths."""
        named: NDArray[np.object_] = np.array(ROUTES, dtype=np.object_)[self.columns.routes]
        return named

    @property
    def route_counts(self) -> dict[str, int]:
        """How many games took each route."""
        counts = np.bincount(self.columns.routes, minlength=len(ROUTES)).tolist()
        return {route: count for route, count in zip(ROUTES, counts, strict=True) if count}

    @cached_property
    def numerators(self) -> tuple[NDArray[Any], ...]:
        """Exact probabilities times their denominators: one array a player, (E, actions), int64 where they fit."""
        if not self.columns.long:
            return self._split(self.columns.numerators)
        whole = self.columns.numerators.astype(np.object_)
        for row, numbers in self.columns.long.items():
            whole[row] = numbers
        return self._split(whole)

    @cached_property
    def denominators(self) -> NDArray[Any]:
        """The common denominator of each player's probabilities, shape (E, n): each row is in lowest terms."""
        return np.stack([numerators.sum(axis=1) for numerators in self.numerators], axis=1)

    @cached_property
    def profiles(self) -> tuple[NDArray[np.float64], ...]:
        """The probabilities rounded to floats: an array per player, shape (E, actions)."""
        parts = self._split(self.columns.numerators)
        profiles = tuple(part / np.maximum(part.sum(axis=1, keepdims=True), 1) for part in parts)
        for row, numbers in self.columns.long.items():
            for strategy, part in zip(profiles, self._split(np.array([numbers], dtype=np.object_)), strict=True):
                strategy[row] = [float(Fraction(whole, sum(part[0]))) for whole in part[0]]
        return profiles

    @cached_property
    def payoffs(self) -> NDArray[np.float64]:
        """The expected payoffs in floats, shape (E, n)."""
        found = np.empty((int(self.offsets[-1]), len(self.games.shape)))
        for start in range(0, len(self), _CHUNK):
            stop = min(start + _CHUNK, len(self))
            first, last = self.offsets[start], self.offsets[stop]
            expected = np.repeat(self.games.floats(start, stop), self.counts[start:stop], axis=0)
            for strategies in reversed(self.profiles):
                expected = np.einsum("e...a,ea->e...", expected, strategies[first:last])
            found[first:last] = expected
        return found

    def _row(self, row: int) -> tuple[int, ...]:
        return self.columns.long.get(row) or tuple(self.columns.numerators[row].tolist())

    def _split(self, rows: NDArray[Any]) -> tuple[NDArray[Any], ...]:
        return tuple(np.split(rows, np.cumsum(self.games.shape)[:-1], axis=1))

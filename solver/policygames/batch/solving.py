"""Solving many games: fast paths in chunks, side by side, and the one loop for what they leave."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor, wait
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames import registry
from policygames.batch.columns import columns, lacking
from policygames.batch.proposals import PROPOSALS, UNDONE, Proposed, nothing
from policygames.budget import Budget, Cancelled, budget_for
from policygames.certificates import Reason, Termination
from policygames.errors import UnsupportedError
from policygames.games import NormalFormGame
from policygames.games.batch import GameBatch
from policygames.numerics.stepwise import finished
from policygames.results import Solution
from policygames.results.columns import ROUTES, Columns
from policygames.results.solution_batch import SolutionBatch
from policygames.search import solve, stream

_CHUNK = 2048
"""Games at once, fewer of large ones: some milliseconds of work, some megabytes of memory."""
_CHUNK_PAYOFFS = 2**18


def solve_many(
    payoffs: Any,
    concept: str = "nash",
    *,
    deadline: float | None = None,
    cancelled: Cancelled | None = None,
    certify: bool = True,
) -> SolutionBatch:
    """The equilibria of many games of one shape by `concept`, "nash" or "pure_nash", exact and complete where proven.

    `payoffs` is a GameBatch or what GameBatch takes: shape (N, n, m0, m1, …), ints or floats, the latter as the exact
    numbers that they are. Two players with up to four actions each, and pure equilibria of any game, have fast paths
    that answer only what they prove; the other games are solved one by one, as by `pg.solve`. `.routes` says which.

    Every equilibrium is checked by the definition on the payoffs as they are; with `certify=False` those of the fast
    paths are not, and `.warnings` says so. `deadline` is in seconds from now: after it, or Ctrl-C, the games that were
    not reached have no equilibria and the coverage SOME, and `.termination` says why.

    Raises GameError, naming the game and the place, for payoffs that are none; UnsupportedError for another concept.
    """
    budget = budget_for(deadline, None, cancelled)
    games = payoffs if isinstance(payoffs, GameBatch) else GameBatch(payoffs)
    wanted = registry.concept(concept)
    if concept not in PROPOSALS:
        choices = tuple(PROPOSALS)
        message = f"{concept} is not solved in bulk; there are {', '.join(choices)}"
        told = {"concept": concept}
        raise UnsupportedError(message, reason="CONCEPT_UNSUITED", path="concept", variables=told, choices=choices)
    run = _Run(games, concept, budget)
    proposed = run.proposed(certify=certify)
    for chunk in proposed if wanted.always_exists else ():
        chunk.counts[chunk.counts == 0] = UNDONE  # never so, by a theorem; the loop would say what is wrong
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(chunk.counts for chunk in proposed)])
    searched = run.searched(np.flatnonzero(counts == UNDONE))
    table = columns(proposed, searched, sum(games.shape))
    warnings = (*(() if certify else (UNCHECKED,)), *lacking(searched))
    return SolutionBatch(games, concept, table, searched, solve, unsearched, run.termination(table), warnings)


def unsearched(game: NormalFormGame, concept: str) -> Solution:
    """What a search that never began says of a game."""
    return finished(stream(game, concept, None, Budget(expires=-math.inf), {}))


UNCHECKED = "equilibria found by fast paths were not checked on the payoffs, as certify=False asks"


class _Run:
    """A run under way: until the budget says stop, or somebody presses Ctrl-C."""

    def __init__(self, games: GameBatch, concept: str, budget: Budget) -> None:
        self.games, self.concept, self.budget = games, concept, budget
        self.stopped: Termination | None = None

    def proposed(self, *, certify: bool) -> list[Proposed]:
        """What the fast path says of all games. Kernels and numpy let go of the lock: threads work side by side."""
        step = max(1, min(_CHUNK, _CHUNK_PAYOFFS // (len(self.games.shape) * prod(self.games.shape))))
        starts = range(0, len(self.games), step)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            chunks = [pool.submit(self._chunk, start, min(start + step, len(self.games)), certify) for start in starts]
            try:
                wait(chunks)
            except KeyboardInterrupt:
                self.stopped = INTERRUPTED
            return [chunk.result() for chunk in chunks]

    def _chunk(self, start: int, stop: int, certify: bool) -> Proposed:  # noqa: FBT001 - for a pool's submit
        if self._stops():
            return nothing(self.games, stop - start)
        return PROPOSALS[self.concept](self.games, start, stop, certify=certify)

    def searched(self, left: NDArray[np.intp]) -> dict[int, Solution]:
        """The solutions of games one by one, by their numbers."""
        found: dict[int, Solution] = {}
        try:
            for game in map(int, left):
                if self._stops():
                    break
                search = stream(self.games[game], self.concept, None, self.budget, {})
                found[game] = finished(search)
                if found[game].termination.reason is Reason.CANCELLED:
                    self.stopped = found[game].termination
        except KeyboardInterrupt:
            self.stopped = INTERRUPTED
        return found

    def _stops(self) -> bool:
        if self.stopped is None and self.budget.cancelled.is_set():
            self.stopped = Termination(Reason.CANCELLED, "the caller went away")
        if self.stopped is None and self.budget.remaining() <= 0:
            self.stopped = Termination(Reason.DEADLINE, "the deadline passed during the search")
        return self.stopped is not None

    def termination(self, table: Columns) -> Termination:
        """Why the run ended, and how many games were reached if not all."""
        left = int((table.routes == ROUTES.index("not reached")).sum())
        if self.stopped is None:
            return Termination(Reason.COMPLETED)
        detail = f"{self.stopped.detail}: {left} of {len(self.games)} games were not reached"
        return Termination(self.stopped.reason, detail)


INTERRUPTED = Termination(Reason.CANCELLED, "interrupted at the keyboard")

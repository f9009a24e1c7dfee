"""Solving many games: fast paths in chunks, side by side, and the one loop for what they leave."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from math import prod
from typing import Any

import numpy as np

from policygames import registry
from policygames.batch.columns import columns
from policygames.batch.proposals import PROPOSALS, UNDONE, Proposed
from policygames.batch.solutions import SolutionBatch
from policygames.errors import UnsupportedError
from policygames.games.batch import GameBatch
from policygames.search import solve

_CHUNK = 2048
"""Games at once, fewer of large ones: some milliseconds of work, some megabytes of memory."""
_CHUNK_PAYOFFS = 2**18


def solve_many(payoffs: Any, concept: str = "nash") -> SolutionBatch:
    """The equilibria of many games of one shape by `concept`, "nash" or "pure_nash", exact and complete where proven.

    `payoffs` is a GameBatch or what GameBatch takes: shape (N, n, m0, m1, …), ints or floats, the latter as the exact
    numbers that they are. Two players with up to four actions each, and pure equilibria of any game, have fast paths
    that answer only what they prove; the other games are solved one by one, as by `pg.solve`. `.routes` says which.

    Raises GameError, naming the game and the place, for payoffs that are none; UnsupportedError for another concept.
    """
    games = payoffs if isinstance(payoffs, GameBatch) else GameBatch(payoffs)
    wanted = registry.concept(concept)
    if concept not in PROPOSALS:
        choices = tuple(PROPOSALS)
        message = f"{concept} is not solved in bulk; there are {', '.join(choices)}"
        raise UnsupportedError(message, reason="CONCEPT_UNSUITED", path="concept", choices=choices)
    proposed = _proposed(games, concept)
    for chunk in proposed if wanted.always_exists else ():
        chunk.counts[chunk.counts == 0] = UNDONE  # never so, by a theorem; the loop would say what is wrong
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(chunk.counts for chunk in proposed)])
    searched = {int(game): solve(games[int(game)], concept) for game in np.flatnonzero(counts == UNDONE)}
    return SolutionBatch(games, concept, columns(proposed, searched, sum(games.shape)), searched)


def _proposed(games: GameBatch, concept: str) -> list[Proposed]:
    """What the fast path says of all games. Kernels and numpy let go of the lock, so threads work side by side."""
    step = max(1, min(_CHUNK, _CHUNK_PAYOFFS // (len(games.shape) * prod(games.shape))))
    starts = range(0, len(games), step)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda start: PROPOSALS[concept](games, start, min(start + step, len(games))), starts))

"""Fast paths: all equilibria of a chunk of games at once, or word that a game is left to the loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from policygames.games.batch import GameBatch
from policygames.numerics.best_responses import pure_equilibria_of_many

UNDONE = -1
ROUTES = ("search", "compared", "closed form")
"""The loop, one by one; comparing payoffs; closed forms in whole numbers."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The complete lists of equilibria of G games.

    `counts` (G,) is UNDONE where nothing is said of a game; `numerators` (E, m0 + m1 + …) holds the equilibria of the
    others in the order of the games, probabilities of each player over their sum, in lowest terms; `routes` (G,) says
    how each was found, as an index of ROUTES.
    """

    counts: NDArray[np.int64]
    numerators: NDArray[np.int64]
    routes: NDArray[np.uint8]


Proposal = Callable[[GameBatch, int, int], Proposed]
"""proposal(batch, start, stop): what a fast path says of games start … stop - 1."""


def pure(batch: GameBatch, start: int, stop: int) -> Proposed:
    """All pure equilibria, by comparing payoffs as they are: exact for any number of players, and complete."""
    games, profiles = pure_equilibria_of_many(batch.payoffs[start:stop])
    counts = np.bincount(games, minlength=stop - start).astype(np.int64)
    firsts = np.cumsum([0, *batch.shape[:-1]])
    numerators = np.zeros((len(games), sum(batch.shape)), dtype=np.int64)
    np.put_along_axis(numerators, profiles + firsts, 1, axis=1)
    return Proposed(counts, numerators, _all_by("compared", stop - start))


def extreme(batch: GameBatch, start: int, stop: int) -> Proposed:
    """All extreme equilibria of two-player games of up to four actions each, by closed forms."""
    if len(batch.shape) != 2 or max(batch.shape) > 4:
        return _nothing(batch, stop - start)
    from policygames.numerics.bulk.games import solved  # loads a compiler

    payoffs, fits = batch.integers(start, stop)
    counts = np.full(stop - start, UNDONE, dtype=np.int64)
    counts[fits], numerators = solved(payoffs if fits.all() else payoffs[fits])
    return Proposed(counts, numerators, _all_by("closed form", stop - start))


def _nothing(batch: GameBatch, games: int) -> Proposed:
    numerators = np.zeros((0, sum(batch.shape)), dtype=np.int64)
    return Proposed(np.full(games, UNDONE, dtype=np.int64), numerators, _all_by("search", games))


def _all_by(route: str, games: int) -> NDArray[np.uint8]:
    return np.full(games, ROUTES.index(route), dtype=np.uint8)


PROPOSALS: dict[str, Proposal] = {"nash": extreme, "pure_nash": pure}
"""The fast path of each concept that has one."""

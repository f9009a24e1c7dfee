"""Fast paths: all equilibria of a chunk of games at once, or word that a game is left to the loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import mul
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from policygames.batch.long_rows import strategy
from policygames.games.batch import GameBatch
from policygames.numerics.best_responses import pure_equilibria_of_many
from policygames.results.columns import ROUTES

UNDONE = -1


@dataclass(frozen=True, slots=True)
class Proposed:
    """The complete lists of equilibria of G games.

    `counts` (G,) is UNDONE where nothing is said of a game; `numerators` (E, m0 + m1 + …) holds the equilibria of the
    others in the order of the games, probabilities of each player over their sum, in lowest terms; `routes` (G,) says
    how each was found, as an index of ROUTES. Rows in `long` do not fit into int64.
    """

    counts: NDArray[np.int64]
    numerators: NDArray[np.int64]
    routes: NDArray[np.uint8]
    long: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


class Proposal(Protocol):
    """What a fast path says of games start … stop - 1; with `certify` each equilibrium is checked by the definition."""

    def __call__(self, batch: GameBatch, start: int, stop: int, *, certify: bool) -> Proposed:
        """The lists of those games that it can answer."""


def pure(batch: GameBatch, start: int, stop: int, *, certify: bool) -> Proposed:  # noqa: ARG001 - this is the definition
    """All pure equilibria, by comparing payoffs as they are: exact for any number of players, and complete."""
    games, profiles = pure_equilibria_of_many(batch.payoffs[start:stop])
    counts = np.bincount(games, minlength=stop - start).astype(np.int64)
    firsts = np.cumsum([0, *batch.shape[:-1]])
    numerators = np.zeros((len(games), sum(batch.shape)), dtype=np.int64)
    np.put_along_axis(numerators, profiles + firsts, 1, axis=1)
    return Proposed(counts, numerators, _all_by("compared", stop - start))


def extreme(batch: GameBatch, start: int, stop: int, *, certify: bool) -> Proposed:
    """All extreme equilibria of two-player games of up to four actions each, by closed forms of any length."""
    if len(batch.shape) != 2 or max(batch.shape) > 4:
        return nothing(batch, stop - start)
    from policygames.numerics.bulk.games import solved  # loads a compiler

    payoffs, fits = batch.integers(start, stop)
    counts = np.full(stop - start, UNDONE, dtype=np.int64)
    counts[fits], numerators = solved(payoffs if fits.all() else payoffs[fits])
    found = Proposed(counts, numerators, _all_by("closed form", stop - start))
    left = np.flatnonzero(fits & (counts == UNDONE))
    found = _filled(found, left, _long(payoffs[left])) if len(left) else found
    return checked(payoffs, found) if certify else found


def checked(payoffs: NDArray[np.int64], found: Proposed) -> Proposed:
    """`found` without the games, shape (G, 2, m, n), in which something listed is no equilibrium: left to the loop."""
    from policygames.numerics.bulk.checking import equilibria  # loads a compiler

    games = np.repeat(np.arange(len(payoffs)), np.maximum(found.counts, 0))
    holds = equilibria(payoffs, games, found.numerators)
    for row, whole in found.long.items():
        holds[row] = _plays_best(payoffs[games[row]], whole)
    if holds.all():
        return found
    counts = found.counts.copy()
    counts[games[~holds]] = UNDONE
    kept = counts[games] != UNDONE
    places = np.cumsum(kept) - 1
    long = {int(places[row]): whole for row, whole in found.long.items() if kept[row]}
    return Proposed(counts, found.numerators[kept], found.routes, long)


def _plays_best(payoffs: NDArray[np.int64], whole: Sequence[int]) -> bool:
    """Whether these weights, in numbers of any length, are an equilibrium: all that is played is a best reply."""
    first, second = whole[: payoffs.shape[1]], whole[payoffs.shape[1] :]
    sides = (first, second, payoffs[0].tolist()), (second, first, payoffs[1].T.tolist())
    for own, other, replies in sides:
        paid = [sum(map(mul, row, other)) for row in replies]
        if (
            min(own) < 0
            or not any(own)
            or any(value < max(paid) for value, weight in zip(paid, own, strict=True) if weight)
        ):
            return False
    return True


def _long(payoffs: NDArray[np.int64]) -> Proposed:
    """The same for games whose minors are too long for int64."""
    from policygames.numerics.bulk.long_games import LONG, solved

    counts, labels, numerators = solved(payoffs)
    games = np.repeat(np.arange(len(payoffs)), np.maximum(counts, 0))
    rows = np.flatnonzero((numerators == LONG).any(axis=1))
    exact = {int(row): _exactly(payoffs[games[row]], *labels[row].tolist()) for row in rows}
    return Proposed(counts, numerators, _all_by("long form", len(payoffs)), exact)


def _exactly(payoffs: NDArray[np.int64], first: int, second: int) -> tuple[int, ...]:
    """The only profile with these labels, each numbered from its own player's actions on."""
    return strategy(payoffs[1].T.tolist(), first) + strategy(payoffs[0].tolist(), second)


def _filled(found: Proposed, left: NDArray[np.int64], more: Proposed) -> Proposed:
    """`found` with the games `left`, which it leaves, filled in by `more`."""
    counts, routes = found.counts.copy(), found.routes.copy()
    counts[left], routes[left] = more.counts, more.routes
    rows = np.repeat(np.isin(np.arange(len(counts)), left), np.maximum(counts, 0))
    numerators = np.zeros((len(rows), found.numerators.shape[1]), dtype=np.int64)
    numerators[~rows], numerators[rows] = found.numerators, more.numerators
    places = np.flatnonzero(rows)
    return Proposed(counts, numerators, routes, {int(places[row]): whole for row, whole in more.long.items()})


def nothing(batch: GameBatch, games: int) -> Proposed:
    """What is said where nothing is."""
    numerators = np.zeros((0, sum(batch.shape)), dtype=np.int64)
    return Proposed(np.full(games, UNDONE, dtype=np.int64), numerators, _all_by("search", games))


def _all_by(route: str, games: int) -> NDArray[np.uint8]:
    return np.full(games, ROUTES.index(route), dtype=np.uint8)


PROPOSALS: dict[str, Proposal] = {"nash": extreme, "pure_nash": pure}
"""The fast path of each concept that has one."""

"""Columns of equilibria: what fast paths and the loop found, put in the order of the games."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from policygames.batch.proposals import UNDONE, Proposed
from policygames.certificates import Coverage
from policygames.games import MixedProfile
from policygames.results import Solution
from policygames.results.columns import ROUTES, Columns, whole_numbers

_FITS = 2**53
"""Numerators up to this are exact in floats and in int64; a row with a larger one is kept apart."""


def columns(proposed: Sequence[Proposed], searched: Mapping[int, Solution], width: int) -> Columns:
    """The columns of all games: the fast paths' chunks, and by number the solutions of the games that these left."""
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(chunk.counts for chunk in proposed)])
    numerators = np.concatenate([np.zeros((0, width), dtype=np.int64), *(chunk.numerators for chunk in proposed)])
    routes = np.concatenate([np.zeros(0, dtype=np.uint8), *(chunk.routes for chunk in proposed)])
    fast = counts != UNDONE
    coverage = np.where(counts == 0, _code(Coverage.NONE_EXIST), _code(Coverage.ALL)).astype(np.uint8)
    counts[~fast], coverage[~fast], routes[~fast] = 0, _code(Coverage.SOME), ROUTES.index("not reached")
    for game, solution in searched.items():
        counts[game] = len(_rational(solution))
        whole = counts[game] == len(solution.equilibria)
        coverage[game] = _code(solution.coverage if whole else Coverage.SOME)
        routes[game] = ROUTES.index("search")
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    long = _long_rows(proposed)
    if not searched:
        return Columns(offsets, numerators, long, coverage, routes)
    places = np.flatnonzero(np.repeat(fast, counts))
    rows = {int(places[row]): whole for row, whole in long.items()} | _rows(searched, offsets)
    merged = np.zeros((int(offsets[-1]), width), dtype=np.int64)
    merged[places] = numerators
    for row, whole in rows.items():
        merged[row] = whole if max(whole) <= _FITS else 0
    return Columns(offsets, merged, {row: whole for row, whole in rows.items() if max(whole) > _FITS}, coverage, routes)


def _long_rows(proposed: Sequence[Proposed]) -> dict[int, tuple[int, ...]]:
    """The rows of all chunks that do not fit into int64, numbered through."""
    starts = np.cumsum([0, *(len(chunk.numerators) for chunk in proposed)]).tolist()
    chunks = zip(starts, proposed, strict=False)
    return {start + row: whole for start, chunk in chunks for row, whole in chunk.long.items()}


def _code(coverage: Coverage) -> int:
    return [*Coverage].index(coverage)


def _rows(searched: Mapping[int, Solution], offsets: NDArray[np.int64]) -> dict[int, tuple[int, ...]]:
    return {
        int(offsets[game]) + place: whole_numbers(profile)
        for game, solution in searched.items()
        for place, profile in enumerate(_rational(solution))
    }


def _rational(solution: Solution) -> list[MixedProfile]:
    """The profiles of those equilibria that have a rational form: rows hold no others."""
    return [equilibrium.exact for equilibrium in solution.equilibria if equilibrium.exact is not None]


def lacking(searched: Mapping[int, Solution]) -> tuple[str, ...]:
    """A warning where equilibria have no rational form, and so no row."""
    games = [game for game, solution in searched.items() if len(_rational(solution)) < len(solution.equilibria)]
    if not games:
        return ()
    words = f"game {games[0]} has" if len(games) == 1 else f"{len(games)} games, the first of them {games[0]}, have"
    return (f"{words} equilibria without a rational form: the columns lack them, the solutions one by one hold them",)

"""Optimal strategies of zero-sum games by linear programming, made exact where the optimal basis allows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import MixedProfile, NormalFormGame, Strategy
from policygames.games.profiles import pure_as_mixed
from policygames.games.sums import constant_sum
from policygames.numerics.dense.compiling import worth_compiling
from policygames.numerics.dense.payoffs import Reals, scaled_floats
from policygames.numerics.matrix_games import at_supports, basis_by_simplex, near_basis, saddle, supports_of
from policygames.registry import Method, Proposals

INEXACT = (
    "the linear program was solved in floats and its basis gave no exact solution: the certificate bounds the gain"
)

MOST_BITS = 2**13
"""The longest numbers, about, in optimal strategies that are computed: a second or so for each player."""
LONG = (
    f"optimal strategies would be in numbers of more than {MOST_BITS} bits: those given are near them, and the "
    "certificate bounds the gain"
)


def accepts(game: NormalFormGame) -> str:
    """Empty for two players whose payoffs sum to a constant."""
    if len(game.shape) != 2:
        return "it takes games of two players"
    return (
        "" if constant_sum(game) is not None else "it takes games whose payoffs sum to the same number in every profile"
    )


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """One optimal strategy per player: a saddle point, or a linear program's solution and its dual.

    Large games go through our own simplex method first, which is faster on dense tableaus; HiGHS has the last word.
    Where optimal strategies are in numbers of MOST_BITS and more, strategies near them are proposed.

    Source: Dantzig, A proof of the equivalence of the programming problem and the game problem (1951).
    """
    payoffs = game.numerators[0]
    place = saddle(payoffs)
    if place is not None:
        yield pure_as_mixed(place, game.shape)
        return Claim(Coverage.ALL)
    floats = scaled_floats(payoffs)
    yield None
    ends = (yield from basis_by_simplex(floats)) if worth_compiling(sum(game.shape)) else None
    if ends and (near := _near(game, floats, *ends)):
        return (yield from _bounded(near, LONG))
    exact = (yield from at_supports(payoffs, floats, (ends[0], ends[1], ends[1], ends[0]))) if ends else None
    if exact:
        yield exact
        return Claim(Coverage.ALL)
    strategies, failure = _optimal_floats(floats, budget)
    if strategies is None:
        return Claim(Coverage.SOME, warnings=(failure,))
    exact = yield from at_supports(payoffs, floats, supports_of(floats, *strategies))
    if exact:
        yield exact
        return Claim(Coverage.ALL)
    return (yield from _bounded(tuple(map(_rounded, strategies)), INEXACT))


def _bounded(profile: MixedProfile, warning: str) -> Proposals:
    """A profile that the concept can only bound the gain of: said before, as the search may end with it."""
    claim = Claim(Coverage.SOME, warnings=(warning,))
    yield claim
    yield profile
    return claim


def _optimal_floats(floats: Reals, budget: Budget) -> tuple[tuple[Reals, Reals] | None, str]:
    """The row's and the column's optimal strategies in floats, or what HiGHS says instead."""
    from scipy.optimize import linprog  # 200 ms to import: only where a program is solved

    limit = {"time_limit": budget.remaining()} if budget.remaining() < _LONG else {}
    rows, columns = floats.shape
    result: Any = linprog(-np.ones(columns), floats, np.ones(rows), method="highs", options=limit)
    if result.status != 0:
        return None, f"HiGHS: {result.message}"
    column, row = result.x, -result.ineqlin.marginals
    return (row / row.sum(), column / column.sum()), ""


_LONG = 1e9  # seconds; HiGHS takes no infinite limit


def _near(game: NormalFormGame, floats: Reals, rows: Sequence[int], columns: Sequence[int]) -> MixedProfile | None:
    """Strategies near the optimal ones, where these would take more than MOST_BITS; None where they would not."""
    payoffs = game.numerators[0]
    bits = (int(payoffs.max()) - int(payoffs.min())).bit_length()
    near = near_basis(floats, rows, columns) if len(rows) * bits > MOST_BITS else None
    return tuple(map(_rounded, near)) if near else None


def _rounded(strategy: Reals) -> Strategy:
    """The floats as exact probabilities in units of 2^-52, the greatest of them taking up what is left of 1."""
    counts = [int(count) for count in np.rint(np.maximum(strategy, 0) * _PARTS)]
    greatest = counts.index(max(counts))
    counts[greatest] += _PARTS - sum(counts)
    return tuple(Fraction(count, _PARTS) for count in counts)


_PARTS = 2**52


METHOD = Method(
    id="linear_programming",
    concept="zero_sum",
    source="Dantzig (1951), in Activity Analysis of Production and Allocation, 330-335; HiGHS by scipy",
    accepts=accepts,
    propose=propose,
)

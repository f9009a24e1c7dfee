"""Optimal strategies of zero-sum games by linear programming, made exact where the optimal basis allows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame, Strategy
from policygames.games.profiles import pure_as_mixed
from policygames.games.sums import constant_sum
from policygames.numerics.dense.compiling import worth_compiling
from policygames.numerics.dense.payoffs import Reals, scaled_floats
from policygames.numerics.matrix_games import at_supports, by_simplex, saddle, supports_of
from policygames.registry import Method, Proposals

INEXACT = (
    "the linear program was solved in floats and its basis gave no exact solution: the certificate bounds the gain"
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

    Source: Dantzig, A proof of the equivalence of the programming problem and the game problem (1951).
    """
    payoffs = game.numerators[0]
    place = saddle(payoffs)
    if place is not None:
        yield pure_as_mixed(place, game.shape)
        return Claim(Coverage.ALL)
    floats = scaled_floats(payoffs)
    yield None
    exact = (yield from by_simplex(payoffs, floats)) if worth_compiling(sum(game.shape)) else None
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
    yield tuple(_rounded(strategy.tolist()) for strategy in strategies)
    return Claim(Coverage.SOME, warnings=(INEXACT,))


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


def _rounded(strategy: Sequence[float]) -> Strategy:
    """The floats as exact probabilities: negative ones dropped, the sum brought to 1."""
    kept = [Fraction(max(probability, 0.0)) for probability in strategy]
    total = sum(kept)
    return tuple(probability / total for probability in kept)


METHOD = Method(
    id="linear_programming",
    concept="zero_sum",
    source="Dantzig (1951), in Activity Analysis of Production and Allocation, 330-335; HiGHS by scipy",
    accepts=accepts,
    propose=propose,
)

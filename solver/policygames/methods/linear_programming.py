"""Optimal strategies of zero-sum games by linear programming, made exact where the optimal basis allows."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import MixedProfile, NormalFormGame, Strategy
from policygames.games.profiles import pure_as_mixed, whole_weights
from policygames.games.sums import constant_sum
from policygames.numerics.dense.compiling import worth_compiling
from policygames.numerics.dense.payoffs import Reals, scaled_floats
from policygames.numerics.dense.simplex import MatrixGame, Status
from policygames.numerics.indifference import indifferent
from policygames.registry import Method, Proposals

TOLERANCE = 1e-9
"""How near, on payoffs scaled to [1, 2], a probability or a slack lies to the 0 that it is taken for."""
INEXACT = (
    "the linear program was solved in floats and its basis gave no exact solution: the certificate bounds the gain"
)
Integers: TypeAlias = NDArray[Any]
Supports: TypeAlias = tuple[list[int], list[int], list[int], list[int]]
"""Rows played, columns tied against them; columns played, rows tied against them."""


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
    saddle = _saddle(payoffs)
    if saddle is not None:
        yield pure_as_mixed(saddle, game.shape)
        return Claim(Coverage.ALL)
    floats = scaled_floats(payoffs)
    yield None
    exact = (yield from _by_simplex(payoffs, floats)) if worth_compiling(sum(game.shape)) else None
    if exact:
        yield exact
        return Claim(Coverage.ALL)
    strategies, failure = _optimal_floats(floats, budget)
    if strategies is None:
        return Claim(Coverage.SOME, warnings=(failure,))
    exact = yield from _solved(payoffs, floats, _supports(floats, *strategies))
    if exact:
        yield exact
        return Claim(Coverage.ALL)
    yield tuple(_rounded(strategy.tolist()) for strategy in strategies)
    return Claim(Coverage.SOME, warnings=(INEXACT,))


def _saddle(payoffs: Integers) -> tuple[int, int] | None:
    """A row and a column whose entry is the greatest of its column and the least of its row."""
    row, column = int(np.argmax(payoffs.min(axis=1))), int(np.argmin(payoffs.max(axis=0)))
    return (row, column) if payoffs[row].min() == payoffs[:, column].max() else None


Exact: TypeAlias = Generator[None, None, MixedProfile | None]


def _by_simplex(payoffs: Integers, floats: Reals) -> Exact:
    search = MatrixGame(floats)
    while search.status is Status.GOING:
        search.advance()
        yield None
    if search.status is Status.STUCK:
        return None
    rows, columns = search.supports()
    return (yield from _solved(payoffs, floats, (rows, columns, columns, rows)))


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


def _supports(floats: Reals, row: Reals, column: Reals) -> Supports:
    to_row, to_column = floats @ column, row @ floats
    tied_rows, tied_columns = to_row >= to_row.max() - TOLERANCE, to_column <= to_column.min() + TOLERANCE
    one, two, three, four = (
        np.flatnonzero(chosen).tolist() for chosen in (row > TOLERANCE, tied_columns, column > TOLERANCE, tied_rows)
    )
    return one, two, three, four


def _solved(payoffs: Integers, floats: Reals, supports: Supports) -> Exact:
    """The strategies solved exactly on the actions that they play and the replies that they leave tied, if optimal."""
    rows, tied_columns, columns, tied_rows = supports
    first = yield from indifferent(payoffs[np.ix_(rows, tied_columns)].T.tolist())
    second = (yield from indifferent(payoffs[np.ix_(tied_rows, columns)].tolist())) if first else None
    if not first or not second:
        return None
    profile = _placed(first, rows, payoffs.shape[0]), _placed(second, columns, payoffs.shape[1])
    yield None
    least = _least(payoffs, floats, profile[0], tied_columns)
    most = _least(payoffs.T, 3 - floats.T, profile[1], tied_rows, sign=-1)
    return profile if least is not None and least == most else None


def _least(payoffs: Integers, floats: Reals, strategy: Strategy, tied: Sequence[int], sign: int = 1) -> Fraction | None:
    """What a strategy over the rows gets from the columns `tied`, None where another pays less (more for the sign -1).

    `floats` are the payoffs times the sign, scaled to [1, 2]: they leave no doubt about columns that pay more by
    TOLERANCE, since sums of probabilities times such numbers err by far less.
    """
    expected = np.array([*map(float, strategy)]) @ floats
    doubtful = set(np.flatnonzero(expected <= expected.min() + TOLERANCE).tolist()) - set(tied)
    weights, scale = whole_weights(strategy)
    sums = [sign * _dot(weights, payoffs[:, column].tolist()) for column in (tied[0], *doubtful)]
    return Fraction(sign * sums[0], scale) if sums[0] == min(sums) else None


def _dot(weights: dict[int, int], values: Sequence[int]) -> int:
    return sum(weight * values[action] for action, weight in weights.items())


def _placed(chances: Sequence[Fraction], actions: Sequence[int], count: int) -> Strategy:
    placed = dict(zip(actions, chances, strict=True))
    return tuple(placed.get(action, _ZERO) for action in range(count))


_ZERO = Fraction(0)


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

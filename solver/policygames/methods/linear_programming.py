"""Optimal strategies of zero-sum games by linear programming, made exact where the optimal basis allows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import MixedProfile, NormalFormGame, Strategy
from policygames.games.sums import constant_sum
from policygames.numerics.gauge import Matrix, transposed
from policygames.numerics.indifference import making_indifferent
from policygames.registry import Method, Proposals

TOLERANCE = 1e-9
"""How near, on payoffs scaled to [1, 2], a probability or a slack lies to the 0 that it is taken for."""
MOST_PLAYED = 60
"""The most actions in a support for which the exact system is solved: its numbers grow with the support."""
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
    """One optimal strategy per player from one linear program by HiGHS: its solution and its dual.

    Source: Dantzig, A proof of the equivalence of the programming problem and the game problem (1951).
    """
    payoffs: Matrix = game.numerators[0].tolist()
    strategies, failure = _optimal_floats(payoffs, budget)
    if strategies is None:
        return Claim(Coverage.SOME, warnings=(failure,))
    exact = _exact(payoffs, *strategies)
    if exact and _value_to_row(payoffs, exact[0]) == _value_to_column(payoffs, exact[1]):
        yield exact
        return Claim(Coverage.ALL)
    yield tuple(_rounded(strategy) for strategy in strategies)
    return Claim(Coverage.SOME, warnings=(INEXACT,))


def _optimal_floats(payoffs: Matrix, budget: Budget) -> tuple[tuple[list[float], list[float]] | None, str]:
    import numpy as np
    from scipy.optimize import linprog  # 200 ms to import: only where a program is solved

    low, high = min(map(min, payoffs)), max(map(max, payoffs))
    scaled = np.array([[1 + (entry - low) / (high - low or 1) for entry in row] for row in payoffs])
    limit = {"time_limit": budget.remaining()} if budget.remaining() < _LONG else {}
    result: Any = linprog(-np.ones(scaled.shape[1]), scaled, np.ones(scaled.shape[0]), method="highs", options=limit)
    if result.status != 0:
        return None, f"HiGHS: {result.message}"
    column, row = result.x, -result.ineqlin.marginals
    return ((row / row.sum()).tolist(), (column / column.sum()).tolist()), ""


_LONG = 1e9  # seconds; HiGHS takes no infinite limit


def _exact(payoffs: Matrix, row: Sequence[float], column: Sequence[float]) -> MixedProfile | None:
    """The strategies solved exactly on the actions that they play and the replies that they leave tied."""
    first = _solved(transposed(payoffs), row, best=min)
    second = _solved(payoffs, column, best=max)
    return (first, second) if first and second else None


def _solved(payoffs: Matrix, strategy: Sequence[float], best: Any) -> Strategy | None:
    played = [action for action, probability in enumerate(strategy) if probability > TOLERANCE]
    if len(played) > MOST_PLAYED:
        return None
    low, high = min(map(min, payoffs)), max(map(max, payoffs))
    expected = [sum((reply[a] - low) / (high - low or 1) * strategy[a] for a in played) for reply in payoffs]
    tied = [index for index, payoff in enumerate(expected) if abs(payoff - best(expected)) <= TOLERANCE]
    return making_indifferent(payoffs, played, tied)


def _value_to_row(payoffs: Matrix, strategy: Strategy) -> Fraction:
    return min(_dot(strategy, column) for column in zip(*payoffs, strict=True))


def _value_to_column(payoffs: Matrix, strategy: Strategy) -> Fraction:
    return max(_dot(strategy, row) for row in payoffs)


def _dot(strategy: Strategy, payoffs: Sequence[int]) -> Fraction:
    return sum((p * u for p, u in zip(strategy, payoffs, strict=True) if p), Fraction(0))


def _rounded(strategy: Sequence[float]) -> Strategy:
    """The floats as exact probabilities: negative ones dropped, the sum brought to 1."""
    kept = [Fraction(max(probability, 0.0)) for probability in strategy]
    return tuple(probability / sum(kept) for probability in kept)


METHOD = Method(
    id="linear_programming",
    concept="zero_sum",
    source="Dantzig (1951), in Activity Analysis of Production and Allocation, 330-335; HiGHS by scipy",
    accepts=accepts,
    propose=propose,
)

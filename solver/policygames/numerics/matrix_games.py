"""Exact optimal strategies of matrix games: saddle points, supports that floats name, and integer pivots at last."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.numerics.dense.compiling import worth_compiling
from policygames.numerics.dense.payoffs import Reals, scaled_floats
from policygames.numerics.dense.simplex import MatrixGame, Status
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.indifference import indifferent
from policygames.numerics.programs import Program
from policygames.numerics.stepwise import finished

TOLERANCE = 1e-9
"""How near, on payoffs scaled to [1, 2], a probability or a slack lies to the 0 that it is taken for."""
Integers: TypeAlias = NDArray[Any]
"""Whole numbers, shape (rows, columns): what who chooses the row gets from who chooses the column."""
Chances: TypeAlias = tuple[Fraction, ...]
Pair: TypeAlias = tuple[Chances, Chances]
"""An optimal strategy over the rows and one over the columns."""
Supports: TypeAlias = tuple[list[int], list[int], list[int], list[int]]
"""Rows played, columns tied against them; columns played, rows tied against them."""
_LITTLE = 40_000
"""Pivots times entries up to which whole numbers take some tenths of a second: less than to load a compiler."""
_ZERO, _ONE = Fraction(0), Fraction(1)


def optimal_pair(payoffs: Integers) -> Pair:
    """Exact optimal strategies of both players."""
    return finished(optimal_pair_stepwise(payoffs))


def optimal_pair_stepwise(payoffs: Integers) -> Generator[None, None, Pair]:
    """The same in slices, a None after each.

    Source: Dantzig, A proof of the equivalence of the programming problem and the game problem (1951).
    """
    place = saddle(payoffs)
    if place is not None:
        return placed([_ONE], place[:1], payoffs.shape[0]), placed([_ONE], place[1:], payoffs.shape[1])
    little = min(payoffs.shape) * payoffs.size <= _LITTLE
    if not little and worth_compiling(sum(payoffs.shape)):
        found = yield from by_simplex(payoffs, scaled_floats(payoffs))
        if found:
            return found
    return (yield from _by_pivots(payoffs))


def saddle(payoffs: Integers) -> tuple[int, int] | None:
    """A row and a column whose entry is the greatest of its column and the least of its row."""
    row, column = int(np.argmax(payoffs.min(axis=1))), int(np.argmin(payoffs.max(axis=0)))
    return (row, column) if payoffs[row].min() == payoffs[:, column].max() else None


def _by_pivots(payoffs: Integers) -> Generator[None, None, Pair]:
    """Strategies by the simplex method in whole numbers: max sum(y), payoffs · y <= 1, y >= 0, with payoffs above 0."""
    if payoffs.shape[0] > payoffs.shape[1]:
        column, row = yield from _by_pivots(-payoffs.T)
        return row, column
    low, (rows, columns) = int(payoffs.min()), payoffs.shape
    slacks = np.eye(rows, dtype=int).tolist()
    whole = [
        [int(entry) - low + 1 for entry in row] + slack for row, slack in zip(payoffs.tolist(), slacks, strict=True)
    ]
    program = Program(whole, [1] * rows)
    yield from program.feasible()
    yield from program.maximized([1] * columns + [0] * rows)
    total, played = program.value, program.solution()[:columns]
    secured = program.reduced(range(columns, columns + rows))
    return tuple(one / total for one in secured), tuple(one / total for one in played)


def by_simplex(payoffs: Integers, floats: Reals) -> Generator[None, None, Pair | None]:
    """Strategies at the basis that the simplex method in floats ends with; None where it is not proven optimal.

    `floats` are the payoffs scaled to [1, 2].
    """
    ends = yield from basis_by_simplex(floats)
    if ends is None:
        return None
    rows, columns = ends
    return (yield from at_supports(payoffs, floats, (rows, columns, columns, rows)))


def basis_by_simplex(floats: Reals) -> Generator[None, None, tuple[list[int], list[int]] | None]:
    """The rows and the columns, as many, that the simplex method in floats ends with; None where it gets stuck."""
    search = MatrixGame(floats)
    while search.status is Status.GOING:
        search.advance()
        yield None
    return None if search.status is Status.STUCK else search.supports()


def near_basis(floats: Reals, rows: Sequence[int], columns: Sequence[int]) -> tuple[Reals, Reals] | None:
    """Strategies in floats over these rows and columns that nobody can improve on by TOLERANCE; None without such."""
    square = floats[np.ix_(rows, columns)]
    ones, row, column = np.ones(len(rows)), np.zeros(floats.shape[0]), np.zeros(floats.shape[1])
    try:
        row[rows], column[columns] = np.linalg.solve(square.T, ones), np.linalg.solve(square, ones)
    except np.linalg.LinAlgError:
        return None
    row, column = (np.maximum(own, 0) / np.maximum(own, 0).sum() for own in (row, column))
    gap = (floats @ column).max() - (row @ floats).min()
    return (row, column) if gap <= TOLERANCE else None


def supports_of(floats: Reals, row: Reals, column: Reals) -> Supports:
    """What two strategies in floats play, and which replies to them tie."""
    to_row, to_column = floats @ column, row @ floats
    tied_rows, tied_columns = to_row >= to_row.max() - TOLERANCE, to_column <= to_column.min() + TOLERANCE
    one, two, three, four = (
        np.flatnonzero(chosen).tolist() for chosen in (row > TOLERANCE, tied_columns, column > TOLERANCE, tied_rows)
    )
    return one, two, three, four


def at_supports(payoffs: Integers, floats: Reals, supports: Supports) -> Generator[None, None, Pair | None]:
    """The strategies solved exactly on the actions that they play and the replies that they leave tied, if optimal."""
    rows, tied_columns, columns, tied_rows = supports
    first = yield from indifferent(payoffs[np.ix_(rows, tied_columns)].T.tolist())
    second = (yield from indifferent(payoffs[np.ix_(tied_rows, columns)].tolist())) if first else None
    if not first or not second:
        return None
    pair = placed(first, rows, payoffs.shape[0]), placed(second, columns, payoffs.shape[1])
    yield None
    least = _least(payoffs, floats, pair[0], tied_columns)
    most = _least(payoffs.T, 3 - floats.T, pair[1], tied_rows, sign=-1)
    return pair if least is not None and least == most else None


def _least(payoffs: Integers, floats: Reals, strategy: Chances, tied: Sequence[int], sign: int = 1) -> Fraction | None:
    """What a strategy over the rows gets from the columns `tied`, None where another pays less (more for the sign -1).

    `floats` are the payoffs times the sign, scaled to [1, 2]: they leave no doubt about columns that pay more by
    TOLERANCE, since sums of probabilities times such numbers err by far less.
    """
    expected = np.array([*map(float, strategy)]) @ floats
    doubtful = set(np.flatnonzero(expected <= expected.min() + TOLERANCE).tolist()) - set(tied)
    played = [action for action, chance in enumerate(strategy) if chance]
    scale = common_denominator(strategy[action] for action in played)
    weights = dict(zip(played, over([strategy[action] for action in played], scale), strict=True))
    sums = [sign * _dot(weights, payoffs[:, column].tolist()) for column in (tied[0], *doubtful)]
    return Fraction(sign * sums[0], scale) if sums[0] == min(sums) else None


def _dot(weights: dict[int, int], values: Sequence[int]) -> int:
    return sum(weight * values[action] for action, weight in weights.items())


def placed(chances: Sequence[Fraction], actions: Sequence[int], count: int) -> Chances:
    """The strategy over `count` actions that plays `actions` with these chances."""
    found = dict(zip(actions, chances, strict=True))
    return tuple(found.get(action, _ZERO) for action in range(count))

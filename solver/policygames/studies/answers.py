"""Columns of answers: what was found in each game, exact, a row a game, as parts hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from policygames.batch import SolutionBatch, solve_many
from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import PolicyGamesError
from policygames.games.batch import GameBatch
from policygames.studies.chunks import Failures

FIELDS = (
    pa.field("error", pa.string(), metadata={"what": "REASON: message of a game that was not solved"}),
    pa.field("coverage", pa.string(), metadata={"what": "what is proven about the list: ALL, SOME or NONE_EXIST"}),
    pa.field("route", pa.string(), metadata={"what": "search: the loop, one by one; the others are fast paths"}),
    pa.field("equilibria", pa.int64(), metadata={"what": "how many were found", "unit": "1"}),
    pa.field(
        "numerators",
        pa.large_list(pa.int64()),
        metadata={"what": "equilibrium by equilibrium, player by player: probabilities, each player's over their sum"},
    ),
    pa.field(
        "long_numerators",
        pa.large_list(pa.string()),
        metadata={"what": "the same in place of numerators where some do not fit into 64 bits"},
    ),
    pa.field("payoffs", pa.large_list(pa.float64()), metadata={"what": "equilibrium by equilibrium, one per player"}),
)
"""What every kind of study says of a game."""


def is_fast(shape: Sequence[int], concept: str) -> bool:
    """Whether games of this shape are answered together, every equilibrium of each of them in the columns."""
    return concept == "pure_nash" or (concept == "nash" and len(shape) == 2 and max(shape) <= _FAST)


_FAST = 4
"""Actions of two players up to which closed forms list all extreme equilibria."""


def solved_games(batch: GameBatch, concept: str, *, certify: bool, first: int, failed: Failures) -> pa.Table:
    """The answers of all games of `batch`, of a fast shape, whose numbers begin with `first`."""
    whole: list[pa.Table] = []
    for start, stop in _between(len(batch), [row - first for row in failed]):
        tried = start == stop - 1 and first + start in failed
        whole.append(
            failure(failed[first + start]) if tried else _solved(batch, (start, stop), concept, certify=certify)
        )
    return pa.concat_tables(whole or [no_answers()])


def _between(size: int, marked: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of rows that cover all, the marked ones alone."""
    start = 0
    for row in sorted(marked):
        if start < row:
            yield start, row
        yield row, row + 1
        start = row + 1
    if start < size:
        yield start, size


def _solved(batch: GameBatch, run: tuple[int, int], concept: str, *, certify: bool) -> pa.Table:
    """The answers of a run of games; where one of them breaks the solver, halves are tried, down to that game."""
    start, stop = run
    part = GameBatch(batch.payoffs[start:stop], batch.denominators[start:stop] if _divided(batch) else None)
    try:
        found = solve_many(part, concept, certify=certify)
        check_uninterrupted(found.termination)
        return answers(found)
    except Exception as error:  # noqa: BLE001 - the border: one game's failure is a row, and the run goes on
        if stop - start == 1:
            return failure(described(error))
    middle = (start + stop) // 2
    halves = (_solved(batch, half, concept, certify=certify) for half in ((start, middle), (middle, stop)))
    return pa.concat_tables(halves)


def check_uninterrupted(termination: Termination) -> None:
    """Raises KeyboardInterrupt where a search gave what it had at Ctrl-C: that is no row, a repeat would differ."""
    if termination.reason is Reason.CANCELLED:
        raise KeyboardInterrupt


def _divided(batch: GameBatch) -> bool:
    return batch.payoffs.dtype == np.int64


def described(error: BaseException) -> str:
    """An error as it stands in a row: "REASON: message"; of an unforeseen one its type alone, and what it says."""
    if isinstance(error, PolicyGamesError):
        return f"{error.reason}: {error}"
    return f"INTERNAL: {type(error).__name__}: {error}"


def answers(batch: SolutionBatch) -> pa.Table:
    """The columns FIELDS of many games of one shape."""
    size, columns = len(batch), batch.columns
    width, players = columns.numerators.shape[1], len(batch.games.shape)
    long = _long_games(batch)
    numerators = _lists(columns.numerators.ravel(), columns.offsets * width, long)
    columns_of: dict[str, pa.Array] = {
        "error": pa.nulls(size, pa.string()),
        "coverage": pa.array(_COVERAGES[columns.coverage], pa.string()),
        "route": pa.array(batch.routes, pa.string()),
        "equilibria": pa.array(batch.counts, pa.int64()),
        "numerators": numerators,
        "long_numerators": _long_lists(batch, long),
        "payoffs": _lists(batch.payoffs.ravel(), columns.offsets * players, np.zeros(size, dtype=np.bool_)),
    }
    return pa.Table.from_pydict(columns_of, schema=pa.schema(FIELDS))


_COVERAGES = np.array([str(one.value) for one in Coverage], dtype=np.object_)
_Numbers: TypeAlias = NDArray[np.int64] | NDArray[np.float64]


def _lists(values: _Numbers, offsets: NDArray[np.int64], missing: NDArray[np.bool_]) -> pa.Array:
    """Lists of values between offsets, null where missing: what lies there is left out.

    Offsets that are null themselves would say so too, but then the list before a null one takes its values.
    """
    if not missing.any():
        return pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(values))
    counts = np.diff(offsets)
    kept = values[np.repeat(~missing, counts)]
    starts = np.concatenate([[0], np.cumsum(np.where(missing, 0, counts))])
    return pa.LargeListArray.from_arrays(pa.array(starts, pa.int64()), pa.array(kept), mask=pa.array(missing))


def _long_games(batch: SolutionBatch) -> NDArray[np.bool_]:
    """Which games have an equilibrium that does not fit into 64 bits."""
    long = np.zeros(len(batch), dtype=np.bool_)
    long[batch.game_of[list(batch.columns.long)]] = True
    return long


def _long_lists(batch: SolutionBatch, long: NDArray[np.bool_]) -> pa.Array:
    lists: list[list[str] | None] = [None] * len(batch)
    whole = batch.numerators
    for game in np.flatnonzero(long).tolist():
        rows = range(*batch.offsets[game : game + 2].tolist())
        lists[game] = [str(value) for row in rows for player in whole for value in player[row].tolist()]
    return pa.array(lists, pa.large_list(pa.string()))


def failure(error: str) -> pa.Table:
    """The row of a game that was not solved."""
    return pa.Table.from_pylist([{"error": error}], schema=pa.schema(FIELDS))


def no_answers() -> pa.Table:
    """No rows."""
    return pa.schema(FIELDS).empty_table()

"""Outcomes: one label per draw, the set of its equilibria by who plays what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from policygames.certificates import Coverage

SEPARATOR = " | "
FAILED, UNPROVEN, NONE, NOT_LISTED = "error: ", "at least: ", "none", "not listed"
"""Beginnings of labels of what is not known whole; labels of no equilibrium, and of nothing that is known."""
FOR_EVER, PLAYED, DRAWN = "for ever: ", "played: ", "drawn: "
"""Beginnings of labels of repeated games, whose profiles can be played so, and of what a mediator draws."""


def unproven(outcome: str) -> bool:
    """Whether the label stands for a game that failed, a list that may be incomplete, or none."""
    return outcome.startswith((FAILED, UNPROVEN)) or outcome == NOT_LISTED


def members(outcome: str) -> list[str]:
    """The equilibria, or what can be played, that a label names."""
    named = outcome.removeprefix(UNPROVEN)
    for kind in (FOR_EVER, PLAYED):
        named = named.removeprefix(kind)
    return named.split(SEPARATOR)


@dataclass(frozen=True, slots=True)
class Plays:
    """The ids of the actions of each player, in the order of `numerators`."""

    actions: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Entries an equilibrium."""
        return sum(map(len, self.actions))

    def words(self, played: Sequence[int | bool]) -> str:
        """Who plays what with a chance above 0: (open, buy); several of a player as open+ban."""
        flags = iter(played)
        return f"({', '.join('+'.join(name for name in own if next(flags)) for own in self.actions)})"


def labels(table: pa.Table, plays: Plays, special: Sequence[str | None] | None = None) -> pa.Array:
    """The outcome of each row of answers; `special` holds labels of rows that have others, as they are.

    Where no equilibrium is listed although there may be some, the outcome is NOT_LISTED.
    """
    named = np.array([NONE] * len(table), dtype=np.object_)
    usual = np.array([label is None for label in special or [None] * len(table)], dtype=np.bool_)
    _name_lists(table["numerators"].combine_chunks(), usual, plays, named)
    for row in np.flatnonzero(_valid(table["long_numerators"]) & usual).tolist():
        numbers = [text != "0" for text in table["long_numerators"][row].as_py()]
        named[row] = _joined({plays.words(numbers[i : i + plays.width]) for i in range(0, len(numbers), plays.width)})
    listed = named != NONE
    some = pc.is_in(table["coverage"], pa.array([Coverage.SOME.value])).to_numpy()
    named[some & listed] = UNPROVEN + named[some & listed]
    named[~listed & ~_none_exist(table["coverage"])] = NOT_LISTED
    for row, label in enumerate(special or ()):
        named[row] = named[row] if label is None else label
    for row in np.flatnonzero(_valid(table["error"])).tolist():
        named[row] = FAILED + table["error"][row].as_py().partition(":")[0]
    return pa.array(named, pa.string())


def _none_exist(coverage: pa.ChunkedArray) -> NDArray[np.bool_]:
    proven: NDArray[np.bool_] = pc.is_in(coverage, pa.array([Coverage.NONE_EXIST.value])).to_numpy()
    return proven


def _valid(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    valid: NDArray[np.bool_] = column.is_valid().to_numpy()
    return valid


def _joined(words: set[str]) -> str:
    return SEPARATOR.join(sorted(words)) or NONE


def _name_lists(lists: pa.Array, usual: NDArray[np.bool_], plays: Plays, named: NDArray[np.object_]) -> None:
    """Names the usual rows whose equilibria stand in `lists`, each different set of supports once."""
    rows = np.flatnonzero(lists.is_valid().to_numpy(zero_copy_only=False) & usual)
    chosen = lists if len(rows) == len(lists) else lists.take(pa.array(rows))
    counts = np.asarray(pc.list_value_length(chosen)) // plays.width
    played = np.asarray(chosen.flatten()).reshape(-1, plays.width) > 0
    supports, numbers = _distinct(played)
    words = [plays.words(support) for support in supports.tolist()]
    starts = np.cumsum(counts) - counts
    for count in np.unique(counts[counts > 0]).tolist():
        mine = np.flatnonzero(counts == count)
        sets = np.sort(numbers[starts[mine][:, None] + np.arange(count)], axis=1)
        kinds, which = _distinct(sets)
        names = np.array([_joined({words[one] for one in kind}) for kind in kinds.tolist()], dtype=np.object_)
        named[rows[mine]] = names[which]


def _distinct(rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """The distinct rows of small whole numbers, and which of them each row is."""
    base = int(rows.max(initial=0)) + 1
    if base ** rows.shape[1] >= 2**63:
        kinds, which = np.unique(rows, axis=0, return_inverse=True)
        return kinds, which.ravel()
    codes = rows @ np.array([base**place for place in range(rows.shape[1])], dtype=np.int64)  # sorts much faster
    _, first, which = np.unique(codes, return_index=True, return_inverse=True)
    return rows[first], which

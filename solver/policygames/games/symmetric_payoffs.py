"""The payoffs of like players: asked of a function for every case, or read from tables; exact either way."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from policygames.errors import GameError
from policygames.games.tensors import Integers, opened, whole_row
from policygames.numerics.compositions import compositions


def asked_rows(
    sizes: Sequence[int], groups: Sequence[str], actions: Sequence[Sequence[str]], payoff: Callable[..., Any]
) -> list[tuple[Integers, int]]:
    """Per group all payoffs as whole numbers over one denominator, in the order of `SymmetricGame.numerators`."""
    if not callable(payoff):
        message = f"payoff is of type {type(payoff).__name__}; wanted: a function of an action and the counts"
        raise GameError(message, reason="NOT_A_NUMBER", path="payoff", variables={"kind": type(payoff).__name__})
    return [_asked(group, sizes, groups, actions, payoff) for group in range(len(sizes))]


def _asked(
    group: int,
    sizes: Sequence[int],
    groups: Sequence[str],
    actions: Sequence[Sequence[str]],
    payoff: Callable[..., Any],
) -> tuple[Integers, int]:
    others = [
        compositions(size - (index == group), len(names)).tolist()
        for index, (size, names) in enumerate(zip(sizes, actions, strict=True))
    ]
    values, paths = [], []
    for action, name in enumerate(actions[group]):
        for rows in itertools.product(*others):
            counts = [dict(zip(names, row, strict=True)) for names, row in zip(actions, rows, strict=True)]
            counts[group][name] += 1
            if len(groups) == 1:
                values.append(payoff(name, counts[0]))
            else:
                values.append(payoff(groups[group], name, dict(zip(groups, counts, strict=True))))
            paths.append((action, rows))
    return whole_row(values, lambda at: f"payoff({actions[group][paths[at][0]]!r}, others: {list(paths[at][1])})")


def given_rows(tables: Sequence[Any], shapes: Sequence[tuple[int, int]]) -> list[tuple[Integers, int]]:
    """The same from nested lists: per group one list per own action, each over the counts of the others."""
    return [
        _given(table, shape, f"payoffs[{group}]")
        for group, (table, shape) in enumerate(zip(tables, shapes, strict=True))
    ]


def _given(table: Any, shape: tuple[int, int], path: str) -> tuple[Integers, int]:
    rows = [opened(row) for row in opened(table) or ()]
    if len(rows) != shape[0] or any(row is None or len(row) != shape[1] for row in rows):
        message = f"payoffs are {shape[0]} lists, one per own action, of {shape[1]} numbers, one per others' counts"
        raise GameError(message, reason="RAGGED_PAYOFFS", path=path, variables={"wanted": shape})
    values = [value for row in rows if row is not None for value in row]
    return whole_row(values, lambda at: f"{path}[{at // shape[1]}][{at % shape[1]}]")

"""Ranges of versions, as `extends` writes them: ^1.0, ~1.2, >=1.1 <2, 1.0.0 or *."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TypeAlias

Version: TypeAlias = tuple[int, int, int]
Condition: TypeAlias = Callable[[Version], bool]
MAX_CONDITIONS = 8
_PART = re.compile(r"(\^|~|>=|<=|>|<|=)?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?", re.ASCII)
_COMPARISONS: dict[str, Callable[[Version, Version], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def read_version(text: str) -> Version:
    """The version that three numbers with dots between spell."""
    first, second, third = text.split(".")
    return int(first), int(second), int(third)


def read_range(text: str) -> tuple[Condition, ...]:
    """The conditions of a range, all of which must hold. Raises ValueError for what is no range."""
    parts = text.replace(",", " ").split()
    if not parts or len(parts) > MAX_CONDITIONS:
        raise ValueError(text)
    return tuple(condition for part in parts if part != "*" for condition in _conditions(part))


def _conditions(part: str) -> tuple[Condition, ...]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(part)
    sign, *numbers = match.groups()
    given = [int(number) for number in numbers if number is not None]
    low = [*given, 0, 0][:3]
    version = low[0], low[1], low[2]
    if sign in _COMPARISONS:
        return (lambda other: _COMPARISONS[sign](other, version),)
    high = _next(given, sign or "=")
    return (lambda other: other >= version, lambda other: other < high)


def _next(given: list[int], sign: str) -> Version:
    """The first version past ^, ~ or the numbers alone: of ^ the first number that is not 0 stays, of ~ the first two.

    Source: the range rules of npm's node-semver.
    """
    kept = {
        "^": next((place for place, number in enumerate(given) if number), len(given) - 1),
        "~": min(1, len(given) - 1),
    }
    last = kept.get(sign, len(given) - 1)
    raised = [*given[:last], given[last] + 1, 0, 0][:3]
    return raised[0], raised[1], raised[2]

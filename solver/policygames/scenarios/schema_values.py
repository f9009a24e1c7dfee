"""Values that only scenario files have: ranges, numbers of periods, of members and of decimals, tables of formulas."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator

from policygames.games.repeated import MAX_PERIODS
from policygames.games.symmetric import MAX_LIKE_PLAYERS
from policygames.scenarios.field_types import SCALAR, Number, Words, bad, described, read_whole
from policygames.scenarios.located import unlocated
from policygames.scenarios.reading import shortened

ALL = "all"
"""Stands for every player."""
MAX_PLACES = 12
"""The most decimals to which draws are snapped."""
_PERIODS = [{"const": "infinite"}, {"type": "integer", "minimum": 1, "maximum": MAX_PERIODS}]


def _pair(numbers: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        raise bad("a range is two numbers, the lower one first")
    return numbers


def _places(value: Any) -> int | None:
    number = read_whole(value)
    if number > MAX_PLACES:
        raise bad(f"{number} decimals; allowed: up to {MAX_PLACES}")
    return number


def _members(value: Any) -> int | None:
    number = read_whole(value)
    if not 1 <= number <= MAX_LIKE_PLAYERS:
        raise bad(f"{number} members; allowed: 1 to {MAX_LIKE_PLAYERS}")
    return number


def _cells(value: Any) -> Any:
    if not isinstance(value, list):
        raise bad("a list of lists of numbers or formulas is needed")
    return unlocated(value)


def _for_all(value: Any) -> Any:
    return {ALL: value} if isinstance(value, str) else value


def _periods(value: Any) -> int | None:
    text = str(value)
    if text == "infinite":
        return None
    if len(text) > 5 or not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MAX_PERIODS:
        allowed = f"whole numbers from 1 to {MAX_PERIODS}, or infinite"
        raise bad(f"{shortened(text)} is no number of periods; allowed: {allowed}")
    return int(text)


Range: TypeAlias = Annotated[tuple[Number, ...], AfterValidator(_pair)]
"""Two numbers, the lower one first; empty where there is none."""
Places: TypeAlias = Annotated[int | None, described(_places, type="integer", minimum=0, maximum=MAX_PLACES)]
Members: TypeAlias = Annotated[int | None, described(_members, type="integer", minimum=1, maximum=MAX_LIKE_PLAYERS)]
Periods: TypeAlias = Annotated[int | None, described(_periods, anyOf=_PERIODS)]
ByPlayer: TypeAlias = Annotated[
    dict[Words, Words], described(_for_all, anyOf=[SCALAR, {"type": "object", "additionalProperties": SCALAR}])
]
"""A formula for each player, or one for all."""
Table: TypeAlias = Annotated[list[Any], described(_cells, type="array")]
"""Lists within lists of formulas."""

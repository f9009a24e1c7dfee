"""Closed sets of words as enums of messages, by name; UNSPECIFIED and unknown values are refused."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from policygames.errors import GameError

Word = TypeVar("Word", bound=StrEnum)


def enum_value(word: StrEnum, enum: Any, prefix: str) -> Any:  # Any: the stubs give every enum a type of its own
    """The value of the message enum `enum` that stands for `word`; its names are those of the words after `prefix`."""
    return enum.Value(f"{prefix}_{word.name}")


def read_enum(value: int, words: type[Word], enum: Any, prefix: str, path: str) -> Word:
    """The word that `value` stands for. Raises GameError at `path` for UNSPECIFIED, and for values unknown here."""
    names = {enum.Value(f"{prefix}_{word.name}"): word for word in words}
    if value not in names:
        given = f"unknown ({value})" if value else "missing"
        message = f"the value is {given}; allowed: {', '.join(word.name for word in words)}"
        raise GameError(message, reason="UNSPECIFIED_VALUE", path=path)
    return names[value]

"""Fields of results that are made when they are first read: most of what a search proves is never looked at."""

from __future__ import annotations

from collections.abc import Callable
from types import MemberDescriptorType
from typing import Any


class Later:
    """Stands in a field for what `make()` gives; nobody who reads the field sees it."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def made_when_read(owner: type, *fields: str) -> None:
    """Let these slots of `owner` take a Later; it is replaced by its value when the field is first read.

    Comparing, hashing, printing, copying and pickling read fields: they see values.
    """
    for field in fields:
        setattr(owner, field, _Field(vars(owner)[field]))


class _Field:
    """A slot that makes what it holds."""

    def __init__(self, slot: MemberDescriptorType) -> None:
        self._slot = slot

    def __get__(self, instance: Any, owner: type | None = None) -> Any:  # whatever the field holds
        if instance is None:
            return self
        value = self._slot.__get__(instance, owner)
        if not isinstance(value, Later):
            return value
        made = value.make()
        self._slot.__set__(instance, made)
        return made

    def __set__(self, instance: Any, value: Any) -> None:  # reached by the constructor only: the owner is frozen
        self._slot.__set__(instance, value)

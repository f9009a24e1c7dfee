"""Where in a message something is wrong: paths made longer on the way out, and keys that may come only once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from policygames.errors import GameError

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@contextmanager
def under(prefix: str) -> Iterator[None]:
    """Puts the paths of GameErrors raised inside under `prefix`."""
    try:
        yield
    except GameError as error:
        error.path = f"{prefix}.{error.path}" if error.path else prefix
        raise


def unrepeated(pairs: Iterable[tuple[Key, Value]], path: str) -> dict[Key, Value]:
    """The pairs as a mapping. Raises GameError where a key comes twice."""
    found: dict[Key, Value] = {}
    for index, (key, value) in enumerate(pairs):
        if key in found:
            message, where = f"{key!r} is given twice", f"{path}[{index}]"
            raise GameError(message, reason="DUPLICATE_LABEL", path=where, variables={"label": key})
        found[key] = value
    return found

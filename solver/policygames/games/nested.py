"""Nested lists of numbers of any kind, read exactly into one flat list and a shape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.errors import GameError
from policygames.games.limits import MAX_PAYOFFS, too_large
from policygames.games.tensors import opened
from policygames.numerics.exact import exact


def shape_along_first(nested: Any, most: int) -> tuple[int, ...]:
    """How many entries there are at each depth, followed along the first ones; `most` depths are looked at."""
    shape: list[int] = []
    while len(shape) <= most and (entries := opened(nested)) is not None:
        shape.append(len(entries))
        if not entries:
            break
        nested = entries[0]
    return tuple(shape)


def flat_numbers(nested: Any, shape: Sequence[int], path: str) -> list[Fraction]:
    """The numbers of a nesting of this shape, the last index fastest.

    Raises GameError, naming the place under `path`, where the nesting is another or an entry is no number.
    """
    if math.prod(shape) > MAX_PAYOFFS:
        message = f"{math.prod(shape)} numbers; allowed: up to {MAX_PAYOFFS}"
        raise too_large(message, path, numbers=math.prod(shape), limit=MAX_PAYOFFS)
    if not shape:
        return [exact(nested, path)]
    entries = opened(nested)
    if entries is None or len(entries) != shape[0]:
        found = "a number" if entries is None else f"{len(entries)} entries"
        message = f"{found} where there should be a list of {shape[0]}"
        raise GameError(message, reason="RAGGED_PAYOFFS", path=path, variables={"given": found, "wanted": shape[0]})
    return [
        number for index, entry in enumerate(entries) for number in flat_numbers(entry, shape[1:], f"{path}[{index}]")
    ]

"""Payoff tensors read exactly: nested numbers of any kind become whole numbers over one denominator per player."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any, SupportsInt

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.limits import MAX_PLAYERS, check_bits, check_shape
from policygames.numerics.exact import exact, not_finite, over

Integers = NDArray[Any]
"""An array of whole numbers: int64 where they all fit, else Python ints in an object array."""
_INT64 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Tensor:
    """Payoffs as `numerators`, an array of shape (m0, m1, …) a player, over `denominators`, in lowest common terms."""

    numerators: tuple[Integers, ...]
    denominators: tuple[int, ...]


def read_tensor(payoffs: Any) -> Tensor:  # Any: whatever a caller writes is judged here
    """The exact tensor of nested sequences or arrays of numbers of shape (n, m0, m1, …).

    Raises GameError, naming the entry, where the nesting is ragged, a number is none, or a limit is passed.
    """
    if type(payoffs) is np.ndarray and payoffs.dtype.kind in "iuf" and payoffs.dtype.itemsize <= 8:
        check_shape(payoffs.shape or (0,))
        _check_finite(payoffs)
        rows: list[Integers | list[Fraction]] = list(payoffs.reshape(payoffs.shape[0], -1))
        shape = payoffs.shape
    else:
        flat, shape = _flattened(payoffs)
        size = len(flat) // shape[0]
        rows = [_row(flat, start, size, shape) for start in range(0, len(flat), size)]
    whole = [_whole(row) for row in rows]
    return Tensor(
        tuple(read_only(numerators.reshape(shape[1:])) for numerators, _ in whole), tuple(number for _, number in whole)
    )


def _check_finite(payoffs: NDArray[Any]) -> None:
    for position in np.flatnonzero(~np.isfinite(payoffs))[:1]:
        raise located(not_finite(payoffs.item(position), ""), np.unravel_index(int(position), payoffs.shape))


def located(error: GameError, index: Sequence[SupportsInt]) -> GameError:
    """The error, which now says at which player and profile."""
    player, *profile = map(int, index)
    error.path = "payoffs" + "".join(f"[{one}]" for one in (player, *profile))
    error.add_variables({"player": player, "profile": profile})
    return error


def _flattened(payoffs: Any) -> tuple[list[Any], tuple[int, ...]]:
    shape = _shape_along_first(payoffs)
    check_shape(shape)
    level = [payoffs]
    for depth, length in enumerate(shape):
        items = [opened(item) for item in level]
        for position, item in enumerate(items):
            if item is None or len(item) != length:
                raise _ragged(_place(position, shape[:depth]), length, item)
        level = list(chain.from_iterable(item for item in items if item is not None))
    return level, shape


def opened(item: Any) -> Sequence[Any] | None:
    """The items of a list, tuple or array; None for anything that holds no numbers."""
    if isinstance(item, (list, tuple)):
        return item
    if hasattr(item, "__array__") and not isinstance(item, np.generic):
        opened = np.asanyarray(item)
        if opened.ndim == 1 and opened.dtype.kind not in "mM":  # durations and dates become plain integers in a list
            return list(opened.tolist())
        return list(opened) if opened.ndim else None
    return None


def _shape_along_first(payoffs: Any) -> tuple[int, ...]:
    shape: list[int] = []
    while (items := opened(payoffs)) is not None and len(shape) <= MAX_PLAYERS + 1:
        shape.append(len(items))
        if not items:
            break
        payoffs = items[0]
    if not shape:
        variables = {
            "kind": type(payoffs).__name__,
            "wanted": "nested lists or an array of shape (n, m0, m1, …)",
        }
        message = f"payoffs are of type {variables['kind']}; wanted: {variables['wanted']}"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="payoffs", variables=variables)
    return tuple(shape)


def _place(position: int, shape: Sequence[int]) -> str:
    return "payoffs" + "".join(f"[{index}]" for index in np.unravel_index(position, shape)) if shape else "payoffs"


def _ragged(path: str, length: int, item: Sequence[Any] | None) -> GameError:
    found = "a number" if item is None else _entries(len(item))
    wanted = _entries(length)
    message = f"{found} where there should be {wanted}, as in the first"
    return GameError(message, reason="RAGGED_PAYOFFS", path=path, variables={"given": found, "wanted": wanted})


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _row(flat: list[Any], start: int, size: int, shape: tuple[int, ...]) -> Integers | list[Fraction]:
    """One player's payoffs: an array where all are plain ints or floats, else Fractions."""
    row = flat[start : start + size]
    kinds = set(map(type, row))
    if kinds == {float}:
        floats = np.array(row)
        if np.isfinite(floats).all():
            return floats
    if kinds == {int} and all(-_INT64 <= value <= _INT64 for value in row):
        return np.array(row, dtype=np.int64)
    for position, value in enumerate(row):
        if opened(value) is not None:
            raise GameError(
                "a list where a number is needed", reason="RAGGED_PAYOFFS", path=_place(start + position, shape)
            )
    return [_exact_at(value, start + position, shape) for position, value in enumerate(row)]


def _exact_at(value: Any, position: int, shape: tuple[int, ...]) -> Fraction:
    try:
        return exact(value)
    except GameError as error:
        located(error, np.unravel_index(position, shape))
        raise


def whole_row(values: Sequence[Any], place: Callable[[int], str]) -> tuple[Integers, int]:
    """Numbers of any kind as whole numbers over one denominator. Raises GameError at `place` of one that is none."""
    row: list[Fraction] = []
    for position, value in enumerate(values):
        try:
            row.append(exact(value))
        except GameError as error:
            error.path = place(position)
            raise
    return _whole(row)


def _whole(row: Integers | list[Fraction]) -> tuple[Integers, int]:
    if isinstance(row, list):
        denominator = _denominator(row)
        return _integers(over(row, denominator)), denominator
    if row.dtype.kind == "f":
        return _dyadic(row.astype(np.float64))
    return _integers(row.tolist()) if row.dtype.kind == "u" else row.astype(np.int64), 1


def _denominator(row: list[Fraction]) -> int:
    """The least common denominator, given up as soon as the payoffs over it would pass the limit."""
    denominator = 1
    for value in {value.denominator for value in row}:
        denominator = math.lcm(denominator, value)
        check_bits(denominator.bit_length(), max(len(row), _LEAST_ENTRIES), "payoffs")
    return denominator


_LEAST_ENTRIES = 2**12
"""Entries to count at least for the limit: no common denominator may pass 2^20 bits, it would take seconds to find."""


def _integers(values: list[int]) -> Integers:
    fits = all(-_INT64 <= value <= _INT64 for value in values)
    return np.array(values, dtype=np.int64 if fits else object)


def _dyadic(values: NDArray[np.float64]) -> tuple[Integers, int]:
    """Floats as whole numbers over the least power of two that makes all of them whole."""
    mantissas, exponents = np.frexp(values)
    whole = (mantissas * 2.0**53).astype(np.int64)
    zeros = np.frexp((whole & -whole).astype(np.float64))[1].astype(np.int64) - 1  # trailing zero bits
    odd, powers = whole >> np.maximum(zeros, 0), np.where(whole == 0, 0, exponents - 53 + zeros)
    shift = max(0, -int(powers.min()))
    powers = powers + shift
    if int((powers + 54 - zeros).max()) <= 62:
        return odd << powers, 1 << shift
    check_bits(int(powers.max()) + 54, len(values), "payoffs")
    return np.array(
        [int(value) << int(power) for value, power in zip(odd, powers, strict=True)], dtype=object
    ), 1 << shift


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """The array itself, which from now on nobody can write to."""
    array.flags.writeable = False
    return array

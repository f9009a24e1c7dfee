"""Draws: exact values of parameters, a row a draw, as whole numbers over one denominator per parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_DIGITS = 18
"""Digits of 64-bit whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Rows `first` … of a study: value j of row i is numerators[i, j] / denominators[j], of parameter names[j]."""

    first: int
    names: tuple[str, ...]
    numerators: NDArray[np.int64]
    denominators: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numerators)

    def values(self, row: int) -> dict[str, Fraction]:
        """Parameter → value, in one row."""
        numbers = zip(self.names, self.numerators[row].tolist(), self.denominators, strict=True)
        return {name: Fraction(numerator, denominator) for name, numerator, denominator in numbers}

    def exact(self) -> dict[str, list[Fraction]]:
        """Parameter → all its values."""
        columns = zip(self.names, self.numerators.T.tolist(), self.denominators, strict=True)
        return {name: [Fraction(value, denominator) for value in values] for name, values, denominator in columns}

    def floats(self) -> NDArray[np.float64]:
        """The values rounded to floats, shaped as the numerators."""
        return self.numerators / np.array(self.denominators, dtype=np.float64)

    def columns(self) -> list[pa.Array]:
        """A column per parameter: decimals where its denominator is a power of ten, else texts "p/q"."""
        return [_column(*one) for one in zip(self.numerators.T, self.denominators, strict=True)]

    def having(self, given: Mapping[str, Fraction]) -> Draws:
        """The same with these values in place of the drawn ones, in all rows."""
        kept = [place for place, name in enumerate(self.names) if name not in given]
        numbers = [value.as_integer_ratio() for value in given.values()]
        held = np.tile(np.array([value for value, _ in numbers], dtype=np.int64), (len(self), 1))
        numerators = np.concatenate([self.numerators[:, kept], held], axis=1)
        scales = (*(self.denominators[place] for place in kept), *(scale for _, scale in numbers))
        return Draws(self.first, (*(self.names[place] for place in kept), *given), numerators, scales)

    def __getitem__(self, rows: slice) -> Draws:
        start = rows.indices(len(self))[0]
        return Draws(self.first + start, self.names, self.numerators[rows], self.denominators)


def column_type(denominator: int) -> pa.DataType:
    """The type of the column of a parameter with this denominator."""
    places = len(str(denominator)) - 1
    return pa.decimal128(_DIGITS, places) if denominator == 10**places else pa.string()


def _column(numerators: NDArray[np.int64], denominator: int) -> pa.Array:
    kind = column_type(denominator)
    if pa.types.is_string(kind):
        return pa.array([str(Fraction(value, denominator)) for value in numerators.tolist()], kind)
    words = np.stack([numerators, numerators >> 63], axis=1)  # 128 bits, the low word first
    return pa.Array.from_buffers(kind, len(numerators), [None, pa.py_buffer(np.ascontiguousarray(words))])


def read_value(value: Any) -> Fraction:
    """The number that a cell of such a column holds."""
    return Fraction(value) if isinstance(value, (Decimal, str)) else Fraction(int(value))

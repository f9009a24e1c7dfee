"""Values of parameters, one a draw, as exact columns: floats snapped to the decimals that a parameter declares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.documents import Parameter, ScenarioDocument
from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.scenarios.expressions.columns import MOST, Column, constant
from policygames.scenarios.values import free_parameter

_WHOLE_FLOATS = 2**53
"""Floats up to this are exact whole numbers or lie between two of them."""
_BLOCK = 2**14


@dataclass(frozen=True, slots=True)
class Snapped:
    """The values of a parameter: whole numbers over one denominator."""

    numerators: NDArray[Any]
    """int64, or Python ints in an object array; shape (N,)."""
    denominator: int

    def __len__(self) -> int:
        return len(self.numerators)

    def __getitem__(self, draw: int) -> Fraction:
        """The exact value at a draw."""
        return Fraction(int(self.numerators[draw]), self.denominator)

    def column(self, start: int, stop: int, *, wide: bool) -> Column:
        """The values of some draws, as Python ints where they are `wide`."""
        part = self.numerators[start:stop]
        numerators = part.astype(object) if wide else part
        most = max(int(part.max()), -int(part.min())) if len(part) else 0
        return Column(numerators, self.denominator, most)


def snapped(document: ScenarioDocument, draws: Mapping[str, Any]) -> dict[str, Snapped]:
    """The exact values of each parameter in `draws`, all of one length.

    Floats are rounded to the parameter's `places`, so that the decimal that was meant is played; ints, Fractions,
    Decimals and texts are taken as they are. Raises GameError, its path the parameter and the draw, for an unknown
    name, a formula, what is no number, a value outside the range, and columns of different lengths.
    """
    found = {name: _snapped(free_parameter(document, name), values) for name, values in draws.items()}
    lengths = {name: len(values) for name, values in found.items()}
    if len(set(lengths.values())) > 1:
        words = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise GameError(f"columns differ in length: {words}", reason="SHAPE_DATA_MISMATCH", path="draws")
    return found


def columns_of(values: Mapping[str, Fraction]) -> dict[str, Column]:
    """The same values for all draws."""
    return {name: constant(value.numerator, value.denominator) for name, value in values.items()}


def _snapped(parameter: Parameter, values: Any) -> Snapped:
    if isinstance(values, Snapped):
        return values
    array = np.asarray(values) if isinstance(values, np.ndarray) else _array(values)
    if array.ndim != 1:
        message = f"a column has shape (draws,), not {array.shape}"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=parameter.id)
    column = _from_floats(parameter, array) if array.dtype.kind == "f" else _exact(parameter, array)
    _check_range(parameter, column)
    return column


def _array(values: Sequence[Any]) -> NDArray[Any]:
    """Plain ints and floats as numpy takes them, everything else as it is."""
    items = list(values)
    kinds = set(map(type, items))
    if kinds == {float} or (kinds == {int} and all(abs(item) <= MOST for item in items)):
        return np.array(items)
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def _from_floats(parameter: Parameter, array: NDArray[Any]) -> Snapped:
    scale = 10**parameter.places
    whole = np.empty(len(array), dtype=np.int64)
    for start in range(0, len(array), _BLOCK):
        part = slice(start, start + _BLOCK)
        whole[part] = _rounded(parameter, array[part].astype(np.float64), scale, start)
    return Snapped(whole, scale)


def _rounded(parameter: Parameter, values: NDArray[np.float64], scale: int, start: int) -> NDArray[np.int64]:
    """Floats times `scale` as whole numbers; those within the range are not rounded beyond its ends."""
    whole = np.rint(values * scale)
    fits = np.abs(whole) <= _WHOLE_FLOATS  # of what is no number too
    if not fits.all():
        draw = int(np.argmin(fits))
        message = f"{values[draw]} cannot be snapped to {parameter.places} decimals"
        raise GameError(message, reason="NON_FINITE_PAYOFF", path=f"{parameter.id}[{start + draw}]")
    rounded: NDArray[np.int64] = whole.astype(np.int64)
    if parameter.range is None:
        return rounded
    low, high = parameter.range
    inside = (values >= float(low)) & (values <= float(high))
    least = math.ceil(low * scale)
    return np.where(inside, np.clip(rounded, least, max(math.floor(high * scale), least)), rounded)


def _exact(parameter: Parameter, array: NDArray[Any]) -> Snapped:
    if array.dtype.kind in "iu" and (not len(array) or max(int(array.max()), -int(array.min())) <= MOST):
        return Snapped(array.astype(np.int64), 1)
    fractions = [_fraction(parameter, value, draw) for draw, value in enumerate(array.tolist())]
    denominator = math.lcm(*(value.denominator for value in fractions))
    whole = [value.numerator * (denominator // value.denominator) for value in fractions]
    narrow = all(abs(number) <= MOST for number in whole)
    return Snapped(np.array(whole, dtype=np.int64 if narrow else object), denominator)


def _fraction(parameter: Parameter, value: Any, draw: int) -> Fraction:
    path = f"{parameter.id}[{draw}]"
    if isinstance(value, float) and math.isfinite(value):
        return Fraction(round(Fraction(value) * 10**parameter.places), 10**parameter.places)
    return exact(value, path)


def _check_range(parameter: Parameter, column: Snapped) -> None:
    if parameter.range is None or not len(column):
        return
    low, high = (end * column.denominator for end in parameter.range)
    wrong = (column.numerators < math.ceil(low)) | (column.numerators > math.floor(high))
    if wrong.any():
        draw = int(np.argmax(wrong))
        ends = f"{parameter.range[0]} to {parameter.range[1]}"
        message = f"{column[draw]} is outside the range; allowed: {ends}"
        raise GameError(message, reason="PARAMETER_RANGE", path=f"{parameter.id}[{draw}]")

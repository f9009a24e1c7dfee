"""Axes: what each drawn parameter may be, and the decimals to which its draws are snapped."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from policygames.documents import Parameter, ScenarioDocument
from policygames.errors import GameError

MOST_PLACES = 12
_EXTREME = 2.0**-54
"""How near to 0 and 1 a quantile of the normal distribution is asked for."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A parameter drawn from `low` to `high`, in multiples of 10^-places, by a distribution with these numbers."""

    name: str
    low: Fraction
    high: Fraction
    places: int
    distribution: str = "uniform"
    numbers: Mapping[str, Fraction] | None = None

    @property
    def denominator(self) -> int:
        """What numerators of draws are divided by."""
        return int(10**self.places)

    @property
    def first(self) -> int:
        """The least numerator within the range."""
        return math.ceil(self.low * self.denominator)

    @property
    def last(self) -> int:
        """The largest numerator within the range."""
        return math.floor(self.high * self.denominator)

    def snapped(self, quantiles: NDArray[np.float64]) -> NDArray[np.int64]:
        """The numerators, within the range, of the values at these quantiles, each in [0, 1)."""
        if self.distribution in ("uniform", "discrete"):
            steps = self.last - self.first + 1  # all steps equally likely, both ends included
            return np.minimum(self.first + (quantiles * steps).astype(np.int64), self.last)
        values = _QUANTILES[self.distribution](quantiles, self.numbers or {})
        return np.clip(np.rint(values * float(self.denominator)), self.first, self.last).astype(np.int64)

    def spread(self, levels: int) -> NDArray[np.int64]:
        """`levels` numerators from end to end, evenly as far as the decimals allow."""
        places = np.arange(levels, dtype=np.int64)
        return self.first + (places * (self.last - self.first)) // max(levels - 1, 1)


def _triangular(quantiles: NDArray[np.float64], numbers: Mapping[str, Fraction]) -> NDArray[np.float64]:
    """Inverse of the triangular distribution function (Kotz and van Dorp, Beyond Beta, 2004, section 1.1)."""
    low, mode, high = (float(numbers[name]) for name in ("low", "mode", "high"))
    if high == low:
        return np.full(len(quantiles), low)
    rising = low + np.sqrt(quantiles * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - quantiles) * (high - low) * (high - mode))
    return np.where(quantiles < (mode - low) / (high - low), rising, falling)


def _normal(quantiles: NDArray[np.float64], numbers: Mapping[str, Fraction]) -> NDArray[np.float64]:
    """Of the normal distribution, cut off at low and high: the mass outside is spread over the rest."""
    from scipy.special import ndtr, ndtri

    mean, deviation = float(numbers["mean"]), float(numbers["deviation"])
    low, high = (ndtr((float(numbers[name]) - mean) / deviation) for name in ("low", "high"))
    within = np.clip(low + quantiles * (high - low), _EXTREME, 1 - _EXTREME)
    found: NDArray[np.float64] = mean + deviation * ndtri(within)
    return found


_QUANTILES = {"triangular": _triangular, "normal": _normal}


def axes_of(document: ScenarioDocument, fixed: Mapping[str, Fraction], decimals: Mapping[str, int]) -> tuple[Axis, ...]:
    """The axes of all parameters that have a range or a distribution, but for those that are fixed.

    Raises GameError where no parameter is left, or the decimals leave no value within a range.
    """
    drawn = [one for one in document.parameters if one.id not in fixed and not one.formula and _bounds(one)]
    if not drawn:
        raise GameError("no parameter with a range is left to draw", reason="OPTION_RANGE", path="fixed")
    return tuple(_axis(parameter, decimals) for parameter in drawn)


def _bounds(parameter: Parameter) -> tuple[Fraction, Fraction] | None:
    numbers = parameter.distribution.numbers if parameter.distribution else {}
    if "low" in numbers and "high" in numbers:
        return numbers["low"], numbers["high"]
    return parameter.range


def _axis(parameter: Parameter, decimals: Mapping[str, int]) -> Axis:
    bounds = _bounds(parameter) or (Fraction(0), Fraction(0))
    given = parameter.distribution
    kind = given.type if given else "uniform"
    numbers = {"low": bounds[0], "high": bounds[1], **(given.numbers if given else {})}
    axis = Axis(parameter.id, *bounds, 0, kind, numbers)
    axis = replace(axis, places=decimals.get(parameter.id, parameter.places))
    if axis.first > axis.last:
        message = f"no multiple of {Fraction(1, axis.denominator)} lies within {axis.low} to {axis.high}"
        raise GameError(message, reason="OPTION_RANGE", path=f"decimals.{axis.name}")
    return axis

"""Stage games as the kernels take them: payoffs scaled by a power of two into [0, 1], on the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from policygames.numerics.abreu_sannikov.grid import BITS, UNIT, Reals, Words
from policygames.numerics.abreu_sannikov.kernels import staged
from policygames.numerics.abreu_sannikov.operator import Stage
from policygames.numerics.abreu_sannikov.scaling import WIDE
from policygames.numerics.exact import nearest_float

Point: TypeAlias = tuple[Fraction, Fraction]
_Scaled: TypeAlias = tuple[Reals, Reals, Reals, Any]


@dataclass(frozen=True, slots=True, eq=False)
class ScaledGame:
    """A stage game of two players for the kernels.

    A coordinate c of player i, on the grid, stands for the payoff (leasts[i] + c 2^bits[i]) / denominators[i], exactly.
    `is_finite` says whether floats can show all payoffs.
    """

    arrays: Stage
    leasts: tuple[int, int]
    bits: tuple[int, int]
    denominators: tuple[int, int]
    is_finite: bool

    def in_units(self, exponents: tuple[int, int]) -> ScaledGame:
        """The same game, paying 2^exponents[i] times the coordinates of player i: another scale for what is shown."""
        units = 2.0 ** np.array(exponents)
        arrays = *self.arrays[:3], self.arrays[0] * units, np.array([[0.0, 0.0], units])
        return ScaledGame(arrays, (0, 0), exponents, (1, 1), is_finite=True)

    @property
    def profiles(self) -> int:
        """How many pure profiles there are."""
        return len(self.arrays[0])

    def point(self, corner: Sequence[float]) -> Point:
        """The exact payoffs that a corner on the grid stands for."""
        return self._payoff(0, corner[0]), self._payoff(1, corner[1])

    def _payoff(self, player: int, coordinate: float) -> Fraction:
        steps = int(coordinate / UNIT) << self.bits[player]
        return Fraction((self.leasts[player] << BITS) + steps, self.denominators[player] << BITS)


def scaled_game(numerators: Sequence[Words], denominators: Sequence[int], floats: Reals) -> ScaledGame:
    """The game that pays numerators / denominators: two matrices of whole numbers; `floats` (2, m, n) is the same."""
    payoffs, gains, minmax, rows = _exactly(numerators) or _rounded(numerators)
    (least, bits), (other_least, other_bits) = rows.tolist()
    zeros = [nearest_float(Fraction(*one)) for one in zip((least, other_least), denominators, strict=True)]
    units = [nearest_float(Fraction(1 << one, by)) for one, by in zip((bits, other_bits), denominators, strict=True)]
    shown = np.ascontiguousarray(floats.reshape(2, -1).T)
    arrays = payoffs, gains, minmax, shown, np.array([zeros, units])
    finite = all(bool(np.isfinite(array).all()) for array in arrays[3:])
    return ScaledGame(arrays, (least, other_least), (bits, other_bits), (denominators[0], denominators[1]), finite)


def _exactly(numerators: Sequence[Words]) -> _Scaled | None:
    """What `staged` gives, None where a range has too many bits."""
    if any(one.dtype != np.int64 for one in numerators):
        return None
    found: _Scaled = staged(*numerators)
    return None if WIDE in found[3][:, 1] else found


def _rounded(numerators: Sequence[Words]) -> _Scaled:
    """The same for numbers of any length: payoffs to the nearest point of the grid, the others rounded down."""
    sides = [_side(one.astype(object), player) for player, one in enumerate(numerators)]
    payoffs, gains = (np.array([side[at] for side in sides]).T.copy() for at in (0, 1))
    return payoffs, gains, np.array([side[2] for side in sides]), np.array([side[3] for side in sides], dtype=object)


def _side(own: Any, player: int) -> tuple[list[float], list[float], float, tuple[int, int]]:
    """One player's scaled payoffs and gains, in the order of the profiles, minmax payoff, least payoff and bits."""
    least, best = int(own.min()), own.max(axis=player, keepdims=True)
    bits = max(0, int(own.max()) - least - 1).bit_length()
    payoffs = [((int(value) - least << BITS + 1) + (1 << bits) >> bits + 1) * UNIT for value in own.ravel()]
    gains = [_below(int(gain), bits) for gain in (best - own).ravel()]
    return payoffs, gains, (int(best.min()) - least << BITS >> bits) * UNIT, (least, bits)


def _below(gain: int, bits: int) -> float:
    """The quotient gain / 2^bits, rounded down."""
    exact = Fraction(gain, 1 << bits)
    near = nearest_float(exact)
    return near if Fraction(near) <= exact else float(np.nextafter(near, 0.0))

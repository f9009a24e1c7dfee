"""Whether players' interests are opposed: games whose payoffs sum to the same number in every profile."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from numpy.typing import NDArray

from policygames.games.normal_form import NormalFormGame


def constant_sum(game: NormalFormGame) -> Fraction | None:
    """The number to which all players' payoffs sum in every profile; None where the sums differ."""
    scale = math.lcm(*game.denominators)
    factors = [scale // denominator for denominator in game.denominators]
    rows = list(zip(game.numerators, factors, strict=True))
    safe = sum(_magnitude(numerators) * factor for numerators, factor in rows) < 2**63
    sums: Any = sum((numerators if safe else numerators.astype(object)) * factor for numerators, factor in rows)
    first = sums.item(0)
    return Fraction(int(first), scale) if bool((sums == first).all()) else None


def _magnitude(numerators: NDArray[Any]) -> int:
    return max(abs(int(numerators.max())), abs(int(numerators.min())))

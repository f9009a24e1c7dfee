"""Whether players' interests are opposed: games whose payoffs sum to the same number in every profile."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.games.normal_form import NormalFormGame


def constant_sum(game: NormalFormGame) -> Fraction | None:
    """The number to which all players' payoffs sum in every profile; None where the sums differ."""
    scale = 1
    for denominator in game.denominators:
        scale *= denominator
    rows = zip(game.numerators, game.denominators, strict=True)
    sums: Any = sum(numerators.astype(object) * (scale // denominator) for numerators, denominator in rows)
    first = sums.flat[0]
    return Fraction(int(first), scale) if bool((sums == first).all()) else None

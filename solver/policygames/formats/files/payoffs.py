"""Payoffs as flat lists, one per player, and as texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from policygames.games import NormalFormGame
from policygames.numerics.exact import exact

Order = Literal["C", "F"]
"""C: the last player's action changes first along a list; F: the first player's."""


_SHORT_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


def number(word: str) -> int | Fraction:
    """The number that `word` spells, as `exact` reads it: whole ones sooner. Raises GameError where it is none."""
    return int(word) if _SHORT_WHOLE.fullmatch(word) else exact(word)


def shaped(values: Sequence[Any], shape: Sequence[int], order: Order = "C") -> NDArray[Any]:
    """One player's payoffs of shape (m0, m1, …), of dtype object, from a list of them."""
    flat = np.empty(len(values), dtype=object)
    flat[:] = values
    return flat.reshape(shape, order=order)


def texts(game: NormalFormGame, player: int, order: Order = "C") -> list[str]:
    """The payoffs of `player`, each as "3" or "1/3", in lowest terms."""
    denominator = game.denominators[player]
    numerators = game.numerators[player].ravel(order=order).tolist()
    return [str(Fraction(value, denominator)) for value in numerators]

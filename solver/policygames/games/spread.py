"""Payoffs in floats, for what looks at differences only: as they lie above each player's least, rounded once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.numerics.exact import nearest_float

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

LEAST, MOST = 1e-290, 1e290
"""Ranges of payoffs within which floats have room for what is computed from them."""


def spread_floats(game: NormalFormGame) -> list[NDArray[np.float64]]:
    """Per player what each profile pays above the player's least payoff, shape (m0, m1, …).

    Differences of payoffs that are close and huge stay what they are. Raises GameError where the largest range of any
    player's payoffs is neither 0 nor between LEAST and MOST.
    """
    tables = [_spread(game, player) for player in range(len(game.shape))]
    largest = max(float(table.max()) for table in tables)
    if not (LEAST <= largest <= MOST) and any(len(set(own.ravel().tolist())) > 1 for own in game.numerators):
        message = f"payoffs that differ by about {largest:.1e} at most; floats need {LEAST} to {MOST}: rescale them"
        variables = {"allowed": f"{LEAST} to {MOST}"}
        raise GameError(message, reason="PAYOFF_RANGE", path="game", variables=variables)
    return tables


def _spread(game: NormalFormGame, player: int) -> NDArray[np.float64]:
    values, denominator = game.numerators[player].ravel().tolist(), game.denominators[player]
    least = min(values)
    return np.array([nearest_float(Fraction(value - least, denominator)) for value in values]).reshape(game.shape)

"""How much better each action of a profile is than any other, whatever the others do."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile


def least_advantage(game: NormalFormGame, profile: PureProfile) -> Fraction | None:
    """The least that anyone loses by another action than that of `profile`, over all that the others can do.

    It is negative where another action is better somewhere, and None where nobody has another action.
    """
    found = (_of_player(game, player, action) for player, action in enumerate(profile))
    return min((one for one in found if one is not None), default=None)


def _of_player(game: NormalFormGame, player: int, action: int) -> Fraction | None:
    if game.shape[player] == 1:
        return None
    table = np.moveaxis(game.roomy(player, 2), player, 0).reshape(game.shape[player], -1)
    lead = table[action] - np.delete(table, action, axis=0)
    return Fraction(int(lead.min()), game.denominators[player])

"""A child process that lists the extreme equilibria of bimatrix games by Gambit, in rational arithmetic."""

import json
import sys
from fractions import Fraction

import numpy as np
import pygambit


def equilibria(first, second):
    """The profiles that Gambit lists, duplicates included, as texts."""
    payoffs = [np.array([[Fraction(u) for u in row] for row in matrix], dtype=object) for matrix in (first, second)]
    game = pygambit.Game.from_arrays(*payoffs)
    profiles = pygambit.nash.enummixed_solve(game, rational=True).equilibria
    return [
        [[str(profile[strategy]) for strategy in player.strategies] for player in game.players] for profile in profiles
    ]


json.dump([equilibria(*game) for game in json.load(sys.stdin)], sys.stdout)

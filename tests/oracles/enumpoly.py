"""A child process that lists equilibria of games of any number of players by Gambit's enumpoly, in floats."""

import json
import sys

import numpy as np
import pygambit


def equilibria(payoffs):
    """The profiles that Gambit lists."""
    game = pygambit.Game.from_arrays(*np.array(payoffs, dtype=object))
    found = pygambit.nash.enumpoly_solve(game).equilibria
    return [[[float(one[strategy]) for strategy in player.strategies] for player in game.players] for one in found]


for line in sys.stdin:
    print(json.dumps(equilibria(json.loads(line))), flush=True)

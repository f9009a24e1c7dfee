"""A child process that follows quantal responses by Gambit."""

import json
import sys

import pygambit


def profiles(payoffs, precision):
    """The probabilities at one precision, players one after another."""
    game = pygambit.Game.from_arrays(*payoffs)
    (found,) = pygambit.qre.logit_solve_lambda(game, lam=[precision])
    return [float(found.profile[one]) for player in game.players for one in player.strategies]


json.dump([profiles(*asked) for asked in json.load(sys.stdin)], sys.stdout)

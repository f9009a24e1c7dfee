"""Ends a worker that solves a game with a payoff of 666, as a crash inside a library would."""

import os

from policygames.batch import solving

_solve = solving.PROPOSALS["nash"]


def _deadly(games, start, stop, **options):
    if (games.payoffs[start:stop] == 666).any():
        os._exit(3)
    return _solve(games, start, stop, **options)


solving.PROPOSALS["nash"] = _deadly

"""Finds all, then ends the process."""

import sys

from policygames.certificates import Claim, Coverage
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.registry import Method


def propose(game, budget):
    yield from (pure_as_mixed(profile, game.shape) for profile in pure_equilibria(game.numerators) if profile)
    sys.exit(3)
    return Claim(Coverage.ALL)


METHOD = Method("leaving", "pure_nash", "a test", lambda game: "", propose, rank=1000)

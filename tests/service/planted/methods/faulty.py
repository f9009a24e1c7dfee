"""Finds all, then fails with a message that nobody else may read."""

from policygames.certificates import Claim, Coverage
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.registry import Method


def propose(game, budget):
    yield from (pure_as_mixed(profile, game.shape) for profile in pure_equilibria(game.numerators) if profile)
    raise ValueError("the secret is in /etc/secret")
    return Claim(Coverage.ALL)


METHOD = Method("faulty", "pure_nash", "a test", lambda game: "", propose, rank=1000)

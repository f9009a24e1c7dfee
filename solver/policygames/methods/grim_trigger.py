"""Grim strategies: a pure profile for ever, deviations answered by the stage equilibrium worst for the deviator."""

from __future__ import annotations

from itertools import product

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import RepeatedGame
from policygames.games.grim import grim, worst_pure_equilibria
from policygames.registry import Method, Proposals

ONLY_GRIM = "only grim strategies were sought: others may sustain more"
NO_PUNISHMENT = "the stage game has no pure equilibrium, so there is no grim strategy to try"


def accepts(game: RepeatedGame) -> str:
    """Empty for endless games with perfect monitoring and without transfers."""
    if game.monitoring is not None:
        return "it takes games with perfect monitoring"
    return "" if game.periods is None and not game.transfers else "it takes endless games without transfers"


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """One grim automaton for every pure profile of the stage game."""
    punishments = worst_pure_equilibria(game.stage_game)
    if punishments is None:
        return Claim(Coverage.SOME, warnings=(NO_PUNISHMENT,))
    for path in product(*map(range, game.stage_game.shape)):
        yield grim(game.stage_game, path, punishments)
    return Claim(Coverage.SOME, warnings=(ONLY_GRIM,))


METHOD = Method(
    id="grim_trigger",
    concept="subgame_perfect",
    source="Friedman, Review of Economic Studies 38 (1971) 1-12",
    accepts=accepts,
    propose=propose,
)

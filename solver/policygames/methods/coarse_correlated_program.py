"""The best coarse correlated equilibrium by one linear program, solved exactly."""

from __future__ import annotations

from typing import Any

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.best_advice import best_advice, too_large
from policygames.games.options import WELFARE, objective_of
from policygames.registry import Method, Proposals


def propose(game: NormalFormGame, budget: Budget, objective: Any = None) -> Proposals:
    """The advice that is best by `objective`, welfare where none is given, with the dual prices that prove it."""
    yield (yield from best_advice(game, objective_of(game, WELFARE if objective is None else objective), advised=False))
    return Claim(Coverage.ALL)


METHOD = Method(
    id="coarse_correlated_program",
    concept="coarse_correlated",
    source="Moulin and Vial, International Journal of Game Theory 7 (1978) 201-221",
    accepts=lambda game: too_large(game.shape, advised=False),
    propose=propose,
)

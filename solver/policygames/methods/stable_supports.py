"""All evolutionarily stable strategies: for each support the one strategy that may be stable."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.evolution import asymmetry, candidates
from policygames.registry import Method, Proposals

MOST_ACTIONS = 14


def accepts(game: NormalFormGame) -> str:
    """Empty for two players in the same position with few actions: there are 2^m supports."""
    few = f"it takes games of up to {MOST_ACTIONS} actions"
    return asymmetry(game) or ("" if game.shape[0] <= MOST_ACTIONS else few)


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """For every support the only strategy that makes its actions pay the same: no other can be stable."""
    for strategy in candidates(game):
        yield None if strategy is None else (strategy, strategy)
    return Claim(Coverage.ALL)


METHOD = Method(
    id="stable_supports",
    concept="evolutionarily_stable",
    source="Haigh, Advances in Applied Probability 7 (1975) 8-11",
    accepts=accepts,
    propose=propose,
)

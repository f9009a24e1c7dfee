"""All Bayesian equilibria of three and more players with few types: the equilibria of the game between the types."""

from __future__ import annotations

from math import prod

from policygames import registry
from policygames.budget import Budget
from policygames.certificates import Claim
from policygames.games import BayesianGame
from policygames.registry import Method, Proposals

MOST_PROFILES = 32


def accepts(game: BayesianGame) -> str:
    """Empty for three and more players whose types have few profiles of actions between them."""
    few = len(game.players) > 2 and prod(game.agent_shape) <= MOST_PROFILES
    return "" if few else f"it takes games of three and more players, up to {MOST_PROFILES} profiles of all their types"


def propose(game: BayesianGame, budget: Budget) -> Proposals:
    """The equilibria of the game between the types, by the method for Nash equilibria of three and more players."""
    claim: Claim = yield from registry.method("support_enumeration").propose(game.agent_form(), budget)
    return claim


METHOD = Method(
    id="agent_support_enumeration",
    concept="bayes_nash",
    source=(
        "Harsanyi, Management Science 14 (1968) 320-334; Porter, Nudelman and Shoham, GEB 63 (2008) 642-662; "
        "Krawczyk, Computing 4 (1969) 187-201"
    ),
    accepts=accepts,
    propose=propose,
    rank=50,
)

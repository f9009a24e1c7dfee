"""All extreme Bayesian equilibria of two players: completely labelled pairs of vertices, one strategy per type."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import BayesianGame
from policygames.games.agent_vertices import extreme_profiles
from policygames.registry import Method, Proposals


def accepts(game: BayesianGame) -> str:
    """Empty for two players."""
    return "" if len(game.players) == 2 else "it takes games of two players"


def propose(game: BayesianGame, budget: Budget) -> Proposals:
    """Every extreme equilibrium, in exact arithmetic throughout."""
    yield from extreme_profiles(game)
    return Claim(Coverage.ALL)


METHOD = Method(
    id="agent_vertex_enumeration",
    concept="bayes_nash",
    source=(
        "Koller, Megiddo and von Stengel, Games and Economic Behavior 14 (1996) 247-259; "
        "Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37"
    ),
    accepts=accepts,
    propose=propose,
    rank=10,
)

"""Every strict equilibrium of two players: the concept compares each with all others."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.profiles import pure_as_mixed
from policygames.games.risk import strict_equilibria
from policygames.registry import Method, Proposals


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """All strict equilibria: no other profile can be risk-dominant."""
    for profile in strict_equilibria(game):
        yield profile and pure_as_mixed(profile, game.shape)
    return Claim(Coverage.ALL)


METHOD = Method(
    id="risk_comparison",
    concept="risk_dominant",
    source="Harsanyi and Selten, A General Theory of Equilibrium Selection in Games (1988), section 3.9",
    accepts=lambda game: "" if len(game.shape) == 2 else "it takes games of two players",
    propose=propose,
)

"""Every profile of pure actions, checked at once: complete for any number of players."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.registry import Method, Proposals


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """All profiles in which each action is a best response; by definition these are all pure equilibria."""
    for profile in pure_equilibria(game.numerators):
        yield profile and pure_as_mixed(profile, game.shape)
    return Claim(Coverage.ALL)


METHOD = Method(
    id="pure_enumeration",
    concept="pure_nash",
    source="by definition; Nash, Annals of Mathematics 54 (1951) 286-295",
    accepts=lambda game: "" if isinstance(game, NormalFormGame) else "it takes games in normal form",
    propose=propose,
)

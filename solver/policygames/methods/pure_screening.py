"""The pure equilibria among the Nash equilibria of games with three and more players."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.games.profiles import pure_as_mixed
from policygames.numerics.best_responses import pure_equilibria
from policygames.registry import Method, Proposals

WARNING = "with three and more players only pure equilibria are sought: mixed ones may exist"


def accepts(game: NormalFormGame) -> str:
    """Empty where the game has three players or more."""
    return "" if len(game.shape) > 2 else "it takes games of three and more players"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """All pure equilibria, which are only some of the equilibria."""
    for profile in pure_equilibria(game.numerators):
        yield profile and pure_as_mixed(profile, game.shape)
    return Claim(Coverage.SOME, warnings=(WARNING,))


METHOD = Method(
    id="pure_screening",
    concept="nash",
    source="by definition; Nash, Annals of Mathematics 54 (1951) 286-295",
    accepts=accepts,
    propose=propose,
)

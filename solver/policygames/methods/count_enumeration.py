"""Every way to count like players by action, checked at once: all pure equilibria up to exchanging like players."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import Crowd, Game, SymmetricGame
from policygames.numerics.like_players import pure_counts
from policygames.registry import Method, Proposals


def accepts(game: Game) -> str:
    """Empty for a symmetric game."""
    return "" if isinstance(game, SymmetricGame) else "it takes symmetric games"


def propose(game: SymmetricGame, budget: Budget) -> Proposals:
    """All counts at which every action that somebody chooses is a best response: by definition all pure equilibria."""
    for counts in pure_counts(game.numerators, game.sizes):
        yield counts and Crowd.of_counts(counts)
    return Claim(Coverage.ALL)


METHOD = Method(
    id="count_enumeration",
    concept="pure_nash",
    source="by definition; Nash, Annals of Mathematics 54 (1951) 286-295, on symmetric games",
    accepts=accepts,
    propose=propose,
)

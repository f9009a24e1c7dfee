"""All extreme equilibria of a two-player game: completely labelled pairs of vertices of the best-response polytopes."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import NormalFormGame
from policygames.numerics.gauge import Matrix, gauged
from policygames.numerics.polytope import Vertex, vertices
from policygames.registry import Method, Proposals

SOURCE = (
    "Mangasarian, SIAM Journal 12 (1964) 778-780; "
    "Avis, Rosenberg, Savani and von Stengel, Economic Theory 42 (2010) 9-37"
)


def accepts(game: NormalFormGame) -> str:
    """Empty for two players."""
    return "" if len(game.shape) == 2 else "it takes games of two players"


def propose(game: NormalFormGame, budget: Budget) -> Proposals:
    """Every extreme equilibrium, in exact arithmetic throughout.

    A pair of vertices is an extreme equilibrium if and only if each action is unplayed or a best response (Mangasarian
    1964, as theorem 1 of Avis et al. 2010); all vertices are enumerated, so all extreme equilibria are found.
    """
    rows, columns = game.shape
    everything = (1 << (rows + columns)) - 1
    first: list[Vertex] = []
    for vertex in vertices(_replies(game, 1)):
        yield None
        first += [vertex] if vertex else []
    for other in vertices(_replies(game, 0)):
        yield None
        if other:
            missing = everything & ~_relabelled(other.labels, rows, columns)
            yield from ((one.strategy(), other.strategy()) for one in first if one.labels & missing == missing)
    return Claim(Coverage.ALL)


def _replies(game: NormalFormGame, player: int) -> Matrix:
    """Positive payoffs of `player`: one row per reply, one column per action of the opponent."""
    own = game.numerators[player]
    return gauged(own) if player == 0 else gauged(own.T)


def _relabelled(labels: int, rows: int, columns: int) -> int:
    """The labels of a vertex over the second player's strategies, in the numbering of those over the first player's."""
    return (labels >> columns) | ((labels & ((1 << columns) - 1)) << rows)


METHOD = Method(id="vertex_enumeration", concept="nash", source=SOURCE, accepts=accepts, propose=propose, rank=10)

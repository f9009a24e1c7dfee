"""What a search would take at most, told from the shape of its game alone, before anything is allocated for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import comb, prod

from policygames.games import Game, NormalFormGame

from policygames_server.errors import RefusedError
from policygames_server.statuses import work_limit


def bases(shape: tuple[int, ...]) -> int:
    """The most vertices that the two best-response polytopes of a game of two players have together.

    Source: McMullen, Mathematika 17 (1970) 179-184, the upper bound theorem: a polytope of dimension d with f facets
    has at most C(f - ceil(d/2), floor(d/2)) + C(f - floor(d/2) - 1, ceil(d/2) - 1) vertices; here f is the number of
    all actions, and d that of one player's.
    """
    return sum(_vertices(sum(shape), dimension) for dimension in shape)


def _vertices(facets: int, dimension: int) -> int:
    half, rest = dimension // 2, dimension - dimension // 2
    return comb(facets - rest, half) + comb(facets - half - 1, rest - 1)


def supports(shape: tuple[int, ...]) -> int:
    """The ways in which players can leave actions unused."""
    return prod(2**actions - 1 for actions in shape)


ESTIMATES: Mapping[str, Callable[[tuple[int, ...]], int]] = {
    "support_enumeration": supports,
    "vertex_enumeration": bases,
}
"""For methods that take games whose enumeration nobody can wait for; the others bound the games that they accept."""


def require_affordable(method: str, game: Game, most: float) -> None:
    """Raises RefusedError where the method may need more than `most` steps for the game, each a vertex or a support."""
    estimate = ESTIMATES.get(method)
    if estimate is not None and isinstance(game, NormalFormGame) and (steps := estimate(game.shape)) > most:
        raise RefusedError(work_limit(method, steps, most))

"""What a search would take at most, told from the shape of its game alone, before anything is allocated for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policygames.games import Game, NormalFormGame
from policygames.studies.chunk_sizes import supports, vertices

from policygames_server.errors import RefusedError
from policygames_server.statuses import work_limit

ESTIMATES: Mapping[str, Callable[[tuple[int, ...]], int]] = {
    "support_enumeration": supports,
    "vertex_enumeration": vertices,
}
"""For methods that take games whose enumeration nobody can wait for; the others bound the games that they accept."""


def require_affordable(method: str, game: Game, most: float) -> None:
    """Raises RefusedError where the method may need more than `most` steps for the game, each a vertex or a support."""
    estimate = ESTIMATES.get(method)
    if estimate is not None and isinstance(game, NormalFormGame) and (steps := estimate(game.shape)) > most:
        raise RefusedError(work_limit(method, steps, most))

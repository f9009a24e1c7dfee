"""Both best-response polytopes of a two-player game, and the labels of their vertices in one numbering."""

from __future__ import annotations

from policygames.games.normal_form import NormalFormGame
from policygames.numerics.gauge import Matrix, gauged


def replies(game: NormalFormGame, player: int) -> Matrix:
    """Positive payoffs of `player`, best responses unchanged: one row per own action, one column per opponent's.

    They are the rows of the polytope of the opponent's strategies.
    """
    own = game.numerators[player]
    return gauged(own) if player == 0 else gauged(own.T)


def relabelled(labels: int, shape: tuple[int, ...]) -> int:
    """Labels over the second player's strategies in the numbering of those over the first player's.

    There the actions of the first player come first; here, in the polytope of the other, they come last.
    """
    rows, columns = shape
    return (labels >> columns) | ((labels & ((1 << columns) - 1)) << rows)

"""The exact potential of a game, if it has one: Rosenthal's, of congestion and common interests."""

from __future__ import annotations

from policygames.errors import GameError
from policygames.games import NormalFormGame, SymmetricGame
from policygames.games.potentials import closed_round, count_potential, profile_potential
from policygames.results.potential import Potential


def potential(game: NormalFormGame | SymmetricGame) -> Potential:
    """The function of profiles whose change is what a player gains, whoever changes; or the proof that there is none.

    Where it is largest is a pure equilibrium, and gainful changes of one player after another end in one.

    Raises GameError for anything but a NormalFormGame or a SymmetricGame.

    Source: Rosenthal, International Journal of Game Theory 2 (1973) 65-67; Monderer and Shapley, Games and Economic
    Behavior 14 (1996) 124-143.
    """
    if isinstance(game, SymmetricGame):
        return Potential(game, count_potential(game))
    if not isinstance(game, NormalFormGame):
        message = "the game is a NormalFormGame or a SymmetricGame"
        raise GameError(message, reason="MISSING_GAME", path="game")
    exact = profile_potential(game)
    return Potential(game, exact, closed_round(game) if exact is None else None)

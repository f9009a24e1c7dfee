"""Feasible and individually rational payoffs: what the folk theorems say patience can sustain."""

from __future__ import annotations

from policygames.analysis.minmax import minmax
from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame
from policygames.numerics.clipped_hulls import too_large
from policygames.results.folk_set import FolkSet, between, pure_payoffs


def folk_set(game: NormalFormGame, strategies: str = "pure") -> FolkSet:
    """The payoffs of public lotteries over profiles that give each player at least the minmax payoff, exact.

    The minmax payoffs are in `strategies`, "pure" or "mixed". Where one of them is only enclosed, mixed ones of three
    and more players, so is the set, from both sides; `.warnings` says so.

    Raises GameError for anything but a NormalFormGame and for other strategies, UnsupportedError where the set of
    feasible payoffs has too many facets to be found.

    Source: Fudenberg and Maskin, Econometrica 54 (1986) 533-554.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("the game is a NormalFormGame", reason="MISSING_GAME", path="game")
    if problem := too_large(pure_payoffs(game)):
        raise UnsupportedError(f"this folk set would take too long: {problem}", reason="GAME_TOO_LARGE", path="game")
    minmaxes = tuple(minmax(game, player, strategies) for player in game.players)
    return FolkSet(game, strategies, minmaxes, *between(game, minmaxes))

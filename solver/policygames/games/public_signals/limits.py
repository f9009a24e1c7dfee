"""For which repeated games equilibrium payoffs under public signals are computed."""

from __future__ import annotations

from math import prod

from policygames.games.repeated import RepeatedGame

MOST_PROFILES, MOST_SIGNALS, MOST_DEVIATIONS = 64, 24, 24
"""A linear program a profile, with an equation a signal and a deviation, for each facet of each polygon."""


def unsuited(game: RepeatedGame) -> str:
    """Why perfect public equilibrium payoffs are not computed here, in words; empty where they are."""
    if game.monitoring is None:
        return "actions are seen perfectly: ask for subgame_perfect"
    if len(game.players) != 2:
        return "it takes games of two players"
    if game.periods is not None or game.transfers:
        return "it takes endless games without transfers"
    if not game.public_randomization:
        return "it takes games with public randomization"
    return too_large(game, len(game.monitoring.signals))


def too_large(game: RepeatedGame, signals: int) -> str:
    """Why a game has more profiles, signals or deviations than are taken; empty where it has not."""
    shape = game.stage_game.shape
    if prod(shape) > MOST_PROFILES or sum(shape) - len(shape) > MOST_DEVIATIONS or signals > MOST_SIGNALS:
        return f"it takes up to {MOST_PROFILES} profiles, {MOST_DEVIATIONS} deviations and {MOST_SIGNALS} signals"
    return ""

"""Strategies by name, or written by hand."""

from __future__ import annotations

from typing import Any

from policygames.errors import GameError
from policygames.games import NormalFormGame, PublicMonitoring, RepeatedGame
from policygames.games.own_automata import own_automaton
from policygames.games.templates import built
from policygames.results.strategy import Strategy


def automaton(
    template: str | None = None,
    game: NormalFormGame | RepeatedGame | None = None,
    *,
    monitoring: PublicMonitoring | None = None,
    **options: Any,
) -> Strategy:
    """A strategy for `game`, to be checked at any discount factor.

    With `template`, the name of a well-known one, `options` are its keywords: `automaton("grim", game, path=("trade",
    "buy"))`; `policygames.games.templates.templates()` lists them. Without, they are `start` (a state, or
    {state: probability}), `play` and `moves`, as in `policygames.games.own_automata.own_automaton`. A repeated game
    stands for its stage game and its monitoring.

    Raises UnsupportedError for an unknown template or one that the game does not suit, and GameError, naming the place,
    for keywords that are missing, unknown or bad, and for moves that are not defined.
    """
    if isinstance(game, RepeatedGame):
        monitoring = monitoring or game.monitoring
        game = game.stage_game
    if not isinstance(game, NormalFormGame):
        raise GameError("a game is needed: a NormalFormGame", reason="MISSING_GAME", path="game")
    checked = RepeatedGame(game, 0, monitoring).monitoring
    if template is None:
        return Strategy(game, own_automaton(game, checked, **_parts(options)), checked)
    if checked is not None:
        message = f"{template} answers actions, which are not seen here; allowed: start=, play= and moves="
        raise GameError(message, reason="UNSUPPORTED_MONITORING", path="monitoring")
    return Strategy(game, built(template, game, options))


_PARTS = ("start", "play", "moves")


def _parts(options: dict[str, Any]) -> dict[str, Any]:
    for part in _PARTS:
        if part not in options:
            raise GameError(f"{part}= is needed, or the name of a template", reason="UNSPECIFIED_VALUE", path=part)
    for option in options:
        if option not in _PARTS:
            message = f"there is no {option}=; allowed: {', '.join(_PARTS)}"
            raise GameError(message, reason="UNKNOWN_FIELD", path=option)
    return options

"""The question how patient the players have to be for a path of play to last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policygames.errors import GameError
from policygames.games.normal_form import NormalFormGame
from policygames.games.plays import pure_path
from policygames.games.profiles import MixedProfile, PureProfile
from policygames.games.repeated import RepeatedGame


@dataclass(frozen=True, slots=True)
class PatienceQuestion:
    """Which discount factor sustains `path`, played in turn over and over; the rest as in `critical_discount`."""

    game: NormalFormGame
    path: tuple[PureProfile, ...]
    punishment: str | MixedProfile = "optimal"
    transfers: bool = False


def patience_question(
    game: Any, target: Any, *, punishment: Any = "optimal", transfers: bool = False
) -> PatienceQuestion:
    """The question about a stage game, or the one of a repeated game. Raises GameError for what is none."""
    stage = game.stage_game if isinstance(game, RepeatedGame) and game.monitoring is None else game
    if not isinstance(stage, NormalFormGame):
        message = "the game is a NormalFormGame, or a RepeatedGame in which all actions are seen"
        raise GameError(message, reason="MISSING_GAME", path="game")
    answer = punishment if isinstance(punishment, str) else stage.mixed_profile(punishment, "punishment")
    return PatienceQuestion(stage, pure_path(stage, target), answer, bool(transfers))

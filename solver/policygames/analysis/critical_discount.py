"""The least patience that sustains an outcome of a repeated game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policygames.errors import CertificateError, GameError, UnsupportedError
from policygames.games import MixedProfile, NormalFormGame
from policygames.games.grim import worst_pure_equilibria
from policygames.results.threshold import Threshold, grim_threshold


def critical_discount(
    game: NormalFormGame, path: Sequence[str | int], *, punishment: Any = "optimal", transfers: bool = False
) -> Threshold:
    """The least common discount factor at which `path` can be played for ever, and a proof of it.

    `path` holds one action per player, by name or index. `punishment` is "grim", the pure stage equilibrium that is
    worst for the deviator, or a stage equilibrium: one action a player, or one distribution a player. The value lies in
    [0, 1), or is None: never.

    Raises GameError for an unknown action or a punishment that is no equilibrium of the stage game; UnsupportedError
    for "optimal" and for transfers, which are not offered yet, and for "grim" where there is no pure stage equilibrium.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    if transfers:
        raise UnsupportedError("transfers are not offered yet", reason="UNSUPPORTED_TRANSFERS", path="transfers")
    if not isinstance(game, NormalFormGame):
        raise GameError("the stage game is a NormalFormGame", reason="MISSING_GAME", path="game")
    profile = game.pure_profile(path, "path")
    if not isinstance(punishment, str):
        answer = game.mixed_profile(punishment, "punishment")
        return _answered(game, profile, "profile", (answer,) * len(game.players))
    if punishment != "grim":
        raise _unsupported(punishment)
    answers = worst_pure_equilibria(game)
    if answers is None:
        message = "the stage game has no pure equilibrium to revert to; give one, mixed ones too, as punishment="
        raise UnsupportedError(message, reason="NO_STAGE_EQUILIBRIUM", path="punishment")
    return grim_threshold(game, profile, "grim", answers)


def _unsupported(punishment: str) -> UnsupportedError:
    message = f"punishment {punishment!r} is not offered yet; there are 'grim' and any stage equilibrium"
    return UnsupportedError(message, reason="UNSUPPORTED_PUNISHMENT", path="punishment", choices=("grim",))


def _answered(game: NormalFormGame, path: tuple[int, ...], kind: str, answers: tuple[MixedProfile, ...]) -> Threshold:
    try:
        return grim_threshold(game, path, kind, answers)
    except CertificateError as error:
        raise GameError(error.message, reason=error.reason, path="punishment") from error

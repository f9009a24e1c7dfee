"""The least patience that sustains an outcome of a repeated game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policygames.analysis.optimal_penal_codes import optimal_threshold
from policygames.analysis.outcome_paths import grim_path_threshold, optimal_path_threshold
from policygames.analysis.transfer_schedule import transfer_threshold
from policygames.budget import budget_for
from policygames.errors import CertificateError, GameError, UnsupportedError
from policygames.games import MixedProfile, NormalFormGame, PureProfile
from policygames.games.grim import worst_pure_equilibria
from policygames.games.plays import pure_path
from policygames.results import AnyThreshold, PathThreshold
from policygames.results.threshold import Threshold, grim_threshold


def critical_discount(
    game: NormalFormGame,
    path: Sequence[Any],
    *,
    punishment: Any = "optimal",
    transfers: bool = False,
    deadline: float | None = None,
) -> AnyThreshold:
    """The least common discount factor at which `path` can be played for ever, and a proof of it.

    `path` holds one action per player, by name or index, or a list of such profiles that are played in turn, over and
    over; a greater discount factor then need not do as well. `punishment` is "optimal", as harsh as any equilibrium in
    pure actions with a public coin allows; "grim", the pure stage equilibrium that is worst for the deviator; or, for
    one profile, a stage equilibrium: one action a player, or one distribution a player. With `transfers` players may
    pay one another before each period and punishments are optimal. The value lies in [0, 1), or is None: never; where
    it is not known exactly `interval` (low, high] contains it.

    Raises GameError for an unknown action or a punishment that is no equilibrium of the stage game; UnsupportedError
    for "grim" where there is no pure stage equilibrium, for another punishment with transfers, and where a threshold is
    neither found nor excluded; DeadlineError where that of one profile under "optimal" punishment takes longer than
    `deadline`, in seconds.

    Source: Abreu, Econometrica 56 (1988) 383-396; Friedman, Review of Economic Studies 38 (1971) 1-12; Goldlücke and
    Kranz, Journal of Economic Theory 147 (2012) 1730-1758.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("the stage game is a NormalFormGame", reason="MISSING_GAME", path="game")
    if len(profiles := pure_path(game, path)) > 1:
        return _of_path(game, profiles, punishment, transfers=transfers)
    (profile,) = profiles
    if transfers and punishment != "optimal":
        raise _unsupported(punishment, transfers=True)
    if not isinstance(punishment, str):
        answer = game.mixed_profile(punishment, "punishment")
        return _answered(game, profile, "profile", (answer,) * len(game.players))
    if punishment not in ("optimal", "grim"):
        raise _unsupported(punishment, transfers=False)
    if transfers:
        return transfer_threshold(game, profile)
    if punishment == "grim":
        return _grim(game, profile)
    return optimal_threshold(game, profile, budget_for(deadline))


def _of_path(game: NormalFormGame, path: tuple[PureProfile, ...], punishment: Any, *, transfers: bool) -> PathThreshold:
    if punishment not in ("optimal", "grim") or transfers:
        message = "a path of several profiles is answered by 'optimal' or 'grim' punishment, without transfers"
        raise UnsupportedError(message, reason="UNSUPPORTED_PUNISHMENT", path="punishment", choices=("optimal", "grim"))
    return optimal_path_threshold(game, path) if punishment == "optimal" else grim_path_threshold(game, path)


def _grim(game: NormalFormGame, profile: PureProfile) -> Threshold:
    answers = worst_pure_equilibria(game)
    if answers is None:
        message = "the stage game has no pure equilibrium to revert to; give one, mixed ones too, as punishment="
        raise UnsupportedError(message, reason="NO_STAGE_EQUILIBRIUM", path="punishment")
    return grim_threshold(game, profile, "grim", answers)


def _unsupported(punishment: Any, *, transfers: bool) -> UnsupportedError:
    choices = ("optimal",) if transfers else ("optimal", "grim")
    where = " with transfers" if transfers else ", and any stage equilibrium"
    message = f"there is no punishment {punishment!r}; allowed: {' and '.join(map(repr, choices))}{where}"
    return UnsupportedError(message, reason="UNSUPPORTED_PUNISHMENT", path="punishment", choices=choices)


def _answered(game: NormalFormGame, path: tuple[int, ...], kind: str, answers: tuple[MixedProfile, ...]) -> Threshold:
    try:
        return grim_threshold(game, path, kind, answers)
    except CertificateError as error:
        raise GameError(error.message, reason=error.reason, path="punishment") from error

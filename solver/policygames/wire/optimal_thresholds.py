"""Thresholds under the harshest punishments as messages and back; the reader brings the stage game."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.games import NormalFormGame
from policygames.results import OptimalThreshold, PathThreshold
from policygames.v1 import thresholds_pb2 as pb
from policygames.wire.certificates import certificate_message, read_certificate
from policygames.wire.numbers import number_text, optional_text, read_number
from policygames.wire.payoff_sets import bounds_message, read_bounds
from policygames.wire.profiles import pure_message, read_path
from policygames.wire.solutions import check_digest


def optimal_threshold_message(threshold: OptimalThreshold | PathThreshold) -> pb.OptimalThreshold:
    certificate, bounds, interval = threshold.certificate, threshold.bounds, threshold.interval
    path = (threshold.path,) if isinstance(threshold, OptimalThreshold) else threshold.path
    return pb.OptimalThreshold(
        game_digest=threshold.stage_game.digest,
        path=[pure_message(profile) for profile in path],
        exact=optional_text(threshold.exact),
        bracket=None if interval is None else pb.Bracket(low=number_text(interval[0]), high=number_text(interval[1])),
        certificate=None if certificate is None else certificate_message(certificate),
        reason=threshold.reason,
        bounds=None if bounds is None else bounds_message(bounds),
    )


def read_optimal_threshold(message: pb.OptimalThreshold, game: NormalFormGame) -> OptimalThreshold | PathThreshold:
    """The threshold of a message about the stage game `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `threshold.`, for anything that is none, and CertificateError where it is another
    game's.
    """
    check_digest(message.game_digest, game, "threshold.game_digest")
    path = read_path(message.path, game, "threshold.path")
    certificate = message.certificate if message.HasField("certificate") else None
    bounds = message.bounds if message.HasField("bounds") else None
    parts: dict[str, Any] = {
        "exact": read_number(message.exact, "threshold.exact") if message.HasField("exact") else None,
        "interval": _read_bracket(message),
        "certificate": None if certificate is None else read_certificate(certificate, "threshold.certificate"),
        "reason": message.reason,
        "bounds": None if bounds is None else read_bounds(bounds, len(game.players), "threshold.bounds"),
    }
    return PathThreshold(game, path, **parts) if len(path) > 1 else OptimalThreshold(game, path[0], **parts)


def _read_bracket(message: pb.OptimalThreshold) -> tuple[Fraction, Fraction] | None:
    if not message.HasField("bracket"):
        return None
    low = read_number(message.bracket.low, "threshold.bracket.low")
    return low, read_number(message.bracket.high, "threshold.bracket.high")

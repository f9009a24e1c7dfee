"""Thresholds as messages and back; the reader brings the stage game."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.certificates import Deviation
from policygames.errors import GameError
from policygames.games import MixedProfile, NormalFormGame
from policygames.results import Shortfall, Threshold
from policygames.v1 import solutions_pb2
from policygames.v1 import thresholds_pb2 as pb
from policygames.wire.candidates import mixed_message, pure_message, read_mixed, read_pure
from policygames.wire.certificates import certificate_message, deviation_message, read_certificate, read_deviation
from policygames.wire.numbers import number_text, optional_text, read_number
from policygames.wire.solutions import check_digest


def threshold_message(threshold: Threshold) -> pb.Threshold:
    certificate, least = threshold.certificate, threshold.least
    return pb.Threshold(
        game_digest=threshold.stage_game.digest,
        path=[pure_message(threshold.path)],
        punishment=threshold.punishment,
        punishments=[mixed_message(profile) for profile in threshold.punishments],
        exact=optional_text(threshold.exact),
        by_player=[pb.PlayerThreshold(exact=optional_text(value)) for value in threshold.by_player],
        certificate=None if certificate is None else certificate_message(certificate),
        least=None if least is None else _shortfall_message(least),
    )


def _shortfall_message(shortfall: Shortfall) -> pb.Shortfall:
    return pb.Shortfall(deviation=deviation_message(shortfall.deviation), loss=number_text(shortfall.loss))


def read_threshold(message: pb.Threshold, game: NormalFormGame) -> Threshold:
    """The threshold of a message about the stage game `game`; nothing is believed until `Threshold.verify` has passed.

    Raises GameError, its path under `threshold.`, for anything that is none, and CertificateError where it is another
    game's.
    """
    check_digest(message.game_digest, game, "threshold.game_digest")
    if len(message.path) != 1:
        text = f"the path has {len(message.path)} profiles; allowed: one"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="threshold.path")
    certificate = message.certificate if message.HasField("certificate") else None
    return Threshold(
        stage_game=game,
        path=game.pure_profile(read_pure(message.path[0]), "threshold.path[0]"),
        punishment=message.punishment,
        punishments=_read_punishments(message, game),
        exact=read_number(message.exact, "threshold.exact") if message.HasField("exact") else None,
        by_player=read_by_player(message.by_player, game),
        certificate=None if certificate is None else read_certificate(certificate, "threshold.certificate"),
        least=_read_shortfall(message.least, game) if message.HasField("least") else None,
    )


def _read_punishments(message: pb.Threshold, game: NormalFormGame) -> tuple[MixedProfile, ...]:
    check_count(len(message.punishments), game, "threshold.punishments")
    profiles = enumerate(message.punishments)
    return tuple(read_mixed(profile, f"threshold.punishments[{index}]") for index, profile in profiles)


def read_by_player(by_player: Sequence[pb.PlayerThreshold], game: NormalFormGame) -> tuple[Fraction | None, ...]:
    check_count(len(by_player), game, "threshold.by_player")
    return tuple(
        read_number(one.exact, f"threshold.by_player[{player}].exact") if one.HasField("exact") else None
        for player, one in enumerate(by_player)
    )


def check_count(count: int, game: NormalFormGame, path: str) -> None:
    if count != len(game.players):
        message = f"{count} entries for {len(game.players)} players"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=path)


def _read_shortfall(message: pb.Shortfall, game: NormalFormGame) -> Shortfall:
    deviation = read_deviation_in(message.deviation, game, "threshold.least.deviation")
    return Shortfall(deviation, read_number(message.loss, "threshold.least.loss"))


def read_deviation_in(message: solutions_pb2.Deviation, game: NormalFormGame, path: str) -> Deviation:
    """The deviation of a message, by a player of `game` to one of their actions."""
    deviation = read_deviation(message, path)
    player = game.player_index(deviation.player, f"{path}.player")
    if not 0 <= deviation.action < game.shape[player]:
        text = f"{game.players[player]} has no action {deviation.action}"
        raise GameError(text, reason="UNKNOWN_NAME", path=f"{path}.action")
    return deviation

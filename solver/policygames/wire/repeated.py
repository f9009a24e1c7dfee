"""Repeated games as messages and back: the stage game, discount factors, what is seen, how long."""

from __future__ import annotations

import math

from policygames.errors import GameError
from policygames.games import NormalFormGame, PublicMonitoring, RepeatedGame
from policygames.v1 import games_pb2 as pb
from policygames.wire.normal_form import normal_form_message, read_normal_form
from policygames.wire.numbers import number_text, number_texts
from policygames.wire.places import under


def repeated_message(game: RepeatedGame) -> pb.RepeatedGame:
    """The message of a repeated game; every choice is spelled out."""
    message = pb.RepeatedGame(
        stage_game=normal_form_message(game.stage_game),
        discount=number_texts(game.discount),
        public_randomization=game.public_randomization,
        transfers=game.transfers,
        periods=game.periods,
    )
    if game.monitoring is None:
        message.perfect.SetInParent()
    else:
        message.public.CopyFrom(_monitoring_message(game.monitoring))
    return message


def _monitoring_message(monitoring: PublicMonitoring) -> pb.PublicMonitoring:
    probabilities = [number_text(chance) for row in monitoring.rows for chance in row]
    return pb.PublicMonitoring(signals=monitoring.signals, probabilities=probabilities)


def read_repeated(message: pb.RepeatedGame) -> RepeatedGame:
    """The game of a message. Raises GameError, naming the field, for anything that is none."""
    if not message.HasField("stage_game"):
        raise GameError("the stage game is missing", reason="MISSING_GAME", path="stage_game")
    with under("stage_game"):
        stage_game = read_normal_form(message.stage_game)
    discount = list(message.discount)
    return RepeatedGame(
        stage_game,
        discount[0] if len(discount) == 1 else discount,
        _read_monitoring(message, stage_game),
        public_randomization=message.public_randomization if message.HasField("public_randomization") else True,
        transfers=message.transfers,
        periods=message.periods if message.HasField("periods") else None,
    )


def _read_monitoring(message: pb.RepeatedGame, stage_game: NormalFormGame) -> PublicMonitoring | None:
    kind = message.WhichOneof("monitoring")
    if kind is None:
        text = "monitoring is missing or of a kind that is unknown here; allowed: perfect, public"
        allowed = {"allowed": "perfect, public"}
        raise GameError(text, reason="UNSUPPORTED_MONITORING", path="monitoring", variables=allowed)
    if kind == "perfect":
        return None
    with under("monitoring"):
        return _public(message.public, stage_game)


def _public(message: pb.PublicMonitoring, stage_game: NormalFormGame) -> PublicMonitoring:
    signals, chances = list(message.signals), list(message.probabilities)
    wanted = math.prod(stage_game.shape) * len(signals)
    if not signals or wanted != len(chances):
        text = f"{len(signals)} signals need {wanted} probabilities, one per profile each; there are {len(chances)}"
        variables = {"signals": len(signals), "wanted": wanted, "given": len(chances)}
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="probabilities", variables=variables)
    rows = [chances[start : start + len(signals)] for start in range(0, wanted, len(signals))]
    return PublicMonitoring.from_dict({"signals": signals, "shape": stage_game.shape, "probabilities": rows})

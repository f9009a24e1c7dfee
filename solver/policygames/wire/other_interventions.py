"""Commitments and rates of detection that bring a target about as messages and back; the reader brings the game."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.interventions.alarms import AlarmQuestion, Need
from policygames.games.interventions.commitments import CommitmentQuestion
from policygames.results.commitment_intervention import CommitmentIntervention
from policygames.results.monitoring_intervention import MonitoringIntervention
from policygames.v1 import candidates_pb2
from policygames.v1 import interventions_pb2 as pb
from policygames.wire.certificates import certificate_message, read_certificate
from policygames.wire.numbers import number_text, number_texts, optional_text, read_number, read_numbers
from policygames.wire.places import under
from policygames.wire.profiles import mixed_message, pure_message, read_mixed, read_pure
from policygames.wire.solutions import check_digest


def commitment_question_message(question: CommitmentQuestion) -> pb.CommitmentQuestion:
    return pb.CommitmentQuestion(
        target=pure_message(question.target), margin=number_text(question.margin), leader=question.leader
    )


def read_commitment_question(message: pb.CommitmentQuestion, game: NormalFormGame) -> CommitmentQuestion:
    """The question of a message about `game`. Raises GameError, naming the field, for anything that is none."""
    return CommitmentQuestion(
        game=game,
        target=game.pure_profile(read_pure(message.target), "target"),
        margin=read_number(message.margin, "margin"),
        leader=game.player_index(message.leader, "leader") if message.HasField("leader") else None,
    )


def commitment_message(found: CommitmentIntervention) -> pb.CommitmentIntervention:
    return pb.CommitmentIntervention(
        game_digest=found.question.game.digest,
        question=commitment_question_message(found.question),
        cost=optional_text(found.cost),
        change=[
            pb.Pledge(player=player, strategy=candidates_pb2.MixedStrategy(probabilities=number_texts(strategy)))
            for player, strategy in found.change
        ],
        certificate=None if found.certificate is None else certificate_message(found.certificate),
        prices=number_texts(found.prices),
    )


def read_commitment(message: pb.CommitmentIntervention, game: NormalFormGame) -> CommitmentIntervention:
    """The intervention of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `intervention.`, for anything that is none, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "intervention.game_digest")
    with under("intervention"):
        return CommitmentIntervention(
            question=read_commitment_question(message.question, game),
            cost=optional_number(message, "cost"),
            change=tuple(
                (
                    game.player_index(one.player, f"change[{place}].player"),
                    read_numbers(one.strategy.probabilities, f"change[{place}].strategy"),
                )
                for place, one in enumerate(message.change)
            ),
            certificate=read_certificate(message.certificate) if message.HasField("certificate") else None,
            prices=read_numbers(message.prices, "prices"),
        )


def alarm_question_message(question: AlarmQuestion) -> pb.AlarmQuestion:
    return pb.AlarmQuestion(
        path=pure_message(question.path),
        punishment=mixed_message(question.punishment),
        false_alarms=number_text(question.false_alarms),
    )


def read_alarm_question(message: pb.AlarmQuestion, game: RepeatedGame) -> AlarmQuestion:
    """The question of a message about `game`. Raises GameError, naming the field, for anything that is none."""
    stage = game.stage_game
    return AlarmQuestion(
        stage_game=stage,
        discount=game.discount,
        path=stage.pure_profile(read_pure(message.path), "target"),
        punishment=stage.mixed_profile(read_mixed(message.punishment, "punishment"), "punishment"),
        false_alarms=read_number(message.false_alarms, "false_alarms"),
    )


def monitoring_message(found: MonitoringIntervention) -> pb.MonitoringIntervention:
    least = found.least
    return pb.MonitoringIntervention(
        game_digest=RepeatedGame(found.question.stage_game, found.question.discount).digest,
        question=alarm_question_message(found.question),
        cost=optional_text(found.cost),
        certificate=None if found.certificate is None else certificate_message(found.certificate),
        least=None if least is None else _need_message(least),
    )


def _need_message(need: Need) -> pb.AlarmNeed:
    gain, loss = number_text(need.gain), number_text(need.loss)
    return pb.AlarmNeed(player=need.player, action=need.action, gain=gain, loss=loss)


def read_monitoring(message: pb.MonitoringIntervention, game: RepeatedGame) -> MonitoringIntervention:
    """The intervention of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `intervention.`, for anything that is none, CertificateError for another game's.
    """
    plain = RepeatedGame(game.stage_game, game.discount)  # what is seen, and when coins are thrown, is not asked about
    check_digest(message.game_digest, plain, "intervention.game_digest")
    with under("intervention"):
        return MonitoringIntervention(
            question=read_alarm_question(message.question, game),
            cost=optional_number(message, "cost"),
            certificate=read_certificate(message.certificate) if message.HasField("certificate") else None,
            least=_read_need(message.least) if message.HasField("least") else None,
        )


def _read_need(message: pb.AlarmNeed) -> Need:
    gain, loss = read_number(message.gain, "least.gain"), read_number(message.loss, "least.loss")
    return Need(message.player, message.action, gain, loss)


def optional_number(message: Any, field: str) -> Fraction | None:
    """The number in a field that may be absent."""
    return read_number(getattr(message, field), field) if message.HasField(field) else None

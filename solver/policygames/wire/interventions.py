"""What `intervene` is asked, by lever, as messages and back, and its answers."""

from __future__ import annotations

from typing import Any, TypeAlias

from policygames.errors import GameError, UnsupportedError
from policygames.games import RepeatedGame
from policygames.games.interventions.alarms import AlarmQuestion
from policygames.games.interventions.commitments import CommitmentQuestion
from policygames.games.interventions.parameters import ParameterQuestion
from policygames.games.interventions.patience import PatienceQuestion
from policygames.games.interventions.payments import PaymentQuestion
from policygames.games.interventions.repeated_payments import RepeatedPaymentQuestion
from policygames.results.commitment_intervention import CommitmentIntervention
from policygames.results.intervention import Intervention
from policygames.results.parameter_intervention import ParameterIntervention
from policygames.results.patience_intervention import PatienceIntervention
from policygames.results.payment_intervention import PaymentIntervention
from policygames.v1 import games_pb2
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire import other_interventions as others
from policygames.wire import parameter_interventions as moved
from policygames.wire import requests, responses
from policygames.wire.games import game_message, read_game, read_stage_game
from policygames.wire.payment_interventions import (
    payment_intervention_message,
    payment_question_message,
    read_payment_intervention,
    read_payment_question,
    read_repeated_intervention,
    read_repeated_question,
    repeated_question_message,
)
from policygames.wire.places import under

Question: TypeAlias = (
    PaymentQuestion
    | RepeatedPaymentQuestion
    | CommitmentQuestion
    | PatienceQuestion
    | AlarmQuestion
    | tuple[ParameterQuestion, ...]
)
KINDS = ("payment", "commitment", "discount", "monitoring", "parameters")


def intervene_request(question: Question) -> pb.InterveneRequest:
    """The message of a question. Raises UnsupportedError for a lever that has none."""
    if isinstance(question, PaymentQuestion):
        return pb.InterveneRequest(game=game_message(question.game), payment=payment_question_message(question))
    if isinstance(question, RepeatedPaymentQuestion):
        return pb.InterveneRequest(game=game_message(question.game), payment=repeated_question_message(question))
    if isinstance(question, CommitmentQuestion):
        asked = others.commitment_question_message(question)
        return pb.InterveneRequest(game=game_message(question.game), commitment=asked)
    if isinstance(question, AlarmQuestion):
        game = RepeatedGame(question.stage_game, question.discount)
        return pb.InterveneRequest(game=game_message(game), monitoring=others.alarm_question_message(question))
    if isinstance(question, PatienceQuestion):
        return pb.InterveneRequest(discount=requests.critical_discount_request(question))
    if isinstance(question, tuple):
        return pb.InterveneRequest(parameters=moved.parameter_question_message(question))
    message = f"the lever of a {type(question).__name__} is not offered by servers; there are {', '.join(KINDS)}"
    raise UnsupportedError(message, reason="UNKNOWN_LEVER", path="lever", choices=KINDS)


def read_intervene_request(message: pb.InterveneRequest) -> tuple[Any, Question]:
    """The game and the question of a message, its numbers read, but not yet judged.

    Raises GameError, naming the field, for anything that is none.
    """
    kind = message.WhichOneof("question")
    if kind is None:
        text = f"the question is missing or of an unknown lever; allowed: {', '.join(KINDS)}"
        raise GameError(text, reason="OPTION_RANGE", path="lever")
    if kind == "discount":
        asked = requests.read_critical_discount_request(message.discount)
        return asked.game, asked
    if kind == "parameters":
        questions = moved.read_parameter_question(message.parameters)
        return questions[0].forms, questions
    if kind == "monitoring":
        game = _read_repeated(message.game)
        return game, others.read_alarm_question(message.monitoring, game)
    if kind == "payment":
        return _read_payments(message)
    stage = read_stage_game(message.game)
    return stage, others.read_commitment_question(message.commitment, stage)


def _read_payments(message: pb.InterveneRequest) -> tuple[Any, Question]:
    if message.game.WhichOneof("kind") != "repeated":
        stage = read_stage_game(message.game)
        return stage, read_payment_question(message.payment, stage)
    game = _read_repeated(message.game)
    return game, read_repeated_question(message.payment, game)


def _read_repeated(message: games_pb2.Game) -> RepeatedGame:
    game = read_game(message)
    if not isinstance(game, RepeatedGame):
        raise GameError("detection is asked about in a repeated game", reason="MISSING_GAME", path="game")
    return game


def intervene_response(found: Intervention, seconds: float) -> pb.InterveneResponse:
    """The message of an answer."""
    if isinstance(found, PatienceIntervention):
        inner = responses.critical_discount_response(found.threshold, seconds)
        return pb.InterveneResponse(header=inner.header, discount=inner)
    head = responses.header(seconds, game_digest=found.game.digest)
    if isinstance(found, PaymentIntervention):
        return pb.InterveneResponse(header=head, payment=payment_intervention_message(found))
    if isinstance(found, CommitmentIntervention):
        return pb.InterveneResponse(header=head, commitment=others.commitment_message(found))
    if isinstance(found, ParameterIntervention):
        return pb.InterveneResponse(header=head, parameters=moved.parameter_message(found))
    return pb.InterveneResponse(header=head, monitoring=others.monitoring_message(found))


def read_intervene_response(message: pb.InterveneResponse, question: Question) -> Intervention:
    """The answer to `question`; nothing is believed until its `verify` has passed. Raises GameError where it is none.

    The question is that of the caller, whatever the message says, so that no answer to another one passes.
    """
    found = _read(message, question)
    if isinstance(found, PatienceIntervention | ParameterIntervention):  # made of the question itself
        return found
    known = list(question.each()) if isinstance(question, RepeatedPaymentQuestion) else [question]
    if found.question not in known:
        raise GameError("this answers another question", reason="BAD_RESULT", path="intervention.question")
    return found


def _read(message: pb.InterveneResponse, question: Question) -> Intervention:
    kind = message.WhichOneof("kind")
    if kind == "payment" and isinstance(question, PaymentQuestion):
        return read_payment_intervention(message.payment, question.game)
    if kind == "payment" and isinstance(question, RepeatedPaymentQuestion):
        return read_repeated_intervention(message.payment, question.game)
    if kind == "commitment" and isinstance(question, CommitmentQuestion):
        return others.read_commitment(message.commitment, question.game)
    if kind == "monitoring" and isinstance(question, AlarmQuestion):
        return others.read_monitoring(message.monitoring, RepeatedGame(question.stage_game, question.discount))
    if kind == "parameters" and isinstance(question, tuple):
        return moved.read_parameters(message.parameters, question)
    if kind == "discount" and isinstance(question, PatienceQuestion):
        with under("intervention"):
            return PatienceIntervention(responses.read_critical_discount_response(message.discount, question.game))
    raise GameError("the intervention is missing or of another lever", reason="BAD_RESULT", path="intervention")

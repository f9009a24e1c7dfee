"""What the analyses of a scenario gave, as messages and back: each answer with what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.results import OptimalThreshold, PathThreshold, Solution, Threshold, TransferThreshold
from policygames.results.analysis_result import AnalysisResult, Sustained, Welfare
from policygames.results.commitment_intervention import CommitmentIntervention
from policygames.results.information_value import InformationValue
from policygames.results.intervention import Intervention
from policygames.results.monitoring_intervention import MonitoringIntervention
from policygames.results.parameter_intervention import ParameterIntervention
from policygames.results.patience_intervention import PatienceIntervention
from policygames.results.payment_intervention import PaymentIntervention
from policygames.results.potential import Potential
from policygames.results.regime_map import RegimeMap
from policygames.results.regime_plane import RegimePlane
from policygames.results.robustness import Robustness
from policygames.v1 import scenario_service_pb2 as pb
from policygames.v1 import solver_service_pb2 as service
from policygames.wire.games import game_message, read_game
from policygames.wire.interventions import (
    intervene_request,
    intervene_response,
    read_intervene_request,
    read_intervene_response,
)
from policygames.wire.numbers import number_text
from policygames.wire.profiles import pure_message, read_pure
from policygames.wire.regimes import read_regimes_response, regimes_response
from policygames.wire.responses import critical_discount_response, read_critical_discount_response
from policygames.wire.robustness import read_robustness, robustness_message
from policygames.wire.selections import potential_message, read_potential, read_value, value_message
from policygames.wire.solutions import read_solution, solution_message
from policygames.wire.strategies import discounts_response, read_discounts_response, read_strategy, strategy_message


def answer_message(found: AnalysisResult) -> pb.AnalysisAnswer:
    """The message of a result; of one that has none, an entry that says so."""
    message = pb.AnalysisAnswer(
        id=found.id, analysis=found.analysis, variant=found.variant, unsupported=found.unsupported
    )
    if found.result is None:
        return message
    kind = type(found.result)
    if kind in _WRITTEN:
        message.MergeFrom(_WRITTEN[kind](found.result))
    else:
        message.unsupported = f"a {kind.__name__} is not offered by servers"
    return message


def read_answer(message: pb.AnalysisAnswer) -> AnalysisResult:
    """The result of a message. Raises GameError, its path under `answer.`, for anything that is none."""
    kind = message.WhichOneof("answer")
    if kind is None and not message.unsupported:
        text = f"the answer to {message.id!r} is missing or of an unknown kind"
        raise GameError(text, reason="BAD_RESULT", path="answer")
    result = None if kind is None else _READ[kind](message)
    return AnalysisResult(message.id, message.analysis, result, message.unsupported, message.variant)


def _solution(found: Solution) -> pb.AnalysisAnswer:
    return pb.AnalysisAnswer(game=game_message(found.game), solution=solution_message(found))


def _threshold(found: Any) -> pb.AnalysisAnswer:
    game = game_message(found.stage_game)
    return pb.AnalysisAnswer(game=game, critical_discount=critical_discount_response(found, 0))


def _potential(found: Potential) -> pb.AnalysisAnswer:
    return pb.AnalysisAnswer(game=game_message(found.game), potential=potential_message(found))


def _value(found: InformationValue) -> pb.AnalysisAnswer:
    return pb.AnalysisAnswer(game=game_message(found.game), value_of_information=value_message(found))


def _robustness(found: Robustness) -> pb.AnalysisAnswer:
    return pb.AnalysisAnswer(game=game_message(found.game), robustness=robustness_message(found))


def _regimes(found: RegimeMap | RegimePlane) -> pb.AnalysisAnswer:
    return pb.AnalysisAnswer(regimes=regimes_response(found, 0))


def _patience(found: PatienceIntervention) -> pb.AnalysisAnswer:
    """Its answer stands for the question, which nothing else would tell apart."""
    answer = pb.InterventionAnswer(answer=intervene_response(found, 0))
    return pb.AnalysisAnswer(game=game_message(found.threshold.stage_game), intervention=answer)


def _intervention(found: Any) -> pb.AnalysisAnswer:
    question: Any = (found.question,) if isinstance(found, ParameterIntervention) else found.question
    answer = pb.InterventionAnswer(question=intervene_request(question), answer=intervene_response(found, 0))
    return pb.AnalysisAnswer(intervention=answer)


def _welfare(found: Welfare) -> pb.AnalysisAnswer:
    profiles = map(pure_message, found.profiles)
    answer = pb.WelfareAnswer(total=number_text(found.total), profiles=profiles, words=found.words)
    return pb.AnalysisAnswer(welfare=answer)


def _sustained(found: Sustained) -> pb.AnalysisAnswer:
    discounts = discounts_response(found.discounts, 0).discounts
    answer = pb.SustainedStrategy(strategy=strategy_message(found.strategy), discounts=discounts)
    return pb.AnalysisAnswer(sustained=answer)


_WRITTEN: dict[type, Callable[[Any], pb.AnalysisAnswer]] = {
    Solution: _solution,
    **dict.fromkeys((Threshold, OptimalThreshold, PathThreshold, TransferThreshold), _threshold),
    Potential: _potential,
    InformationValue: _value,
    Robustness: _robustness,
    RegimeMap: _regimes,
    RegimePlane: _regimes,
    PatienceIntervention: _patience,
    **dict.fromkeys(
        (PaymentIntervention, CommitmentIntervention, MonitoringIntervention, ParameterIntervention), _intervention
    ),
    Welfare: _welfare,
    Sustained: _sustained,
}


def _game(message: pb.AnalysisAnswer) -> Any:  # Any: a game of the wrong kind is refused by whoever reads on
    return read_game(message.game)


def _read_intervention(message: pb.AnalysisAnswer) -> Intervention:
    answer = message.intervention
    if not answer.HasField("question"):
        return PatienceIntervention(read_critical_discount_response(answer.answer.discount, _game(message)))
    _, question = read_intervene_request(answer.question)
    return read_intervene_response(answer.answer, question)


def _read_welfare(message: pb.AnalysisAnswer) -> Welfare:
    found = message.welfare
    return Welfare(exact(found.total, "answer.total"), _profiles(found.profiles), tuple(found.words))


def _profiles(messages: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(map(read_pure, messages))


def _read_sustained(message: pb.AnalysisAnswer) -> Sustained:
    _, strategy = read_strategy(message.sustained.strategy)
    discounts = service.StrategyDiscountsResponse(discounts=message.sustained.discounts)
    return Sustained(strategy, read_discounts_response(discounts))


_READ: dict[str, Callable[[pb.AnalysisAnswer], Any]] = {
    "solution": lambda message: read_solution(message.solution, _game(message)),
    "critical_discount": lambda message: read_critical_discount_response(message.critical_discount, _game(message)),
    "potential": lambda message: read_potential(message.potential, _game(message)),
    "value_of_information": lambda message: read_value(message.value_of_information, _game(message)),
    "intervention": _read_intervention,
    "regimes": lambda message: read_regimes_response(message.regimes),
    "robustness": lambda message: read_robustness(message.robustness, _game(message)),
    "welfare": _read_welfare,
    "sustained": _read_sustained,
}

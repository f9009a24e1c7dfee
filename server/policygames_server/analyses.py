"""What a worker answers beyond solutions: each question's analysis, and its answer's message."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from google.protobuf.message import Message
from policygames.analysis.estimate_precision import estimate_precision
from policygames.analysis.fictitious_play import fictitious_play
from policygames.analysis.folk_set import folk_set
from policygames.analysis.limit_payoffs import limit_payoffs
from policygames.analysis.minmax import minmax
from policygames.analysis.moran_process import fixation_probability, moran_process
from policygames.analysis.potential import potential
from policygames.analysis.quantal_response_path import quantal_response_path
from policygames.analysis.regimes.mapping import mapped
from policygames.analysis.regret_matching import regret_matching
from policygames.analysis.replicator_dynamics import replicator_dynamics
from policygames.analysis.select import select
from policygames.analysis.transfer_schedule import transfer_schedule
from policygames.analysis.value_of_information import value_of_information
from policygames.certificates import Certificate, Refusal
from policygames.games import NormalFormGame, RepeatedGame
from policygames.results.discounts import DiscountInterval
from policygames.results.learning_path import LearningPath
from policygames.results.quantal_branch import QuantalBranch
from policygames.results.selection import Selection
from policygames.results.strategy import Strategy
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire import analyses as wire
from policygames.wire import analysis_answers as answers
from policygames.wire import analysis_questions as questions
from policygames.wire import strategies
from policygames.wire.interventions import intervene_response, read_intervene_request
from policygames.wire.regimes import read_regimes_request, regimes_response
from policygames.wire.robustness import read_robustness_request, robustness_response

from policygames_server.frames import Frame, Kind, Request, Task
from policygames_server.interventions import intervened, survived


def _untimed(_: float) -> dict[str, float]:
    return {}


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a request is read, answered and its answer written; the game is the first thing that `read` gives."""

    message: type[Message]
    read: Callable[[Any], tuple[Any, ...]]
    run: Callable[..., Any]
    write: Callable[[Any, float], Message]
    within: Callable[[float], dict[str, float]] = _untimed
    """What `run` is told of the seconds that are left."""

    def answer(self, task: Task, note: Callable[[Any], Frame]) -> Iterator[Frame]:
        """The frames of the answer, `note` making the one about the game."""
        start = time.monotonic()
        asked = self.read(self.message.FromString(task.body))
        yield note(asked[0])
        response = self.write(self.run(*asked, **self.within(task.expires - start)), time.monotonic() - start)
        yield Frame(Kind.RESULT, response.SerializeToString())


def _checked(game: RepeatedGame, strategy: Strategy) -> Certificate | Refusal:
    return strategy.check(game.discount)


def _holding(_: RepeatedGame, strategy: Strategy) -> tuple[DiscountInterval, ...]:
    return strategy.discounts()


def _selected(game: NormalFormGame, by: str, prior: Any, **limits: float) -> Selection:
    return select(game, by, prior=prior, **limits)


def _branch(game: NormalFormGame, largest: str | None) -> QuantalBranch:
    return quantal_response_path(game, largest=largest)


def _learnt(game: NormalFormGame, process: str, asked: dict[str, Any]) -> LearningPath:
    return _PROCESSES[process](game, **asked)


def _fixed(game: NormalFormGame, mutant: int, resident: int, size: int) -> tuple[NormalFormGame, Fraction]:
    return game, fixation_probability(game, mutant, resident, size)


_PROCESSES: dict[str, Callable[..., LearningPath]] = {
    "replicator_dynamics": replicator_dynamics,
    "moran_process": moran_process,
    "fictitious_play": fictitious_play,
    "regret_matching": regret_matching,
}
_SEARCHING = 0.85
"""The share of the time of an analysis that its searches may take."""


def _all(seconds: float) -> dict[str, float]:
    return {"deadline": max(_SEARCHING * seconds, 1e-3)}


def _half(seconds: float) -> dict[str, float]:
    """For each of two searches."""
    return {"deadline": max(_SEARCHING * seconds / 2, 1e-3)}


ANALYSES = {
    Request.MINMAX: Analysis(pb.MinmaxRequest, wire.read_minmax_request, minmax, wire.minmax_response),
    Request.FOLK_SET: Analysis(pb.FolkSetRequest, wire.read_folk_set_request, folk_set, wire.folk_set_response),
    Request.TRANSFER_SCHEDULE: Analysis(
        pb.TransferScheduleRequest,
        wire.read_transfer_schedule_request,
        transfer_schedule,
        wire.transfer_schedule_response,
    ),
    Request.CHECK_STRATEGY: Analysis(
        pb.CheckStrategyRequest, strategies.read_check_request, _checked, strategies.check_response
    ),
    Request.STRATEGY_DISCOUNTS: Analysis(
        pb.StrategyDiscountsRequest, strategies.read_discounts_request, _holding, strategies.discounts_response
    ),
    Request.LIMIT_PAYOFFS: Analysis(
        pb.LimitPayoffsRequest, wire.read_limit_payoffs_request, limit_payoffs, wire.limit_payoffs_response
    ),
    Request.POTENTIAL: Analysis(
        pb.PotentialRequest, questions.read_potential_request, potential, answers.potential_response
    ),
    Request.VALUE_OF_INFORMATION: Analysis(
        pb.ValueOfInformationRequest,
        questions.read_value_request,
        value_of_information,
        answers.value_response,
        within=_half,
    ),
    Request.SELECT: Analysis(
        pb.SelectRequest, questions.read_select_request, _selected, answers.select_response, within=_all
    ),
    Request.QUANTAL_RESPONSE_PATH: Analysis(
        pb.QuantalResponsePathRequest, questions.read_branch_request, _branch, answers.branch_response
    ),
    Request.ESTIMATE_PRECISION: Analysis(
        pb.EstimatePrecisionRequest, questions.read_estimate_request, estimate_precision, answers.estimate_response
    ),
    Request.REGIMES: Analysis(pb.RegimesRequest, read_regimes_request, mapped, regimes_response, within=_all),
    Request.INTERVENE: Analysis(
        pb.InterveneRequest, read_intervene_request, intervened, intervene_response, within=_all
    ),
    Request.ROBUSTNESS: Analysis(
        pb.RobustnessRequest, read_robustness_request, survived, robustness_response, within=_all
    ),
    Request.LEARN: Analysis(pb.LearnRequest, questions.read_learn_request, _learnt, answers.learn_response),
    Request.FIXATION_PROBABILITY: Analysis(
        pb.FixationProbabilityRequest, questions.read_fixation_request, _fixed, answers.fixation_response
    ),
}

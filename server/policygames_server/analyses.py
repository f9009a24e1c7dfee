"""What a worker answers about repeated games beyond solutions: each question's analysis, and its answer's message."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message
from policygames.analysis.folk_set import folk_set
from policygames.analysis.limit_payoffs import limit_payoffs
from policygames.analysis.minmax import minmax
from policygames.analysis.transfer_schedule import transfer_schedule
from policygames.certificates import Certificate, Refusal
from policygames.games import RepeatedGame
from policygames.results.discounts import DiscountInterval
from policygames.results.strategy import Strategy
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire import analyses as wire
from policygames.wire import strategies

from policygames_server.frames import Frame, Kind, Request, Task


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a request is read, answered and its answer written; the game is the first thing that `read` gives."""

    message: type[Message]
    read: Callable[[Any], tuple[Any, ...]]
    run: Callable[..., Any]
    write: Callable[[Any, float], Message]

    def answer(self, task: Task, note: Callable[[Any], Frame]) -> Iterator[Frame]:
        """The frames of the answer, `note` making the one about the game."""
        start = time.monotonic()
        asked = self.read(self.message.FromString(task.body))
        yield note(asked[0])
        response = self.write(self.run(*asked), time.monotonic() - start)
        yield Frame(Kind.RESULT, response.SerializeToString())


def _checked(game: RepeatedGame, strategy: Strategy) -> Certificate | Refusal:
    return strategy.check(game.discount)


def _holding(_: RepeatedGame, strategy: Strategy) -> tuple[DiscountInterval, ...]:
    return strategy.discounts()


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
}

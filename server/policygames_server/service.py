"""SolverService: bytes in, bytes out. Workers do the work; what a server knows of itself it says at once."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import cache, partial
from typing import Any, TypeAlias

import grpc
from policygames import __version__, registry
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.service_info import Limits, ServerInfo, list_concepts_response, server_info_response
from prometheus_client import Histogram

from policygames_server import statuses
from policygames_server.admission import Admission
from policygames_server.batches import Answering, Batches
from policygames_server.errors import RefusedError, WorkerDiedError, WorkerKilledError
from policygames_server.frames import Request, Task
from policygames_server.guard import status_of_failure
from policygames_server.metrics import SOLVE_SECONDS
from policygames_server.notes import NOTES
from policygames_server.principals import principal_of
from policygames_server.settings import Settings
from policygames_server.tale import RESERVE, Tale
from policygames_server.tiny import SHAPE, Tiny
from policygames_server.workers import HEED, Workers
from policygames_server.working import Working, require_answer

SERVICE: str = pb.DESCRIPTOR.services_by_name["SolverService"].full_name
RETURN, LEAST_RETURN, MOST_RETURN = 0.1, 0.2, 0.3
"""What was found still has to arrive: for that a tenth of a call's time is kept, or 0.2 seconds where that is more; of
a short call no more than three tenths."""
Events: TypeAlias = AsyncGenerator[pb.SolveStreamResponse, None]
WHOLE = {
    "CriticalDiscount": Request.CRITICAL_DISCOUNT,
    "Verify": Request.VERIFY,
    "Sweep": Request.SWEEP,
    "Minmax": Request.MINMAX,
    "FolkSet": Request.FOLK_SET,
    "TransferSchedule": Request.TRANSFER_SCHEDULE,
    "LimitPayoffs": Request.LIMIT_PAYOFFS,
    "CheckStrategy": Request.CHECK_STRATEGY,
    "StrategyDiscounts": Request.STRATEGY_DISCOUNTS,
    "Potential": Request.POTENTIAL,
    "ValueOfInformation": Request.VALUE_OF_INFORMATION,
    "Select": Request.SELECT,
    "QuantalResponsePath": Request.QUANTAL_RESPONSE_PATH,
    "EstimatePrecision": Request.ESTIMATE_PRECISION,
    "Learn": Request.LEARN,
    "FixationProbability": Request.FIXATION_PROBABILITY,
    "Intervene": Request.INTERVENE,
    "Robustness": Request.ROBUSTNESS,
    "Regimes": Request.REGIMES,
    "SolveColumns": Request.SOLVE_COLUMNS,
}
"""The rpcs that a worker answers in one piece."""
PROGRESS = 1.0
"""Seconds after which a stream hears that its search goes on."""
UNBEGUN = "the deadline passed before the search could begin"


class SolverService:
    """The handlers of all rpcs; each takes and gives bytes, and raises what the guard turns into a status."""

    def __init__(self, workers: Workers, admission: Admission, settings: Settings) -> None:
        self._workers, self._admission, self._settings = workers, admission, settings
        columns: Answering = partial(self.whole, Request.SOLVE_COLUMNS)
        self._batches = Batches(self.solve, columns, admission)
        self._tiny: Tiny | None = None

    async def warm(self) -> None:
        """Prepares what is solved in this process."""
        self._tiny = self._batches.tiny = await asyncio.to_thread(Tiny)

    def handlers(self) -> grpc.GenericRpcHandler:
        """What the gRPC server is given; without (de)serializers bytes pass as they are."""
        unary, stream = grpc.unary_unary_rpc_method_handler, grpc.unary_stream_rpc_method_handler
        both = grpc.stream_stream_rpc_method_handler
        handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {
            "Solve": unary(self.solve),
            "SolveStream": stream(self.solve_stream),
            "SolveBatch": both(self._batches.solve_batch),
            "SolveColumnsStream": both(self._batches.solve_columns),
            **{name: unary(partial(self.whole, request)) for name, request in WHOLE.items()},
            "ListConcepts": unary(self.list_concepts),
            "GetServerInfo": unary(self.server_info),
        }
        return grpc.method_handlers_generic_handler(SERVICE, handlers)

    async def solve(self, request: bytes, context: Any) -> bytes:
        """A SolveResponse with all equilibria; one about a tiny game at once."""
        if self._tiny is not None and (found := self._tiny.response(request)) is not None:
            return _seen(found).SerializeToString()
        response = pb.SolveResponse()
        room = self._settings.max_send - RESERVE
        async with aclosing(self._search(Request.SOLVE, request, context, room)) as events:
            try:
                async for event in events:
                    if event.HasField("equilibrium"):
                        response.solution.equilibria.append(event.equilibrium)
                    response.solution.MergeFrom(event.solution)
                    response.header.MergeFrom(event.header)
            except (RefusedError, WorkerDiedError) as error:
                if not response.solution.equilibria:
                    raise
                status = status_of_failure(error, "Solve")
                raise RefusedError(statuses.with_certified(status, response)) from error
        return response.SerializeToString()

    async def solve_stream(self, request: bytes, context: Any) -> AsyncGenerator[bytes, None]:
        """SolveStreamResponses: a sign of life, the equilibria as they are certified, the solution."""
        async with aclosing(self._search(Request.SOLVE_STREAM, request, context, within=PROGRESS)) as events:
            async for event in events:
                yield event.SerializeToString()

    async def list_concepts(self, request: bytes, _: Any) -> bytes:
        """A ListConceptsResponse."""
        pb.ListConceptsRequest.FromString(request)
        known = [(concept, registry.methods(concept.id)) for concept in registry.concepts()]
        return list_concepts_response(known).SerializeToString()

    async def server_info(self, request: bytes, _: Any) -> bytes:
        """A GetServerInfoResponse."""
        pb.GetServerInfoRequest.FromString(request)
        settings = self._settings
        limits = Limits(
            max_request_bytes=settings.max_receive,
            max_response_bytes=settings.max_send,
            default_deadline=settings.default_deadline,
            max_deadline=settings.max_deadline,
        )
        concepts = tuple(concept.id for concept in registry.concepts())
        return server_info_response(ServerInfo(__version__, concepts, limits)).SerializeToString()

    async def whole(self, request: Request, body: bytes, context: Any) -> bytes:
        """The answer of a worker that gives it in one piece."""
        task, kill_at = self._timed(request, body, context)
        async with self._admission.work(principal_of(context), kill_at), self._workers.working(task, kill_at) as work:
            try:
                return require_answer(await work.last()).body
            finally:
                _noted(work)

    async def _search(
        self, request: Request, body: bytes, context: Any, room: float = math.inf, within: float | None = None
    ) -> Events:
        """The events of a search; where it had to be stopped, the last one says so, and what came before stands.

        Where there is no event `within` so many seconds, one tells of the progress.
        """
        task, kill_at = self._timed(request, body, context)
        async with self._admission.work(principal_of(context), kill_at), self._workers.working(task, kill_at) as work:
            tale = Tale(room)
            try:
                yield tale.progress()
                while not (tale.ended or tale.full):
                    if (event := await _next_event(work, tale, within)) is not None:
                        yield event
            except WorkerKilledError as error:
                if not tale.begun:
                    raise RefusedError(statuses.deadline_exceeded(UNBEGUN)) from error
            finally:
                _noted(work)
        end = tale.end()
        _solving(end.header.method).observe(end.header.seconds)
        yield end

    def _timed(self, request: Request, body: bytes, context: Any) -> tuple[Task, float]:
        """The task with the end of its search, and when its worker is killed; both on the clock of loop and workers."""
        given = context.time_remaining()
        seconds = min(self._settings.default_deadline if given is None else given, self._settings.max_deadline)
        left = max(RETURN * seconds, min(LEAST_RETURN, MOST_RETURN * seconds))
        expires = time.monotonic() + seconds - left
        return Task(request, body, expires, self._settings.max_work), expires + min(HEED, left / 2)


def _seen(response: pb.SolveResponse) -> pb.SolveResponse:
    """The same, after the log and the metrics have it."""
    head = response.header
    NOTES.get().update(shape=SHAPE, digest=head.game_digest)
    _solving(head.method).observe(head.seconds)
    return response


@cache
def _solving(method: str) -> Histogram:
    return SOLVE_SECONDS.labels(method)


async def _next_event(work: Working, tale: Tale, within: float | None) -> pb.SolveStreamResponse | None:
    try:
        frame = await work.frame(within)
    except TimeoutError:
        return tale.progress()
    return tale.event(require_answer(frame))


def _noted(work: Working) -> None:
    """Keeps what the log may have of a task."""
    if note := work.note:
        NOTES.get().update(json.loads(note))

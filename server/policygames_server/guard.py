"""The guard around every handler: bytes are parsed inside, errors leave as statuses, the log gets one line a call."""

from __future__ import annotations

import asyncio
import inspect
import logging
import re
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from functools import cache
from typing import Any, TypeAlias

import grpc
from google.protobuf.message import DecodeError
from google.rpc.code_pb2 import Code
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status
from policygames.errors import PolicyGamesError
from policygames.wire.status import status_of
from prometheus_client import Counter, Histogram

from policygames_server import statuses
from policygames_server.admission import Admission
from policygames_server.errors import NoWorkerError, RefusedError, WorkerDiedError, WorkerFaultError, WorkerKilledError
from policygames_server.http_context import HttpContext
from policygames_server.logs import say
from policygames_server.metrics import REQUEST_SECONDS, REQUESTS
from policygames_server.notes import NOTES
from policygames_server.principals import Principals, serve_as

log = logging.getLogger(__name__)

_OPEN = "/grpc.health."
"""Who asks for health is not asked who it is, nor logged."""
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
"""https://www.w3.org/TR/trace-context: what is none is not logged."""
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any] | HttpContext"
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"


class Guard:
    """Wraps every call; what handlers raise never reaches the caller as text.

    Health is for everybody, at any time. All else needs a principal where there are any, and ends while the server
    drains.
    """

    def __init__(self, admission: Admission, principals: Principals | None = None) -> None:
        self.admission, self._principals = admission, principals or Principals()

    def around_all(self, handlers: grpc.GenericRpcHandler) -> grpc.GenericRpcHandler:
        """The same handlers with the guard around each. Wrapped once: an interceptor costs every call a detour."""
        return _Guarded(self, handlers)

    def guarded(self, method: str, handler: Handler) -> Handler:
        """The handler of a method with the guard around it: it takes bytes."""
        call, serializer = _Call(self, method, handler), handler.response_serializer
        if handler.request_streaming and handler.response_streaming:
            return grpc.stream_stream_rpc_method_handler(call.converse, response_serializer=serializer)
        if handler.request_streaming:
            return grpc.stream_unary_rpc_method_handler(call.collect, response_serializer=serializer)
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(call.stream, response_serializer=serializer)
        return grpc.unary_unary_rpc_method_handler(call.answer, response_serializer=serializer)

    def around(self, method: str, context: Context) -> _Around:
        """Surrounds one call, from who asks to the line in the log."""
        return _Around(self, method, context)

    def admit(self, context: Context, notes: dict[str, object]) -> None:
        """Lets a call in, or raises RefusedError."""
        principal = self._principals.recognized(context)
        serve_as(principal)
        notes["principal"] = principal
        self.admission.charge(principal)
        self.admission.enter()


class _Guarded(grpc.GenericRpcHandler):
    def __init__(self, guard: Guard, handlers: grpc.GenericRpcHandler) -> None:
        self._guard, self._handlers = guard, handlers
        self._known: dict[str, Handler] = {}

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> Handler | None:
        method = str(handler_call_details.method)
        handler = self._known.get(method)
        if handler is None and (found := self._handlers.service(handler_call_details)) is not None:
            handler = self._known[method] = self._guard.guarded(method, found)
        return handler


class _Around:
    """What surrounds one call. A class, as generators that are contexts would cost a tenth of a small call."""

    __slots__ = ("_context", "_guard", "_method", "_notes", "_open", "_start")

    def __init__(self, guard: Guard, method: str, context: Context) -> None:
        self._guard, self._method, self._context = guard, method, context
        self._open, self._start = method.startswith(_OPEN), time.monotonic()
        self._notes: dict[str, object] = {}

    async def __aenter__(self) -> None:
        self._notes = _traced(self._context)
        NOTES.set(self._notes)
        if self._open:
            return
        try:
            self._guard.admit(self._context, self._notes)
        except Exception as error:  # noqa: BLE001 - as below
            await self._failed(error)

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not self._open:
            self._guard.admission.leave()
        if error is None:
            self._record("OK")
        else:
            await self._failed(error)

    async def _failed(self, error: BaseException) -> None:
        """The outermost border: nothing of an error may reach the caller."""
        if isinstance(error, grpc.aio.AbortError):
            self._record(_code(self._context))
            raise error
        if _goes_away(error):
            self._record("DEADLINE_EXCEEDED" if _too_late(self._context) else "CANCELLED")
            raise error
        status = status_of_failure(error, self._method)
        self._notes["reason"] = statuses.reason_of(status)
        try:
            await self._context.abort_with_status(rpc_status.to_status(status))
        finally:
            self._record(Code.Name(status.code))

    def _record(self, code: str) -> None:
        _recorded(self._method, code, time.monotonic() - self._start, self._notes)


class _Call:
    """A handler with its guard: called with bytes."""

    def __init__(self, guard: Guard, method: str, handler: Handler) -> None:
        self._guard, self._method, self._parse = guard, method, handler.request_deserializer or bytes
        kinds: tuple[Any, ...] = (
            handler.unary_unary,
            handler.unary_stream,
            handler.stream_unary,
            handler.stream_stream,
        )
        self._handle: Any = next(kind for kind in kinds if kind is not None)

    async def answer(self, request: bytes, context: Context) -> Any:
        async with self._guard.around(self._method, context):
            return await self._handle(self._parse(request), context)

    async def collect(self, requests: AsyncIterator[bytes], context: Context) -> Any:
        async with self._guard.around(self._method, context):
            return await self._handle(self._parsed(requests), context)

    async def stream(self, request: bytes, context: Any) -> None:
        """Writes the answers one by one, in this task, so that the end of the call reaches the handler at once."""
        async with self._guard.around(self._method, context):
            await self._written(self._parse(request), context)

    async def converse(self, requests: AsyncIterator[bytes], context: Any) -> None:
        """The same where requests come one by one; one that is no message ends the call."""
        async with self._guard.around(self._method, context):
            await self._written(self._parsed(requests), context)

    async def _written(self, asked: Any, context: Any) -> None:
        if inspect.iscoroutinefunction(self._handle):
            await self._handle(asked, context)
            return
        async with aclosing(self._handle(asked, context)) as responses:
            async for response in responses:
                await context.write(response)

    async def _parsed(self, requests: AsyncIterator[bytes]) -> AsyncIterator[Any]:
        async for request in requests:
            yield self._parse(request)


_FORESEEN: tuple[tuple[type[Exception], Callable[[Any], Status]], ...] = (
    (RefusedError, lambda error: error.status),
    (DecodeError, lambda _: statuses.malformed_body()),
    (PolicyGamesError, status_of),
    (NoWorkerError, lambda _: statuses.deadline_exceeded("no worker was free before the deadline")),
    (WorkerKilledError, lambda _: statuses.deadline_exceeded("the deadline passed during the work")),
    (WorkerDiedError, lambda error: statuses.worker_died(error.exit_code)),
)


def status_of_failure(error: BaseException, method: str) -> Status:
    """What the caller is told of an error; one that nobody foresaw goes to the log, under an incident's name."""
    for kind, told in _FORESEEN:
        if isinstance(error, kind):
            return told(error)
    identifier = uuid.uuid4().hex[:12]
    extra = {"incident": identifier, "method": method}
    if isinstance(error, WorkerFaultError):
        log.error("incident", extra=extra | {"traceback": str(error)})
    else:
        log.error("incident", extra=extra, exc_info=error)
    return statuses.incident(identifier)


def _traced(context: Context) -> dict[str, object]:
    sent = [value for key, value in context.invocation_metadata() or () if key == "traceparent"]
    return {"traceparent": sent[0]} if sent and _TRACEPARENT.fullmatch(str(sent[0])) else {}


def _recorded(method: str, code: str, seconds: float, notes: dict[str, object]) -> None:
    _count(method, code).inc()
    _duration(method).observe(seconds)
    if not method.startswith(_OPEN):
        say(log, "call", {"method": method, "code": code, "seconds": round(seconds, 6), **notes})


@cache
def _count(method: str, code: str) -> Counter:
    return REQUESTS.labels(method, code)


@cache
def _duration(method: str) -> Histogram:
    return REQUEST_SECONDS.labels(method)


def _code(context: Any) -> str:  # Any: grpc.aio gives a number where its types say StatusCode
    code = context.code()
    return str(getattr(code, "name", "") or Code.Name(code or 0))


def _too_late(context: Context) -> bool:
    left = context.time_remaining()
    return left is not None and left <= 0


def _goes_away(error: BaseException) -> bool:
    """Whether the call itself is cancelled, rather than something that its handler waited for."""
    task = asyncio.current_task()
    return isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)) or (
        isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0
    )

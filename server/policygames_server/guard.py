"""The guard around every handler: bytes are parsed inside, errors leave as statuses, the log gets one line a call."""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager, nullcontext
from typing import Any, TypeAlias

import grpc
from google.protobuf.message import DecodeError
from google.rpc.code_pb2 import Code
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status
from policygames.errors import PolicyGamesError
from policygames.wire.status import status_of

from policygames_server import statuses
from policygames_server.admission import Admission
from policygames_server.errors import RefusedError, WorkerFaultError
from policygames_server.notes import NOTES
from policygames_server.service import SERVICE

log = logging.getLogger(__name__)

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"
Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"


class Guard(grpc.aio.ServerInterceptor):
    """Wraps every call with one request; what handlers raise never reaches the caller as text."""

    def __init__(self, admission: Admission) -> None:
        self._admission = admission

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """The handler with the guard around it."""
        handler = await continuation(handler_call_details)
        if handler is None or handler.request_streaming:
            return handler
        call = _Call(self._admission, str(handler_call_details.method), handler)
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(call.stream, response_serializer=handler.response_serializer)
        return grpc.unary_unary_rpc_method_handler(call.answer, response_serializer=handler.response_serializer)


class _Call:
    """A handler with its guard: called with bytes."""

    def __init__(self, admission: Admission, method: str, handler: Handler) -> None:
        self._method, self._parse = method, handler.request_deserializer or bytes
        self._handle: Any = handler.unary_stream if handler.response_streaming else handler.unary_unary
        self._ours = method.startswith(f"/{SERVICE}/")
        self._admitted = admission.call if self._ours else nullcontext

    async def answer(self, request: bytes, context: Context) -> Any:
        async with self._guarded(context):
            return await self._handle(self._parse(request), context)

    async def stream(self, request: bytes, context: Context) -> None:
        """Writes the answers one by one, in this task, so that the end of the call reaches the handler at once."""
        async with self._guarded(context):
            if inspect.iscoroutinefunction(self._handle):
                await self._handle(self._parse(request), context)
                return
            async with aclosing(self._handle(self._parse(request), context)) as responses:
                async for response in responses:
                    await context.write(response)

    @asynccontextmanager
    async def _guarded(self, context: Context) -> AsyncIterator[None]:
        start, notes, code = time.monotonic(), dict[str, object](), "OK"
        NOTES.set(notes)
        try:
            with self._admitted():
                yield
        except grpc.aio.AbortError:
            raise
        except BaseException as error:  # the outermost border: nothing of an error may reach the caller
            code = "CANCELLED"
            if _goes_away(error):
                raise
            status = self._status(error)
            code = Code.Name(status.code)
            notes["reason"] = statuses.reason_of(status)
            await context.abort_with_status(rpc_status.to_status(status))
        finally:
            if self._ours:
                seconds = round(time.monotonic() - start, 6)
                log.info("call", extra={"method": self._method, "code": code, "seconds": seconds, **notes})

    def _status(self, error: BaseException) -> Status:
        if isinstance(error, RefusedError):
            return error.status
        if isinstance(error, DecodeError):
            return statuses.malformed_body()
        if isinstance(error, PolicyGamesError):
            return status_of(error)
        identifier = uuid.uuid4().hex[:12]
        extra = {"incident": identifier, "method": self._method}
        if isinstance(error, WorkerFaultError):
            log.error("incident", extra=extra | {"traceback": str(error)})
        else:
            log.error("incident", extra=extra, exc_info=error)
        return statuses.incident(identifier)


def _goes_away(error: BaseException) -> bool:
    """Whether the call itself is cancelled, rather than something that its handler waited for."""
    task = asyncio.current_task()
    return isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)) or (
        isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0
    )

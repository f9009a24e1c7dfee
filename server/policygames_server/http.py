"""Every unary call over HTTP in Connect's form, through the same guard as gRPC's."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

import grpc
from google.rpc.status_pb2 import Status
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from policygames_server import statuses
from policygames_server.connect import JSON, PROTO, Rpc, error_body, http_code, retry_after
from policygames_server.errors import RefusedError
from policygames_server.guard import Guard
from policygames_server.http_context import HttpContext

BODY_SECONDS = 60.0
"""In which a request has to arrive."""
_DROPPED = 4
"""How many times the longest body is read before its caller is cut off."""
BLOCKING = 2**16
"""Bytes above which a body is read and written in a thread: the loop has other callers."""
_TIMEOUT = re.compile(r"[0-9]{1,10}")

Answer = TypeVar("Answer")


class Calls:
    """Answers calls over HTTP; `most` bounds a request's body, in bytes."""

    def __init__(self, guard: Guard, rpcs: Mapping[str, Rpc], most: int) -> None:
        self._guard, self._rpcs, self._most = guard, rpcs, most

    async def answer(self, request: Request) -> Response:
        """The answer to one call, or an error in Connect's form."""
        try:
            rpc, kind, seconds = self._asked(request)
        except RefusedError as error:
            return failed(error.status)
        context = HttpContext(request.headers.items(), getattr(request.state, "names", ()), seconds)
        try:
            async with asyncio.timeout(seconds):
                return Response(await self._called(rpc, request, kind, context), media_type=kind)
        except TimeoutError:
            return failed(statuses.deadline_exceeded("the deadline passed before there was an answer"))
        except grpc.aio.AbortError:
            return failed(context.status)
        except asyncio.CancelledError:
            if not context.gone:
                raise
            return Response(status_code=499)  # nobody reads it

    def _asked(self, request: Request) -> tuple[Rpc, str, float | None]:
        rpc = self._rpcs.get(request.url.path)
        if rpc is None:
            raise RefusedError(statuses.no_such_rpc())
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in (JSON, PROTO) or request.headers.get("content-encoding", "identity") != "identity":
            raise RefusedError(statuses.bad_media_type())
        timeout = request.headers.get("connect-timeout-ms")
        if timeout is not None and not _TIMEOUT.fullmatch(timeout):
            raise RefusedError(statuses.bad_timeout())
        return rpc, kind, None if timeout is None else int(timeout) / 1000

    async def _called(self, rpc: Rpc, request: Request, kind: str, context: HttpContext) -> bytes:
        async with self._guard.around(rpc.path, context):
            body = await _body(request, self._most)
            asked = await _aside(len(body), rpc.request_bytes, body, kind)
            answer = await _unless_gone(request, context, rpc.handler.unary_unary(asked, context))
            return await _aside(len(answer), rpc.response_body, answer, kind)


def failed(status: Status) -> Response:
    """An error as HTTP says it."""
    seconds = retry_after(status)
    headers = {} if seconds is None else {"retry-after": str(seconds)}
    if http_code(status) == 401:
        headers["www-authenticate"] = "Bearer"
    return Response(error_body(status), http_code(status), headers, JSON)


async def _body(request: Request, most: int) -> bytes:
    """The whole body. Raises RefusedError where it is longer than allowed.

    What is too long is read on for a while, and dropped: who still sends does not hear an answer.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > _DROPPED * most:
        raise RefusedError(statuses.body_too_large(most))
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size <= most:
                    body += part
                elif size > _DROPPED * most:
                    break
    except (ClientDisconnect, TimeoutError) as error:
        raise RefusedError(statuses.cut_short()) from error
    if size > most:
        raise RefusedError(statuses.body_too_large(most))
    return bytes(body)


async def _aside(size: int, convert: Any, body: bytes, kind: str) -> bytes:
    if size > BLOCKING and kind == JSON:
        return bytes(await asyncio.to_thread(convert, body, kind))
    return bytes(convert(body, kind))


async def _unless_gone(request: Request, context: HttpContext, answer: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer; where the caller hangs up first, the call is cancelled as gRPC cancels it."""
    working, leaving = asyncio.ensure_future(answer), asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait([working, leaving], return_when=asyncio.FIRST_COMPLETED)
        if not working.done() and (task := asyncio.current_task()) is not None:
            context.gone = True
            task.cancel()
        return await working
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.wait([working, leaving])

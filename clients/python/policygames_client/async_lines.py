"""The line to a server for a client that awaits: calls on it, made again where that is safe and helps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import grpc
from google.protobuf.message import Message
from policygames.errors import PolicyGamesError
from policygames.wire.service_info import MAX_REQUEST_BYTES

from policygames_client import calls
from policygames_client.calls import ANY_TAKES, Call, Stream, require_within
from policygames_client.failures import closed, error_of_call
from policygames_client.retries import Retries
from policygames_client.stubs import Stubs

Result = TypeVar("Result")


class AsyncLine:
    """A channel to the server at `address`, the headers of every call on it, and what is known of the server."""

    def __init__(self, channel: grpc.aio.Channel, address: str, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.address = address
        self._channel, self._headers, self._stub = channel, tuple(headers), Stubs(channel)
        self._closed = self._reached = False
        self._max_request: int | None = None

    async def answer(self, call: Call[Result]) -> Result:
        """What the server answers. Raises the error that it raised, or ServiceError where none can be had."""
        await self._require_taken(call.request)
        retries = Retries(call.timeout, call.patience)
        while True:
            try:
                with self._translating():
                    response = await self._begun(call.rpc, call.request, retries.left())
            except PolicyGamesError as failure:
                await self._wait(failure, retries)
            else:
                self._reached = True
                return call.read(response)

    async def streamed(self, stream: Stream[Result]) -> AsyncGenerator[Result, None]:
        """Each of the server's answers; whoever closes this ends the work. Raises as `answer` does."""
        retries, answered = Retries(stream.timeout, stream.patience), False
        while True:
            request = stream.ask()
            await self._require_taken(request)
            responses = self._begun(stream.rpc, request, retries.left())
            try:
                with self._translating():
                    async for response in responses:
                        self._reached = answered = True
                        retries.renew()
                        yield stream.read(response)
            except PolicyGamesError as failure:
                if not (stream.resumes if answered else stream.repeats):
                    raise
                await self._wait(failure, retries)
            else:
                if self._closed:  # gRPC may end the stream as if that were all
                    raise closed(self.address)
                return
            finally:
                responses.cancel()

    async def most(self) -> int:
        """The bytes of the longest request that this client sends and the server takes; that is asked once."""
        if self._max_request is None:
            limits = (await self.answer(calls.server_info())).limits
            self._max_request = min(limits.max_request_bytes, MAX_REQUEST_BYTES)
        return self._max_request

    async def close(self) -> None:
        """Cancels what is under way and hangs up."""
        self._closed = True
        await self._channel.close()

    async def _require_taken(self, request: Any) -> None:
        if isinstance(request, Message) and request.ByteSize() > ANY_TAKES:
            require_within(request, await self.most())

    def _begun(self, rpc: str, request: Any, timeout: float | None) -> Any:
        try:
            return getattr(self._stub, rpc)(request, timeout=timeout, metadata=self._headers)
        except grpc.aio.UsageError:
            if self._closed:
                raise closed(self.address) from None
            raise

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raises what gRPC raises inside as an error of ours; it cancels what awaits a client that is closed."""
        try:
            yield
        except grpc.RpcError as error:
            raise self._failed(error) from None
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._closed or (task and task.cancelling()):
                raise
            raise closed(self.address) from None

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError:
        return closed(self.address) if self._closed else error_of_call(error, self.address)

    async def _wait(self, failure: PolicyGamesError, retries: Retries) -> None:
        """Waits until the call may be made once more. Raises the failure where it may not."""
        pause = retries.pause(failure, reached=self._reached)
        if pause is None:
            raise failure from None
        await asyncio.sleep(pause)

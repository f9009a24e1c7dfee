"""The line to a server for a client that waits: calls on it, made again where that is safe and helps."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
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


class Line:
    """A channel to the server at `address`, the headers of every call on it, and what is known of the server."""

    def __init__(self, channel: grpc.Channel, address: str, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.address = address
        self._channel, self._headers, self._stub = channel, tuple(headers), Stubs(channel)
        self._closed = self._reached = False
        self._max_request: int | None = None

    def answer(self, call: Call[Result]) -> Result:
        """What the server answers. Raises the error that it raised, or ServiceError where none can be had."""
        self._require_taken(call.request)
        retries = Retries(call.timeout, call.patience)
        while True:
            try:
                response = self._begun(call.rpc, call.request, retries.left())
            except grpc.RpcError as error:
                self._wait(self._failed(error), retries)
            else:
                self._reached = True
                return call.read(response)

    def streamed(self, stream: Stream[Result]) -> Generator[Result, None, None]:
        """Each of the server's answers; whoever closes this ends the work. Raises as `answer` does."""
        retries, answered = Retries(stream.timeout, stream.patience), False
        while True:
            request = stream.ask()
            self._require_taken(request)
            responses = self._begun(stream.rpc, request, retries.left())
            try:
                with self._translating():
                    for response in responses:
                        self._reached = answered = True
                        retries.renew()
                        yield stream.read(response)
            except PolicyGamesError as failure:
                if not (stream.resumes if answered else stream.repeats):
                    raise
                self._wait(failure, retries)
            else:
                return
            finally:
                responses.cancel()

    def most(self) -> int:
        """The bytes of the longest request that this client sends and the server takes; that is asked once."""
        if self._max_request is None:
            limits = self.answer(calls.server_info()).limits
            self._max_request = min(limits.max_request_bytes, MAX_REQUEST_BYTES)
        return self._max_request

    def close(self) -> None:
        """Cancels what is under way and hangs up."""
        self._closed = True
        self._channel.close()

    def _require_taken(self, request: Any) -> None:
        if isinstance(request, Message) and request.ByteSize() > ANY_TAKES:
            require_within(request, self.most())

    def _begun(self, rpc: str, request: Any, timeout: float | None) -> Any:
        try:
            return getattr(self._stub, rpc)(request, timeout=timeout, metadata=self._headers)
        except ValueError:  # so gRPC says that the channel is closed
            if self._closed:
                raise closed(self.address) from None
            raise

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Raises what gRPC raises inside as an error of ours."""
        try:
            yield
        except grpc.RpcError as error:
            raise self._failed(error) from None

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError:
        return closed(self.address) if self._closed else error_of_call(error, self.address)

    def _wait(self, failure: PolicyGamesError, retries: Retries) -> None:
        """Waits until the call may be made once more. Raises the failure where it may not."""
        pause = retries.pause(failure, reached=self._reached)
        if pause is None:
            raise failure from None
        time.sleep(pause)

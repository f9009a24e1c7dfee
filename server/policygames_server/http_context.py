"""A call over HTTP as handlers and guard see it: what they ask of grpc's context, and the status that it ends with."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import grpc
from google.protobuf.message import DecodeError
from google.rpc.status_pb2 import Status

_DETAILS = "grpc-status-details-bin"


class HttpContext:
    """The context of one call; `names` are those in the client's certificate, `seconds` its time, None for any.

    `gone` says that the caller has hung up, `status` how the call has ended.
    """

    def __init__(self, headers: Sequence[tuple[str, str]], names: Sequence[str], seconds: float | None) -> None:
        self.status, self.gone = Status(), False
        self._headers, self._names = tuple(headers), tuple(names)
        self._ends = None if seconds is None else time.monotonic() + seconds

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        """The headers, their names in lower case."""
        return self._headers

    def auth_context(self) -> Mapping[str, Sequence[bytes]]:
        """Who is at the other end, named as grpc does."""
        return {"x509_subject_alternative_name": [name.encode() for name in self._names]} if self._names else {}

    def time_remaining(self) -> float | None:
        """Seconds until the deadline; None without one."""
        return None if self._ends is None else max(0.0, self._ends - time.monotonic())

    def code(self) -> int:
        """The number of the status."""
        return int(self.status.code)

    async def abort_with_status(self, status: grpc.Status) -> NoReturn:
        """Ends the call with this status, its details included."""
        packed = dict(status.trailing_metadata or ()).get(_DETAILS, b"")
        await self.abort(status.code, status.details or "", packed)

    async def abort(self, code: grpc.StatusCode, details: str = "", packed: Any = b"") -> NoReturn:
        """Ends the call with this code."""
        try:
            self.status = Status.FromString(packed)
        except (DecodeError, TypeError):
            self.status = Status()
        if not self.status.code:
            self.status = Status(code=code.value[0], message=details)
        raise grpc.aio.AbortError

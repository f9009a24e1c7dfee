"""Calls that failed as the errors that the server raised, or as a ServiceError in one clear line."""

from __future__ import annotations

from typing import Any

import grpc
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status
from policygames.errors import DeadlineError, PolicyGamesError, ServiceError
from policygames.wire.status import error_of


def error_of_call(call: Any, address: str) -> PolicyGamesError:  # Any: grpc's two kinds of failure share no type
    """The error of a failed call to the server at `address`."""
    status = _rich_status(call)
    if status is not None:
        return error_of(status)
    code: grpc.StatusCode = call.code()
    details = " ".join((call.details() or "").split())
    if code is grpc.StatusCode.UNAVAILABLE:
        return _unavailable(address, details)
    if code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return DeadlineError(f"the deadline passed before the server at {address} gave an answer")
    return error_of(Status(code=code.value[0], message=details))


def closed(address: str) -> ServiceError:
    """The error of a call on a client that was closed, before the call or during it."""
    message = f"the client of the server at {address} is closed; connect again"
    return ServiceError(message, reason="CLIENT_CLOSED", status="CANCELLED")


_LOST = (
    "stream removed",
    "socket closed",
    "connection reset",
    "broken pipe",
    "goaway",
    "keepalive",
    "transport closed",
)
"""What gRPC says, beside other things, where a connection that stood has broken."""
_UNREACHED = ("failed to connect", "resolving", "resolution")
"""What gRPC says where there never was one, whatever it adds about the last attempt."""


def _unavailable(address: str, details: str) -> ServiceError:
    """The error of a server that was never reached, or was lost: gRPC has one status for both, and words for each."""
    said = details.lower()
    if any(words in said for words in _LOST) and not any(words in said for words in _UNREACHED):
        message = f"the connection to the server at {address} was lost before the answer came: {details}"
        return ServiceError(message, reason="CONNECTION_LOST", status="UNAVAILABLE")
    message = f"no server can be reached at {address}: {details}"
    return ServiceError(message, reason="UNAVAILABLE", status="UNAVAILABLE")


def _rich_status(call: Any) -> Any:  # Any: google.rpc has no types
    """The google.rpc.Status of a call; None where there is none that can be read."""
    try:
        return rpc_status.from_call(call)
    except (ValueError, TypeError):  # another code than the call's
        return None

"""What the service itself has to say where a call gets no answer: google.rpc.Status with its details."""

from __future__ import annotations

from google.protobuf.message import Message
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from policygames.errors import DeadlineError, ServiceError
from policygames.wire.status import status_of

MOST_CERTIFIED = 3072
"""Bytes: a status travels in trailing metadata, of which many clients take 8 KiB in all."""


def queue_full(limit: int) -> Status:
    """Too many calls are in flight."""
    message = f"{limit} calls are in flight, and no more are taken; try again"
    return _status(message, "SOLVE_QUEUE_FULL", "RESOURCE_EXHAUSTED", limit=limit)


def quota_exceeded(allowed: str, limit: float, retry_after: float | None = None) -> Status:
    """One principal asks for more than its share; `retry_after` is in seconds."""
    message = f"this principal may have {allowed}; try again"
    return _status(message, "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED", retry_after, allowed=allowed, limit=f"{limit:g}")


def shutting_down() -> Status:
    """The server drains."""
    return _status("the server is shutting down; try again", "SHUTTING_DOWN", "UNAVAILABLE")


def unauthenticated(message: str, reason: str) -> Status:
    """Nobody knows who calls."""
    return _status(message, reason, "UNAUTHENTICATED")


def principal_disabled() -> Status:
    """The caller is known, and may not call."""
    return _status("this principal is disabled here", "PRINCIPAL_DISABLED", "PERMISSION_DENIED")


def deadline_exceeded(message: str) -> Status:
    """Nothing can be said in time."""
    return status_of(DeadlineError(message))


def worker_died(exit_code: int | None) -> Status:
    """The process that worked on the call has ended by itself."""
    known = {} if exit_code is None else {"exitCode": exit_code}
    return _status("the process that worked on this call died", "WORKER_DIED", "INTERNAL", **known)


def out_of_memory(limit: int) -> Status:
    """The call needs more memory than a worker may take, in bytes."""
    message = f"the call needs more than the {limit} bytes of memory that it may take"
    return _status(message, "WORK_MEMORY", "RESOURCE_EXHAUSTED", limitBytes=limit)


def with_certified(status: Status, response: Message) -> Status:
    """The status of a call that was given up, with what had been certified where that fits into its details."""
    found = Status()
    found.CopyFrom(status)
    if response.ByteSize() <= MOST_CERTIFIED:
        found.details.add().Pack(response)
    return found


def work_limit(method: str, estimate: int, limit: float) -> Status:
    """The search may need more steps than a call may take."""
    steps = str(estimate) if estimate < 10**18 else f"10^{len(str(estimate)) - 1}"
    message = (
        f"{method} may need {steps} steps for a game of this size, a call may take {limit:g}; submit as a job, ask for "
        f"max_equilibria, or ask another method"
    )
    return _status(message, "WORK_LIMIT", "RESOURCE_EXHAUSTED", method=method, estimate=steps, limit=f"{limit:g}")


def response_too_large(needed: int, limit: int) -> Status:
    """The answer needs more bytes than one message may have."""
    message = f"the answer may need {needed} bytes, a message may have {limit}; ask about fewer games at once"
    return _status(message, "RESPONSE_TOO_LARGE", "RESOURCE_EXHAUSTED", needed=needed, limit=limit)


def malformed_body() -> Status:
    """The request is no message of its type."""
    return _status("the request cannot be decoded", "MALFORMED_BODY", "INVALID_ARGUMENT")


def malformed_json(message: str) -> Status:
    """The request is no JSON, or none of its type."""
    return _status(f"the request cannot be decoded: {message}", "MALFORMED_BODY", "INVALID_ARGUMENT", why=message)


def body_too_large(limit: int) -> Status:
    """The request is longer than `limit`, in bytes."""
    message = f"a request may have {limit} bytes here; gRPC takes more"
    return _status(message, "BODY_TOO_LARGE", "RESOURCE_EXHAUSTED", limitBytes=limit)


def cut_short() -> Status:
    """The caller hung up in the middle of its request, or took too long over it."""
    return _status("the request did not arrive whole", "MALFORMED_BODY", "INVALID_ARGUMENT")


def no_such_rpc() -> Status:
    """There is no such call over HTTP."""
    return _status("there is no such call; over HTTP there are those without streams", "NO_SUCH_RPC", "UNIMPLEMENTED")


def bad_http_method(allowed: str) -> Status:
    """The path takes other HTTP methods."""
    return _status(f"allowed here: {allowed}", "BAD_HTTP_METHOD", "UNIMPLEMENTED")


def bad_media_type() -> Status:
    """The request is neither JSON nor protobuf."""
    allowed = "content-type application/json or application/proto, and no content-encoding"
    return _status(f"allowed: {allowed}", "BAD_MEDIA_TYPE", "INVALID_ARGUMENT", allowed=allowed)


def bad_timeout() -> Status:
    """The header with the deadline holds none."""
    message = "connect-timeout-ms has up to 10 digits"
    return _status(message, "OPTION_RANGE", "INVALID_ARGUMENT", option="connect-timeout-ms", allowed="up to 10 digits")


def incident(identifier: str) -> Status:
    """An error that nobody foresaw; the log has the rest, under this identifier."""
    message = f"an internal error; the server's log has it as incident {identifier}"
    return _status(message, "INTERNAL_ERROR", "INTERNAL", incident=identifier)


def reason_of(status: Status) -> str:
    """The reason of its ErrorInfo, or an empty text."""
    info = ErrorInfo()
    return next((str(info.reason) for detail in status.details if detail.Unpack(info)), "")


def _status(message: str, reason: str, code: str, retry_after: float | None = None, **variables: object) -> Status:
    return status_of(ServiceError(message, reason=reason, status=code, variables=variables, retry_after=retry_after))

"""What jobs have to say where a call gets no answer."""

from __future__ import annotations

from google.rpc.status_pb2 import Status
from policygames.errors import GameError, ServiceError
from policygames.wire.status import status_of

from policygames_server.errors import RefusedError


def store_full() -> RefusedError:
    """There is no room left on the disk."""
    message = "the server's disk is full: nothing of this request is kept, what was stored before is unharmed"
    return _refused(message, "STORE_FULL", "RESOURCE_EXHAUSTED")


def store_busy() -> RefusedError:
    """The database is locked or away."""
    return _refused("the server's store of jobs does not answer; try again", "STORE_BUSY", "UNAVAILABLE")


def not_found(name: str) -> RefusedError:
    """There is no such operation, or it is somebody else's."""
    return _refused(f"there is no operation {name[:80]!r}", "OPERATION_NOT_FOUND", "NOT_FOUND", operation=name[:80])


def still_running(name: str) -> RefusedError:
    """It can be deleted only after its end."""
    message = f"{name} has not ended; cancel it first"
    return _refused(message, "OPERATION_RUNNING", "FAILED_PRECONDITION", operation=name)


def reused(request_id: str) -> RefusedError:
    """The same id came with another request."""
    message = f"request_id {request_id!r} was used for another request"
    return _refused(message, "REQUEST_ID_REUSED", "ALREADY_EXISTS", "request_id", requestId=request_id)


def results_elsewhere() -> RefusedError:
    """Another server has the files."""
    return _refused("the results are kept by another server", "RESULTS_ELSEWHERE", "UNAVAILABLE")


def results_lost(name: str) -> RefusedError:
    """A file is not there, or not as it was written."""
    message = f"a file with results of {name} is missing or damaged on the server"
    return _refused(message, "RESULTS_LOST", "DATA_LOSS", operation=name)


def out_of_range(message: str, path: str, reason: str = "OPTION_RANGE", **variables: object) -> RefusedError:
    """A field holds what it may not; `variables` are those of the message."""
    return RefusedError(status_of(GameError(message, reason=reason, path=path, variables=variables)))


def bad_page_token() -> RefusedError:
    """Not one of ours, or one of another list."""
    message = "the page token is none that this list has given out"
    return out_of_range(message, "page_token", "BAD_PAGE_TOKEN")


def cancelled() -> Status:
    """The error of an operation that was cancelled."""
    message = "the operation was cancelled; rows finished before are kept"
    return status_of(ServiceError(message, reason="CANCELLED", status="CANCELLED"))


def _refused(message: str, reason: str, code: str, path: str = "", **variables: object) -> RefusedError:
    error = ServiceError(message, reason=reason, path=path, status=code, variables=variables)
    return RefusedError(status_of(error))

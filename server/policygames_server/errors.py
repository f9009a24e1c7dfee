"""How a call, a worker or a whole server can fail without anybody's game being at fault."""

from __future__ import annotations

from google.rpc.status_pb2 import Status


class CannotServeError(Exception):
    """The server cannot start as it was asked to; the message is one line for the one who asked."""


class RefusedError(Exception):
    """A call that ends with this status."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.message)
        self.status = status


class WorkerFaultError(Exception):
    """An error in a worker that nobody foresaw; the message is its traceback, for the log alone."""


class WorkerDiedError(Exception):
    """A worker ended by itself in the middle of a task; `exit_code` is None where nobody saw it."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"a worker died with exit code {exit_code}")
        self.exit_code = exit_code


class WorkerKilledError(Exception):
    """A worker was killed because its task had not ended in time."""


class NoWorkerError(Exception):
    """No worker was free in time."""


class ColdWorkersError(Exception):
    """The workers do not start."""

"""A job on a server: watched, awaited, cancelled, and its results fetched; it outlives this process."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import grpc
from policygames.errors import PolicyGamesError, ServiceError

from policygames_client import job_calls
from policygames_client.asking import described
from policygames_client.calls import Call
from policygames_client.job_calls import PATIENCE, PAUSE, WAIT, Progress, passes, too_late
from policygames_client.job_results import Saving, read

Result = TypeVar("Result")
Asked = ParamSpec("Asked")
Asking = Callable[[Call[Any]], Any]
Streaming = Callable[[Call[Any]], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Job:
    """A job by its name; made by `client.study`, `client.solve_job` and `client.job`.

    A server that restarts in between is waited for. Methods raise ServiceError where it stays away, or does not know
    the job.
    """

    name: str
    ask: Asking
    stream: Streaming

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._patient(job_calls.look(self.name))

    def wait(self, deadline: float | None = None) -> Progress:
        """How it ended. Raises DeadlineError after `deadline` seconds; the job goes on all the same."""
        until = math.inf if deadline is None else time.monotonic() + deadline
        while True:
            left = until - time.monotonic()
            progress = self._patient(job_calls.wait(self.name, max(0.0, min(left, WAIT))))
            if progress.done:
                return progress
            if left <= 0:
                raise too_late(self.name)

    def result(self, out: str | Path | None = None, *, deadline: float | None = None) -> Any:
        """Its results once it has ended, fetched into the folder `out`, by default one under runs/.

        A study of a scenario comes back as the Study that `pg.study` gives, given games as a GamesResult; both have
        `.frame()`. Raises DeadlineError after `deadline` seconds, and why it ended where it did not succeed.
        """
        progress = self.wait(deadline)
        if progress.error is not None:
            raise progress.error
        return read(self.save(out))

    def save(self, out: str | Path | None = None) -> Path:
        """Fetches what is finished so far into a folder, and gives that; what lies there already is not fetched."""
        saving = Saving.into(out, self.name)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                for piece in self.stream(job_calls.parts(self.name, *saving.place)):
                    saving.add(piece)
                    until = time.monotonic() + PATIENCE
            except ServiceError as error:
                if not passes(error) or time.monotonic() > until:
                    raise
                time.sleep(PAUSE)
            else:
                return saving.folder

    def rows(self) -> Iterator[dict[str, Any]]:
        """What is finished so far, row by row; needs no further library. Whole numbers beyond 2^53 are texts."""
        token = ""
        while True:
            rows, token = self._patient(job_calls.page(self.name, token))
            yield from rows
            if not token:
                return

    def cancel(self) -> None:
        """Ends it; what is finished is kept."""
        self._patient(job_calls.cancel(self.name))

    def delete(self) -> None:
        """Removes it and its results from the server, once it has ended."""
        self._patient(job_calls.delete(self.name))

    def _patient(self, call: Call[Result]) -> Result:
        return patient(self.ask, call)


class Client(Protocol):
    """A client that waits."""

    def _started(self, call: Call[Any]) -> Any: ...

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError: ...

    def _answer(self, call: Call[Result]) -> Result: ...


def begun(calling: Callable[Asked, Call[str]]) -> Callable[Concatenate[Client, Asked], Job]:
    """The method of a client that begins a job by a call, which may be made again where its answer is lost."""

    @wraps(calling)
    def method(client: Client, /, *given: Asked.args, **named: Asked.kwargs) -> Job:
        return job(client, patient(client._answer, calling(*given, **named)))  # noqa: SLF001 - it is a method

    return described(method, calling, "Job")


def job(client: Client, name: str) -> Job:
    """The job with this name; no call is made yet."""
    return Job(name, client._answer, partial(_streamed, client))  # noqa: SLF001 - it is a method of the client


def jobs(client: Client) -> Iterator[Job]:
    """All jobs of the caller, in the order in which they were begun."""
    token = ""
    while True:
        names, token = patient(client._answer, job_calls.listed(token))  # noqa: SLF001 - it is a method of the client
        yield from (job(client, name) for name in names)
        if not token:
            return


def _streamed(client: Client, call: Call[Result]) -> Iterator[Result]:
    responses = client._started(call)  # noqa: SLF001 - it is a part of the client
    try:
        for response in responses:
            yield call.read(response)
    except grpc.RpcError as error:
        raise client._failed(error) from None  # noqa: SLF001
    finally:
        responses.cancel()


def patient(ask: Asking, call: Call[Result]) -> Result:
    """The answer to a call that may be made again and again, from a server that may be away for a while."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            answer: Result = ask(call)
        except ServiceError as error:
            if not passes(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE)
        else:
            return answer

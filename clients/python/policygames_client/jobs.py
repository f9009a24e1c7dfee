"""A job on a server: watched, awaited, cancelled, and its results fetched; it outlives this process."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from policygames.errors import ServiceError

from policygames_client import job_calls
from policygames_client.asking import Waiting, described
from policygames_client.calls import ANY_TAKES, Call
from policygames_client.job_calls import LOOK, Progress, gone, too_late
from policygames_client.job_results import Saving, read
from policygames_client.job_sizes import require_taken
from policygames_client.lines import Line

Asked = ParamSpec("Asked")


@dataclass(frozen=True, slots=True)
class Job:
    """A job by its name; made by `client.study`, `client.solve_job` and `client.job`.

    A server that restarts in between is waited for. Methods raise ServiceError where it stays away, or does not know
    the job.
    """

    name: str
    line: Line = field(repr=False)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self.line.answer(job_calls.look(self.name))

    def watch(self, every: float = LOOK) -> Iterator[Progress]:
        """How far it is now, and again whenever that has changed, until it has ended; `every` is in seconds, to 30."""
        seen = self.progress
        yield seen
        while not seen.done:
            found = self.line.answer(job_calls.wait(self.name, every))
            if found != seen:
                yield found
            seen = found

    def wait(self, deadline: float | None = None) -> Progress:
        """How it ended. Raises DeadlineError after `deadline` seconds; the job goes on all the same."""
        until = math.inf if deadline is None else time.monotonic() + deadline
        while True:
            left = until - time.monotonic()
            progress = self.line.answer(job_calls.wait(self.name, left))
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
        """Fetches what is finished so far into a folder, and gives that; what lies there whole is not fetched.

        Every part is compared with what the server wrote. Raises ServiceError where one does not arrive so, or rows are
        missing, and GameError where another study lies in the folder.
        """
        saving, progress = Saving.into(out, self.name), self.progress
        with closing(self.line.streamed(job_calls.heads(self.name, saving.following))) as heads:
            for head in heads:
                saving.learn(head)
        while saving.left:
            self._fetch(saving)
        return saving.check(progress)

    def _fetch(self, saving: Saving) -> None:
        """Fetches parts in a row, from the first one that is left."""
        place = saving.place()
        with closing(self.line.streamed(job_calls.parts(self.name, saving.place))) as pieces:
            for piece in pieces:
                if not saving.add(piece):
                    break
        saving.require_past(place)

    def rows(self) -> Iterator[dict[str, Any]]:
        """What is finished so far, row by row; needs no further library."""
        token = ""
        while True:
            rows, token = self.line.answer(job_calls.page(self.name, token))
            yield from rows
            if not token:
                return

    def cancel(self) -> None:
        """Ends it; what is finished is kept."""
        self.line.answer(job_calls.cancel(self.name))

    def delete(self) -> None:
        """Removes it and its results from the server, once it has ended."""
        self.line.answer(job_calls.look(self.name))
        try:
            self.line.answer(job_calls.delete(self.name))
        except ServiceError as error:
            if not gone(error):
                raise


def begun(calling: Callable[Asked, Call[str]]) -> Callable[Concatenate[Waiting, Asked], Job]:
    """The method of a client that begins a job by a call, which may be made again where its answer is lost."""

    @wraps(calling)
    def method(client: Waiting, /, *given: Asked.args, **named: Asked.kwargs) -> Job:
        call = calling(*given, **named)
        if call.request.ByteSize() > ANY_TAKES:
            require_taken(call.request, client.line.most())
        return job(client, client.line.answer(call))

    return described(method, calling, "Job")


def job(client: Waiting, name: str) -> Job:
    """The job with this name; no call is made yet."""
    return Job(name, client.line)


def jobs(client: Waiting) -> Iterator[Job]:
    """All jobs of the caller, in the order in which they were begun."""
    token = ""
    while True:
        names, token = client.line.answer(job_calls.listed(token))
        yield from (job(client, name) for name in names)
        if not token:
            return

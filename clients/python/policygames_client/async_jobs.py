"""The same jobs, awaited."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
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
Asking = Callable[[Call[Any]], Awaitable[Any]]
Streaming = Callable[[Call[Any]], AsyncIterator[Any]]


@dataclass(frozen=True, slots=True)
class AsyncJob:
    """A job by its name; made by `client.study`, `client.solve_job` and `client.job`; as Job, but awaited."""

    name: str
    ask: Asking
    stream: Streaming

    async def progress(self) -> Progress:
        """How far it is."""
        return await self._patient(job_calls.look(self.name))

    async def wait(self, deadline: float | None = None) -> Progress:
        """How it ended. Raises DeadlineError after `deadline` seconds; the job goes on all the same."""
        until = math.inf if deadline is None else time.monotonic() + deadline
        while True:
            left = until - time.monotonic()
            progress = await self._patient(job_calls.wait(self.name, max(0.0, min(left, WAIT))))
            if progress.done:
                return progress
            if left <= 0:
                raise too_late(self.name)

    async def result(self, out: str | Path | None = None, *, deadline: float | None = None) -> Any:
        """Its results once it has ended, as `Job.result` gives them."""
        progress = await self.wait(deadline)
        if progress.error is not None:
            raise progress.error
        return read(await self.save(out))

    async def save(self, out: str | Path | None = None) -> Path:
        """Fetches what is finished so far into a folder, and gives that; what lies there already is not fetched."""
        saving = Saving.into(out, self.name)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                async for piece in self.stream(job_calls.parts(self.name, *saving.place)):
                    saving.add(piece)
                    until = time.monotonic() + PATIENCE
            except ServiceError as error:
                if not passes(error) or time.monotonic() > until:
                    raise
                await asyncio.sleep(PAUSE)
            else:
                return saving.folder

    async def rows(self) -> AsyncIterator[dict[str, Any]]:
        """What is finished so far, row by row, as `Job.rows` gives it."""
        token = ""
        while True:
            rows, token = await self._patient(job_calls.page(self.name, token))
            for row in rows:
                yield row
            if not token:
                return

    async def cancel(self) -> None:
        """Ends it; what is finished is kept."""
        await self._patient(job_calls.cancel(self.name))

    async def delete(self) -> None:
        """Removes it and its results from the server, once it has ended."""
        await self._patient(job_calls.delete(self.name))

    async def _patient(self, call: Call[Result]) -> Result:
        return await patient(self.ask, call)


class Client(Protocol):
    """A client that awaits."""

    def _started(self, call: Call[Any]) -> Any: ...

    def _failed(self, error: grpc.RpcError) -> PolicyGamesError: ...

    async def _answer(self, call: Call[Result]) -> Result: ...


def begun(calling: Callable[Asked, Call[str]]) -> Callable[Concatenate[Client, Asked], Coroutine[Any, Any, AsyncJob]]:
    """The method of a client that begins a job by a call, which may be made again where its answer is lost."""

    @wraps(calling)
    async def method(client: Client, /, *given: Asked.args, **named: Asked.kwargs) -> AsyncJob:
        return job(client, await patient(client._answer, calling(*given, **named)))  # noqa: SLF001 - it is a method

    return described(method, calling, "AsyncJob")


def job(client: Client, name: str) -> AsyncJob:
    """The job with this name; no call is made yet."""
    return AsyncJob(name, client._answer, partial(_streamed, client))  # noqa: SLF001 - it is a method of the client


async def jobs(client: Client) -> AsyncIterator[AsyncJob]:
    """All jobs of the caller, in the order in which they were begun."""
    token = ""
    while True:
        names, token = await patient(client._answer, job_calls.listed(token))  # noqa: SLF001 - it is a method
        for name in names:
            yield job(client, name)
        if not token:
            return


async def _streamed(client: Client, call: Call[Result]) -> AsyncIterator[Result]:
    responses = client._started(call)  # noqa: SLF001 - it is a part of the client
    try:
        async for response in responses:
            yield call.read(response)
    except grpc.RpcError as error:
        raise client._failed(error) from None  # noqa: SLF001
    finally:
        responses.cancel()


async def patient(ask: Asking, call: Call[Result]) -> Result:
    """The answer to a call that may be made again and again, from a server that may be away for a while."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            answer: Result = await ask(call)
        except ServiceError as error:
            if not passes(error) or time.monotonic() > until:
                raise
            await asyncio.sleep(PAUSE)
        else:
            return answer

"""The same jobs, awaited."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from policygames.errors import ServiceError

from policygames_client import job_calls
from policygames_client.asking import Awaiting, described
from policygames_client.async_lines import AsyncLine
from policygames_client.calls import ANY_TAKES, Call
from policygames_client.job_calls import LOOK, Progress, gone, too_late
from policygames_client.job_results import Saving, read
from policygames_client.job_sizes import require_taken

Asked = ParamSpec("Asked")


@dataclass(frozen=True, slots=True)
class AsyncJob:
    """A job by its name; made by `client.study`, `client.solve_job` and `client.job`; as Job, but awaited."""

    name: str
    line: AsyncLine = field(repr=False)

    async def progress(self) -> Progress:
        """How far it is."""
        return await self.line.answer(job_calls.look(self.name))

    async def watch(self, every: float = LOOK) -> AsyncIterator[Progress]:
        """How far it is now, and again whenever that has changed, as `Job.watch` gives it."""
        seen = await self.progress()
        yield seen
        while not seen.done:
            found = await self.line.answer(job_calls.wait(self.name, every))
            if found != seen:
                yield found
            seen = found

    async def wait(self, deadline: float | None = None) -> Progress:
        """How it ended. Raises DeadlineError after `deadline` seconds; the job goes on all the same."""
        until = math.inf if deadline is None else time.monotonic() + deadline
        while True:
            left = until - time.monotonic()
            progress = await self.line.answer(job_calls.wait(self.name, left))
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
        """Fetches what is finished so far into a folder, as `Job.save` does."""
        saving, progress = Saving.into(out, self.name), await self.progress()
        async with aclosing(self.line.streamed(job_calls.heads(self.name, saving.following))) as heads:
            async for head in heads:
                await asyncio.to_thread(saving.learn, head)
        while saving.left:
            await self._fetch(saving)
        return saving.check(progress)

    async def _fetch(self, saving: Saving) -> None:
        """Fetches parts in a row, from the first one that is left."""
        place = saving.place()
        async with aclosing(self.line.streamed(job_calls.parts(self.name, saving.place))) as pieces:
            async for piece in pieces:
                if not await asyncio.to_thread(saving.add, piece):
                    break
        saving.require_past(place)

    async def rows(self) -> AsyncIterator[dict[str, Any]]:
        """What is finished so far, row by row, as `Job.rows` gives it."""
        token = ""
        while True:
            rows, token = await self.line.answer(job_calls.page(self.name, token))
            for row in rows:
                yield row
            if not token:
                return

    async def cancel(self) -> None:
        """Ends it; what is finished is kept."""
        await self.line.answer(job_calls.cancel(self.name))

    async def delete(self) -> None:
        """Removes it and its results from the server, once it has ended."""
        await self.progress()
        try:
            await self.line.answer(job_calls.delete(self.name))
        except ServiceError as error:
            if not gone(error):
                raise


def begun(calling: Callable[Asked, Call[str]]) -> Callable[Concatenate[Awaiting, Asked], Coroutine[Any, Any, AsyncJob]]:
    """The method of a client that begins a job by a call, which may be made again where its answer is lost."""

    @wraps(calling)
    async def method(client: Awaiting, /, *given: Asked.args, **named: Asked.kwargs) -> AsyncJob:
        call = calling(*given, **named)
        if call.request.ByteSize() > ANY_TAKES:
            require_taken(call.request, await client.line.most())
        return job(client, await client.line.answer(call))

    return described(method, calling, "AsyncJob")


def job(client: Awaiting, name: str) -> AsyncJob:
    """The job with this name; no call is made yet."""
    return AsyncJob(name, client.line)


async def jobs(client: Awaiting) -> AsyncIterator[AsyncJob]:
    """All jobs of the caller, in the order in which they were begun."""
    token = ""
    while True:
        names, token = await client.line.answer(job_calls.listed(token))
        for name in names:
            yield job(client, name)
        if not token:
            return

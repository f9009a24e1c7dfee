"""Many games at once, for the client that awaits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable
from contextlib import aclosing
from typing import Any, TypeAlias

from policygames.errors import DeadlineError
from policygames.games import Game
from policygames.results.solution_batch import SolutionBatch
from policygames.v1 import solver_service_pb2 as pb

from policygames_client.asking import Awaiting
from policygames_client.async_lines import AsyncLine
from policygames_client.batch_calls import AHEAD, PACK, Answered, Items, large, packed
from policygames_client.calls import Stream
from policygames_client.column_calls import Blocks, not_here

Answers: TypeAlias = AsyncGenerator[Answered, None]
Given: TypeAlias = Iterable[tuple[Any, Game]] | AsyncIterable[tuple[Any, Game]]


async def solve_many(
    client: Awaiting, payoffs: Any, concept: str = "nash", *, deadline: float | None = None, certify: bool = True
) -> SolutionBatch:
    """The equilibria of many games of one shape, as `pg.solve_many` gives them.

    They are sent in blocks, some thousand games each. Solutions of single games have to be awaited: ask `solve`. Games
    that the deadline left no time for have no equilibria, and the coverage SOME.
    """
    blocks, late = Blocks.of(payoffs, concept, deadline=deadline, certify=certify), None
    if blocks.large:
        blocks.most = await client.line.most()
    try:
        async for _ in client.line.streamed(blocks.stream(deadline)):
            pass
    except DeadlineError as error:
        late = error
    return blocks.batch(not_here, late)


def solve_batch(
    client: Awaiting,
    items: Given,
    concept: str = "nash",
    *,
    method: str | None = None,
    deadline: float | None = None,
    max_equilibria: int | None = None,
    certify: bool = True,
    **options: Any,
) -> Answers:
    """For each (key, game), in any order: the key and the game's Solution, or the error that `solve` would raise.

    `items` may be an asynchronous iterable too; they are sent as they come, some thousands ahead of the answers that
    are taken. `deadline` is that of all together; closing the iterator ends the work. What `items` itself raises comes
    after the answers to what it gave before.
    """
    question = {"method": method, "max_equilibria": max_equilibria, "options": options, "certify": certify}
    return _answers(client, Items(deadline, concept, question), items, deadline)


async def _answers(client: Awaiting, asked: Items, items: Given, deadline: float | None) -> Answers:
    feed = Feed(client.line, asked, items)
    stream = Stream("SolveBatch", feed.messages, lambda response: response.answers, deadline, repeats=False)
    try:
        async with aclosing(client.line.streamed(stream)) as responses:
            async for answers in responses:
                for answer in answers:
                    yield asked.read(answer)
                    feed.taken()
    finally:
        await feed.close()
    if feed.failure is not None:
        raise feed.failure
    asked.require_all()


class Feed:
    """Items on their way from whoever gives them to the stream: a message holds what is there."""

    def __init__(self, line: AsyncLine, asked: Items, items: Given) -> None:
        self.failure: Exception | None = None
        """What kept items from being given or sent."""
        self._line, self._asked, self._items = line, asked, items
        self._ready: asyncio.Queue[pb.BatchItem | None] = asyncio.Queue(PACK)
        self._room = asyncio.Semaphore(AHEAD)
        self._giving = asyncio.create_task(self._give())

    async def messages(self) -> AsyncIterator[pb.SolveBatchRequest]:
        """The messages, each with at least one item."""
        ended = False
        while not ended and (first := await self._ready.get()) is not None:
            message, ended = packed(first, self._ready.get_nowait, asyncio.QueueEmpty)
            yield message

    def taken(self) -> None:
        """One more answer was taken: there is room for another item."""
        self._room.release()

    async def close(self) -> None:
        """Nothing more is given."""
        self._giving.cancel()
        await asyncio.gather(self._giving, return_exceptions=True)

    async def _give(self) -> None:
        try:
            async for key, game in _each(self._items):
                await self._room.acquire()
                item = self._asked.item(key, game)
                if large(item):
                    self._asked.require_within(item, await self._line.most())
                await self._ready.put(item)
        except Exception as error:  # noqa: BLE001 - it is raised where answers are taken
            self.failure = error
        await self._ready.put(None)


async def _each(items: Given) -> AsyncIterator[tuple[Any, Game]]:
    if isinstance(items, AsyncIterable):
        async for item in items:
            yield item
        return
    for item in items:
        yield item

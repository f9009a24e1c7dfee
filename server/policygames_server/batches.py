"""The streams of many games: what comes with a key is answered with it, and fails by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from google.rpc.status_pb2 import Status
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.batches import batch_size
from policygames.wire.service_info import MAX_BATCH_ITEMS

from policygames_server import statuses
from policygames_server.admission import Admission
from policygames_server.conversation import Conversation
from policygames_server.errors import RefusedError
from policygames_server.guard import status_of_failure
from policygames_server.notes import NOTES
from policygames_server.principals import principal_of
from policygames_server.tiny import Tiny

Answering: TypeAlias = Callable[[bytes, Any], Awaitable[bytes]]
"""Answers the bytes of a request in the context of its call."""
_TURN = 25
"""Tiny games that are solved before all other calls have their turn: half a millisecond, or three with names."""
_PAUSE = 0.05
"""Seconds before what there was no room for is tried again: a stream waits where a call is sent away."""
_PASSING = frozenset({"SOLVE_QUEUE_FULL", "QUOTA_EXCEEDED"})


class Batches:
    """The handlers of streams; `solve` and `columns` answer one item and one block."""

    def __init__(self, solve: Answering, columns: Answering, admission: Admission) -> None:
        self._solve, self._columns, self._admission = solve, columns, admission
        self.tiny: Tiny | None = None

    def solve_batch(self, requests: AsyncIterator[bytes], context: Any) -> AsyncGenerator[bytes, None]:
        """SolveBatchResponses for SolveBatchRequests."""
        return Conversation(self._admission.ending).answers(requests, partial(self._items, context))

    def solve_columns(self, requests: AsyncIterator[bytes], context: Any) -> AsyncGenerator[bytes, None]:
        """SolveColumnsStreamResponses for SolveColumnsStreamRequests."""
        return Conversation(self._admission.ending).answers(requests, partial(self._block, context))

    async def _items(self, context: Any, body: bytes, conversation: Conversation) -> None:
        items = pb.SolveBatchRequest.FromString(body).items
        if not 1 <= len(items) <= MAX_BATCH_ITEMS:
            raise batch_size(len(items), MAX_BATCH_ITEMS, "items")
        await self._charged(context)
        for start in range(0, len(items), _TURN):
            answers, left = self._solved_here(items[start : start + _TURN])
            if answers.answers:
                await conversation.say(answers.SerializeToString())
            for item in left:
                await conversation.begin(partial(self._item, item, context))
            await asyncio.sleep(0)

    def _solved_here(self, items: Sequence[pb.BatchItem]) -> tuple[pb.SolveBatchResponse, list[pb.BatchItem]]:
        """The answers about tiny games, and the items that are left for workers."""
        answers, left = pb.SolveBatchResponse(), []
        for item in items:
            found = self.tiny and self.tiny.response(item.request.SerializeToString())
            if found:
                answers.answers.add(key=item.key).response.CopyFrom(found)
            else:
                left.append(item)
        return answers, left

    async def _item(self, item: pb.BatchItem, context: Any) -> bytes:
        answer = pb.BatchAnswer(key=item.key)
        outcome = await self._outcome(self._solve, item.request.SerializeToString(), context)
        if isinstance(outcome, bytes):
            answer.response.MergeFromString(outcome)
        else:
            answer.error.CopyFrom(outcome)
        return pb.SolveBatchResponse(answers=[answer]).SerializeToString()

    async def _block(self, context: Any, body: bytes, conversation: Conversation) -> None:
        block = pb.SolveColumnsStreamRequest.FromString(body)
        await self._charged(context)
        await conversation.begin(partial(self._solved_block, block, context))

    async def _solved_block(self, block: pb.SolveColumnsStreamRequest, context: Any) -> bytes:
        answer = pb.SolveColumnsStreamResponse(key=block.key)
        outcome = await self._outcome(self._columns, block.request.SerializeToString(), context)
        if isinstance(outcome, bytes):
            answer.response.MergeFromString(outcome)
        else:
            answer.error.CopyFrom(outcome)
        return answer.SerializeToString()

    async def _outcome(self, answering: Answering, body: bytes, context: Any) -> bytes | Status:
        """The answer, or what kept it from being given; what only lacks room is tried again until the call ends."""
        NOTES.set({})  # those of the call are about all of it
        while True:
            try:
                return await answering(body, context)
            except Exception as error:  # noqa: BLE001 - the border of an item: the others go on
                status = status_of_failure(error, "an item of a stream")
            if statuses.reason_of(status) not in _PASSING:
                return status
            await asyncio.sleep(_PAUSE)

    async def _charged(self, context: Any) -> None:
        """Takes a message off the principal's rate, as soon as there is one left."""
        while True:
            try:
                return self._admission.charge(principal_of(context))
            except RefusedError:
                await asyncio.sleep(_PAUSE)

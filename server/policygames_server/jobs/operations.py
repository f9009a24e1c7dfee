"""google.longrunning.Operations: a principal's jobs looked at, listed, awaited, cancelled and deleted."""

from __future__ import annotations

import asyncio
import math
from typing import Any

import grpc
from google.longrunning import operations_pb2 as pb
from google.protobuf.empty_pb2 import Empty

from policygames_server.errors import RefusedError
from policygames_server.jobs import folders, pages, refusals
from policygames_server.jobs.desk import Desk
from policygames_server.jobs.progress import operation
from policygames_server.jobs.records import Job
from policygames_server.jobs.runner import TICK, waited
from policygames_server.principals import principal_of
from policygames_server.statuses import reason_of

SERVICE = "google.longrunning.Operations"
DEFAULT, MOST = 50, 1000
SHARE = 0.9
"""The share of a call's time that a wait may take: the answer still has to arrive."""
COLLECTION = "operations"


class Operations:
    """The handlers of all rpcs; each takes and gives bytes, and raises what the guard turns into a status."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._store = desk, desk.store

    def handlers(self) -> grpc.GenericRpcHandler:
        """What the gRPC server is given."""
        handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {
            "GetOperation": grpc.unary_unary_rpc_method_handler(self.get),
            "ListOperations": grpc.unary_unary_rpc_method_handler(self.list),
            "CancelOperation": grpc.unary_unary_rpc_method_handler(self.cancel),
            "DeleteOperation": grpc.unary_unary_rpc_method_handler(self.delete),
            "WaitOperation": grpc.unary_unary_rpc_method_handler(self.wait),
        }
        return grpc.method_handlers_generic_handler(SERVICE, handlers)

    async def get(self, request: bytes, context: Any) -> bytes:
        """An Operation."""
        name = pb.GetOperationRequest.FromString(request).name
        return _packed(operation(await self._job(name, context)))

    async def list(self, request: bytes, context: Any) -> bytes:
        """A ListOperationsResponse, in the order of creation."""
        asked, principal = pb.ListOperationsRequest.FromString(request), principal_of(context)
        if asked.name not in {"", COLLECTION}:
            raise refusals.out_of_range(f"{asked.name[:80]!r}; allowed: {COLLECTION}", "name")
        if asked.filter:
            raise refusals.out_of_range("lists cannot be filtered; allowed: none", "filter")
        count, scope = pages.size(asked.page_size, DEFAULT, MOST), f"list {principal}"
        after = self._desk.tokens.place(scope, asked.page_token) or [-math.inf, ""]
        found = await self._store.threads.read(self._store.page, principal, (after[0], after[1]), count + 1)
        response = pb.ListOperationsResponse(operations=map(operation, found[:count]))
        if len(found) > count:
            last = found[count - 1]
            response.next_page_token = self._desk.tokens.token(scope, [last.create_time, last.name])
        return _packed(response)

    async def cancel(self, request: bytes, context: Any) -> bytes:
        """Empty: nothing more of it is begun; what is under way is killed."""
        name = pb.CancelOperationRequest.FromString(request).name
        await self._store.threads.write(self._store.cancel, name, principal_of(context))
        await self._desk.runner.settle()
        return _packed(Empty())

    async def delete(self, request: bytes, context: Any) -> bytes:
        """Empty: rows go first, then files; where the disk is too full for that, files make room for it."""
        name = pb.DeleteOperationRequest.FromString(request).name
        try:
            job = await self._deleted(name, context)
        except RefusedError as error:
            job = await self._job(name, context)
            if reason_of(error.status) != "STORE_FULL" or not job.state.ended:
                raise
            await asyncio.to_thread(folders.removed, self._desk.place(job))
            job = await self._deleted(name, context)
        self._desk.runner.announce()
        await asyncio.to_thread(folders.removed, self._desk.place(job))
        return _packed(Empty())

    async def _deleted(self, name: str, context: Any) -> Job:
        return await self._store.threads.write(self._store.delete, name, principal_of(context))

    async def wait(self, request: bytes, context: Any) -> bytes:
        """An Operation: once it has ended, or as it is when the time is over."""
        asked, loop = pb.WaitOperationRequest.FromString(request), asyncio.get_running_loop()
        until = loop.time() + self._patience(asked, context)
        while True:
            news = self._desk.runner.news
            job = await self._job(asked.name, context)
            left = until - loop.time()
            if job.state.ended or left <= 0 or self._desk.runner.stopping:
                return _packed(operation(job))
            await waited(news, min(left, TICK))

    def _patience(self, asked: Any, context: Any) -> float:
        given = asked.timeout.ToMicroseconds() / 1e6 if asked.HasField("timeout") else math.inf
        if given < 0:
            raise refusals.out_of_range("the timeout is negative; allowed: from 0 s", "timeout")
        left = context.time_remaining()
        return min(given, self._desk.max_wait if left is None else SHARE * left)

    async def _job(self, name: str, context: Any) -> Job:
        return await self._store.threads.read(self._store.job, name, principal_of(context))


def _packed(message: Any) -> bytes:  # Any: google.longrunning has no types
    body: bytes = message.SerializeToString()
    return body

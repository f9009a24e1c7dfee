"""StudyService: studies handed in as jobs, and their rows handed out."""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import grpc
from policygames import __version__
from policygames.v1 import study_service_pb2 as pb

from policygames_server.frames import Request
from policygames_server.jobs import folders, refusals
from policygames_server.jobs.databases import failing_in_words
from policygames_server.jobs.desk import Desk
from policygames_server.jobs.operations import COLLECTION
from policygames_server.jobs.orders import Plan
from policygames_server.jobs.progress import operation
from policygames_server.jobs.records import Job, NewJob
from policygames_server.jobs.results import Results
from policygames_server.principals import principal_of

SERVICE: str = pb.DESCRIPTOR.services_by_name["StudyService"].full_name
MAX_ID = 36
"""Characters of a request id: those of a UUID."""
MAX_CHUNKS = 100_000
Ask: TypeAlias = Callable[[Request, bytes, Any], Awaitable[bytes]]
"""Has a worker answer a request in one piece, within the limits of the call."""


class StudyService:
    """The handlers of all rpcs; each takes and gives bytes, and raises what the guard turns into a status."""

    def __init__(self, desk: Desk, ask: Ask) -> None:
        self._desk, self._ask, self._results = desk, ask, Results(desk)

    def handlers(self) -> grpc.GenericRpcHandler:
        """What the gRPC server is given."""
        handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {
            "RunStudy": grpc.unary_unary_rpc_method_handler(self.run_study),
            "ReadResults": grpc.unary_unary_rpc_method_handler(self.read_results),
            "StreamResults": grpc.unary_stream_rpc_method_handler(self.stream_results),
        }
        return grpc.method_handlers_generic_handler(SERVICE, handlers)

    async def run_study(self, request: bytes, context: Any) -> bytes:
        """A google.longrunning.Operation: stored before this answers, or not at all."""
        new = _new(pb.RunStudyRequest.FromString(request), principal_of(context), self._desk.home)
        store = self._desk.store
        job = await store.threads.read(store.submitted, new) if new.request_id else None
        if job is None:
            job = await self._submitted(new, request, context)
        body: bytes = operation(job).SerializeToString()
        return body

    async def read_results(self, request: bytes, context: Any) -> bytes:
        """A ReadResultsResponse."""
        asked = pb.ReadResultsRequest.FromString(request)
        job = await self._job(asked.name, context)
        return (await self._results.page(job, asked)).SerializeToString()

    async def stream_results(self, request: bytes, context: Any) -> AsyncGenerator[bytes, None]:
        """StreamResultsResponses."""
        asked = pb.StreamResultsRequest.FromString(request)
        job = await self._job(asked.name, context)
        async for piece in self._results.pieces(job, asked):
            yield piece.SerializeToString()

    async def _submitted(self, new: NewJob, request: bytes, context: Any) -> Job:
        """The stored job of a request that was not seen before. What is not stored leaves no files."""
        folder, stored = self._desk.folder / new.name.rpartition("/")[2], None
        try:
            with failing_in_words():
                await asyncio.to_thread(folders.made, folder)
            stored = await self._stored(new, folder, request, context)
        finally:
            if stored is None or stored.name != new.name:
                await asyncio.to_thread(folders.removed, folder)
        self._desk.runner.announce()
        return stored

    async def _stored(self, new: NewJob, folder: Path, request: bytes, context: Any) -> Job:
        found = await self._ask(Request.PLAN_JOB, str(folder).encode() + b"\0" + request, context)
        plan = Plan(**json.loads(found))
        store = self._desk.store
        return await store.threads.write(store.submit, _planned(new, plan))

    async def _job(self, name: str, context: Any) -> Job:
        store = self._desk.store
        return await store.threads.read(store.job, name, principal_of(context))


def _new(message: pb.RunStudyRequest, principal: str, home: str) -> NewJob:
    """The job of a request, its size still to be told."""
    request_id = message.request_id
    if len(request_id) > MAX_ID or not (request_id.isascii() and request_id.isprintable()):
        text = f"a request id has up to {MAX_ID} printable ASCII characters, such as a UUID"
        raise refusals.out_of_range(text, "request_id")
    message.ClearField("request_id")
    sha256 = hashlib.sha256(message.SerializeToString(deterministic=True)).hexdigest()
    name = f"{COLLECTION}/{uuid.uuid4().hex}"
    return NewJob(name, home, principal, request_id or None, sha256, 0, 1, __version__)


def _planned(new: NewJob, plan: Plan) -> NewJob:
    chunks = -(-plan.rows // plan.chunk_rows)
    if chunks > MAX_CHUNKS:
        rows = "" if plan.field == "chunk_rows" else f", which are {MAX_CHUNKS * plan.chunk_rows} rows"
        text = f"{plan.rows} rows are {chunks} chunks of {plan.chunk_rows} rows; allowed: {MAX_CHUNKS} chunks{rows}"
        raise refusals.out_of_range(text, plan.field, value=plan.rows, allowed=MAX_CHUNKS)
    return replace(new, rows=plan.rows, chunk_rows=plan.chunk_rows)

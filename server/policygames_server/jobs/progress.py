"""Jobs as messages: google.longrunning.Operation with our metadata and response."""

from __future__ import annotations

from typing import Any

from google.longrunning import operations_pb2
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc.status_pb2 import Status
from policygames.v1 import study_service_pb2 as pb
from policygames.wire.responses import header

from policygames_server.jobs.records import Job, State


def operation(job: Job) -> Any:  # Any: google.longrunning has no types
    """The operation of a job."""
    message = operations_pb2.Operation(name=job.name, done=job.state.ended)
    message.metadata.Pack(progress(job))
    if job.state is State.SUCCEEDED:
        message.response.Pack(_response(job))
    elif job.error is not None:
        message.error.CopyFrom(Status.FromString(job.error))
    return message


def progress(job: Job) -> pb.StudyProgress:
    """How far a job is."""
    return pb.StudyProgress(
        state=job.state.value,
        rows=job.rows,
        rows_done=job.rows_done,
        rows_failed=job.rows_failed,
        chunks=job.chunks,
        chunks_done=job.chunks_done,
        create_time=_time(job.create_time),
        end_time=_time(job.end_time),
        expire_time=_time(job.expire_time),
        solver_version=job.solver_version,
    )


def _response(job: Job) -> pb.RunStudyResponse:
    head = header((job.end_time or 0.0) - job.create_time)
    head.solver_version = job.solver_version
    return pb.RunStudyResponse(header=head, rows=job.rows, rows_failed=job.rows_failed)


def _time(seconds: float | None) -> Timestamp | None:
    if seconds is None:
        return None
    stamp = Timestamp()
    stamp.FromMicroseconds(int(seconds * 1e6))
    return stamp

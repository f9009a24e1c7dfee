"""What is asked of jobs on a server and how the answers are read."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from google.longrunning import operations_pb2
from google.protobuf.duration_pb2 import Duration
from google.protobuf.json_format import MessageToDict
from policygames.errors import DeadlineError, GameError, PolicyGamesError, ServiceError
from policygames.games.batch import GameBatch
from policygames.v1 import study_service_pb2 as pb
from policygames.wire.scenario_studies import ScenarioQuestion
from policygames.wire.service_info import MAX_REQUEST_BYTES
from policygames.wire.status import error_of
from policygames.wire.studies import GamesQuestion, StudyQuestion, study_request

from policygames_client.calls import Call, Stream
from policygames_client.job_sizes import require_taken

if TYPE_CHECKING:
    from policygames.documents import ScenarioDocument

SLACK = 10.0
"""Seconds that an answer may take beyond what the server was asked to wait."""
WAIT = 30.0
"""Seconds that a server is asked to wait at once."""
PATIENCE = 60.0
"""Seconds that a job's server may be away, as it is while it restarts, before that is an error."""
LOOK = 2.0
"""Seconds between two looks at a job that is watched."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `rows_failed` are those that hold an error in place of an answer.

    `state` is QUEUED, RUNNING, CANCELLING, CANCELLED, SUCCEEDED or FAILED; `error` is why there is no more to come.
    """

    state: str
    rows: int
    rows_done: int
    rows_failed: int
    chunks: int
    chunks_done: int
    create_time: datetime
    end_time: datetime | None
    expire_time: datetime | None
    solver_version: str
    error: PolicyGamesError | None = None

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return self.end_time is not None

    @property
    def share(self) -> float:
        """How much of it is done: 0 to 1."""
        return self.rows_done / self.rows if self.rows else 1.0


def run(question: StudyQuestion, request_id: str | None) -> Call[str]:
    """Begins a job; its name comes back, the same one however often the call is made."""
    request = study_request(question, request_id or str(uuid.uuid4()))
    require_taken(request, MAX_REQUEST_BYTES)
    return Call("RunStudy", request, lambda operation: str(operation.name), SLACK + WAIT, PATIENCE)


def study(  # noqa: PLR0913 - options, by name
    scenario: Any,
    concept: str = "",
    *,
    draws: int | None = None,
    design: str = "",
    seed: int = 0,
    fixed: Mapping[str, Any] | None = None,
    decimals: Mapping[str, int] | None = None,
    levels: int | Mapping[str, int] | None = None,
    cases: Mapping[str, Mapping[str, Any]] | None = None,
    findings: Sequence[str] | None = None,
    limit: int | None = None,
    chunk_size: int | None = None,
    request_id: str | None = None,
) -> Call[str]:
    """Begins a study of a scenario (a Scenario, its id, or the text of its file) as a job, asked as `pg.study` is.

    The same `request_id`, up to 36 characters, with the same study gives the same job again.
    """
    wishes = {"concept": concept, "draws": draws, "design": design, "seed": seed, "levels": levels, "cases": cases}
    more = {"fixed": fixed or {}, "decimals": decimals or {}, "findings": findings, "limit": limit}
    question = scenario_question(scenario, wishes | more | {"chunk_rows": chunk_size or 0})
    return run(question, request_id)


def solve_job(
    payoffs: Any, concept: str = "nash", *, certify: bool = True, chunk_size: int = 0, request_id: str | None = None
) -> Call[str]:
    """Begins a job that solves many games of one shape, asked as `pg.solve_many` is.

    The same `request_id`, up to 36 characters, with the same games gives the same job again.
    """
    return run(games_question(payoffs, concept, certify=certify, chunk_rows=chunk_size), request_id)


def games_question(payoffs: Any, concept: str, *, certify: bool, chunk_rows: int) -> GamesQuestion:
    """The question about many games. Raises GameError for payoffs that are none."""
    games = payoffs if isinstance(payoffs, GameBatch) else GameBatch(payoffs)
    return GamesQuestion(games, concept, certify, chunk_rows)


def scenario_question(scenario: Any, wishes: Mapping[str, Any]) -> ScenarioQuestion:
    """The question about a scenario: an id, a file's text, or a Scenario, whose document is sent."""
    if isinstance(scenario, str):
        source = "text" if "\n" in scenario else "id"
        return ScenarioQuestion(scenario, source, **wishes)
    document: ScenarioDocument | None = getattr(scenario, "document", None)
    if document is None:
        message = f"type {type(scenario).__name__}; allowed: a scenario, its id, or the text of its file"
        raise GameError(message, reason="MISSING_GAME", path="scenario")
    return ScenarioQuestion(document.canonical, "canonical", **wishes)


def look(name: str) -> Call[Progress]:
    """Asks how far a job is."""
    return Call("GetOperation", operations_pb2.GetOperationRequest(name=name), read_progress, SLACK, PATIENCE)


def wait(name: str, seconds: float) -> Call[Progress]:
    """The same once it has ended, or after so many seconds, 0 to WAIT."""
    seconds = max(0.0, min(seconds, WAIT))
    request = operations_pb2.WaitOperationRequest(name=name, timeout=Duration(nanos=0))
    request.timeout.FromMicroseconds(int(1e6 * seconds))
    return Call("WaitOperation", request, read_progress, seconds + SLACK, PATIENCE)


def cancel(name: str) -> Call[None]:
    """Ends a job."""
    return Call("CancelOperation", operations_pb2.CancelOperationRequest(name=name), _nothing, SLACK, PATIENCE)


def delete(name: str) -> Call[None]:
    """Removes a job and its results."""
    return Call("DeleteOperation", operations_pb2.DeleteOperationRequest(name=name), _nothing, SLACK, PATIENCE)


def listed(page_token: str) -> Call[tuple[list[str], str]]:
    """Asks for the names of a page of jobs; the token of the next page comes back as well."""
    request = operations_pb2.ListOperationsRequest(name="operations", page_token=page_token)
    return Call("ListOperations", request, _names, SLACK, PATIENCE)


def page(name: str, page_token: str) -> Call[tuple[list[dict[str, Any]], str]]:
    """Asks for a page of finished rows; the token of the next page comes back as well."""
    request = pb.ReadResultsRequest(name=name, page_size=1000, page_token=page_token)
    return Call("ReadResults", request, _rows, WAIT, PATIENCE)


def heads(name: str, following: Callable[[], int]) -> Stream[pb.StreamResultsResponse]:
    """Asks what the finished parts are, from one on: pieces without data."""

    def ask() -> pb.StreamResultsRequest:
        return pb.StreamResultsRequest(name=name, part=following(), without_data=True)

    return Stream("StreamResults", ask, lambda piece: piece, patience=PATIENCE, resumes=True)


def parts(name: str, place: Callable[[], tuple[int, int]]) -> Stream[pb.StreamResultsResponse]:
    """Asks for the bytes of parts from a place on: a part, and how many of its bytes are there already."""

    def ask() -> pb.StreamResultsRequest:
        part, offset = place()
        return pb.StreamResultsRequest(name=name, part=part, offset=offset)

    return Stream("StreamResults", ask, lambda piece: piece, patience=PATIENCE, resumes=True)


def read_progress(operation: Any) -> Progress:  # Any: google.longrunning has no types
    """How far the job of an operation is. Raises GameError where it does not say."""
    found = pb.StudyProgress()
    if not operation.metadata.Unpack(found):
        raise GameError("the operation is no study", reason="BAD_RESULT", path="metadata")
    return Progress(
        state=found.state,
        rows=found.rows,
        rows_done=found.rows_done,
        rows_failed=found.rows_failed,
        chunks=found.chunks,
        chunks_done=found.chunks_done,
        create_time=found.create_time.ToDatetime(UTC),
        end_time=_time(found, "end_time"),
        expire_time=_time(found, "expire_time"),
        solver_version=found.solver_version,
        error=error_of(operation.error) if operation.HasField("error") else None,
    )


def _time(message: pb.StudyProgress, field: str) -> datetime | None:
    found: datetime | None = getattr(message, field).ToDatetime(UTC) if message.HasField(field) else None
    return found


def _nothing(_: Any) -> None:
    return None


def _names(response: Any) -> tuple[list[str], str]:  # Any: google.longrunning has no types
    return [operation.name for operation in response.operations], response.next_page_token


def _rows(response: pb.ReadResultsResponse) -> tuple[list[dict[str, Any]], str]:
    whole = frozenset(response.whole_columns)
    rows = [
        {name: _cell(value, whole=name in whole) for name, value in MessageToDict(row).items()} for row in response.rows
    ]
    return rows, response.next_page_token


def _cell(value: Any, *, whole: bool) -> Any:  # Any: JSON
    """A value of a row; whole numbers come as floats, and as texts where they are beyond 2^53."""
    if not whole or value is None:
        return value
    return [int(one) for one in value] if isinstance(value, list) else int(value)


def gone(error: ServiceError) -> bool:
    """Whether a job that was there is no more: an earlier try removed it, and its answer was lost."""
    return error.status == "NOT_FOUND"


def too_late(name: str) -> DeadlineError:
    """The error of a wait that took too long; the job itself goes on."""
    return DeadlineError(f"{name} had not ended when the deadline passed; it goes on")

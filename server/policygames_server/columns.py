"""What a worker answers to a block of games of one shape: columns, without an object per game on the fast path."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from policygames.batch import solve_many
from policygames.budget import Cancelled
from policygames.games.batch import GameBatch
from policygames.results.solution_batch import SolutionBatch
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.batches import read_solve_columns_request, solve_columns_response
from policygames.wire.service_info import MAX_RESPONSE_BYTES

from policygames_server import statuses
from policygames_server.errors import RefusedError
from policygames_server.frames import Frame, Kind, Task

_SOLVING = 0.85
"""The share of the time of a block that the search may take: the rest is for writing columns down."""


def solved_columns(task: Task, cancelled: Cancelled) -> Iterator[Frame]:
    """The note on a block, and its answer; the deadline is that of all its games together."""
    start = time.monotonic()
    question = read_solve_columns_request(pb.SolveColumnsRequest.FromString(task.body))
    yield _note(question.games)
    batch = solve_many(
        question.games,
        question.concept,
        deadline=max(_SOLVING * (task.expires - start), 1e-3),
        cancelled=cancelled,
        certify=question.certify,
    )
    _require_sendable(batch)
    yield Frame(Kind.RESULT, solve_columns_response(batch, time.monotonic() - start).SerializeToString())


def _note(games: GameBatch) -> Frame:
    return Frame(Kind.NOTE, json.dumps({"shape": list(games.shape), "games": len(games)}).encode())


def _require_sendable(batch: SolutionBatch) -> None:
    """Raises RefusedError, before anything is written down, where the rows may need more than a response may hold."""
    most = batch.columns.numerators.nbytes + 16 * len(batch)
    if most > MAX_RESPONSE_BYTES:
        raise RefusedError(statuses.response_too_large(most, MAX_RESPONSE_BYTES))

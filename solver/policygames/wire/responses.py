"""Answers of the service as messages: each with a header that says how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from policygames import __version__
from policygames.results import Solution, Threshold
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.thresholds import threshold_message


def header(seconds: float = 0.0, method: str = "", game_digest: str = "") -> pb.ResponseHeader:
    """The header of an answer; `seconds` is the work that it took."""
    return pb.ResponseHeader(solver_version=__version__, method=method, seconds=seconds, game_digest=game_digest)


def progress_event(seconds: float, equilibria: int) -> pb.SolveStreamResponse:
    return pb.SolveStreamResponse(progress=pb.Progress(seconds=seconds, equilibria=equilibria))


def critical_discount_response(threshold: Threshold, seconds: float) -> pb.CriticalDiscountResponse:
    head = header(seconds, game_digest=threshold.stage_game.digest)
    return pb.CriticalDiscountResponse(header=head, threshold=threshold_message(threshold))


def verify_response(solution: Solution, unchecked: Sequence[str], seconds: float) -> pb.VerifyResponse:
    head = header(seconds, solution.method, solution.game.digest)
    return pb.VerifyResponse(header=head, unchecked=unchecked)

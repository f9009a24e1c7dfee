"""Answers of the service as messages: each with a header that says how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from policygames import __version__
from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.results import AnyThreshold, OptimalThreshold, PathThreshold, Solution, TransferThreshold
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.optimal_thresholds import optimal_threshold_message, read_optimal_threshold
from policygames.wire.thresholds import read_threshold, threshold_message
from policygames.wire.transfer_thresholds import read_transfer_threshold, transfer_threshold_message


def header(seconds: float = 0.0, method: str = "", game_digest: str = "") -> pb.ResponseHeader:
    """The header of an answer; `seconds` is the work that it took."""
    return pb.ResponseHeader(solver_version=__version__, method=method, seconds=seconds, game_digest=game_digest)


def progress_event(seconds: float, equilibria: int) -> pb.SolveStreamResponse:
    return pb.SolveStreamResponse(progress=pb.Progress(seconds=seconds, equilibria=equilibria))


def critical_discount_response(threshold: AnyThreshold, seconds: float) -> pb.CriticalDiscountResponse:
    response = pb.CriticalDiscountResponse(header=header(seconds, game_digest=threshold.stage_game.digest))
    if isinstance(threshold, (OptimalThreshold, PathThreshold)):
        response.optimal.CopyFrom(optimal_threshold_message(threshold))
    elif isinstance(threshold, TransferThreshold):
        response.transfers.CopyFrom(transfer_threshold_message(threshold))
    else:
        response.threshold.CopyFrom(threshold_message(threshold))
    return response


def read_critical_discount_response(message: pb.CriticalDiscountResponse, game: NormalFormGame) -> AnyThreshold:
    """The threshold of a response about the stage game `game`. Raises GameError where there is none."""
    kind = message.WhichOneof("kind")
    if kind == "threshold":
        return read_threshold(message.threshold, game)
    if kind == "optimal":
        return read_optimal_threshold(message.optimal, game)
    if kind == "transfers":
        return read_transfer_threshold(message.transfers, game)
    raise GameError("the threshold is missing or of an unknown kind", reason="BAD_RESULT", path="threshold")


def verify_response(solution: Solution, unchecked: Sequence[str], seconds: float) -> pb.VerifyResponse:
    head = header(seconds, solution.method, solution.game.digest)
    return pb.VerifyResponse(header=head, unchecked=unchecked)

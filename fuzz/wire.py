"""Feeds what reads messages, and what solves tiny games, with bytes that follow their branches.

    pip install atheris
    python fuzz/wire.py -max_total_time=300 -max_len=4096

Not part of the ordinary suite. A GameError or a CertificateError is an answer, and so is protobuf's own refusal;
everything else ends the run and leaves its input in the folder. One message of each kind is among the first inputs.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["policygames.wire", "policygames.games", "policygames_server.tiny"]):
    import numpy as np
    from google.protobuf.message import DecodeError
    from policygames.batch import solve_many
    from policygames.errors import CertificateError, GameError, UnsupportedError
    from policygames.games import NormalFormGame
    from policygames.games.batch import GameBatch
    from policygames.search import solve
    from policygames.v1 import solver_service_pb2 as pb
    from policygames.wire.batches import (
        BlockQuestion,
        read_solve_columns_request,
        read_solve_columns_response,
        solve_columns_request,
        solve_columns_response,
    )
    from policygames.wire.requests import Question, read_solve_request, solve_request
    from policygames.wire.solutions import read_solution, solution_message
    from policygames_server.tiny import Tiny

GAME = NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
GAMES = GameBatch(np.array([[[[2, 0], [0, 1]], [[1, 0], [0, 2]]]] * 2))
TINY = Tiny()


def tiny(body: bytes) -> None:
    """Solves a game, if it is a tiny one, and has the answer proven."""
    found = TINY.response(body)
    if found is not None:
        read_solution(found.solution, read_solve_request(pb.SolveRequest.FromString(body)).game).verify()


READERS = (
    lambda body: read_solve_request(pb.SolveRequest.FromString(body)),
    lambda body: read_solve_columns_request(pb.SolveColumnsRequest.FromString(body)),
    lambda body: read_solve_columns_response(pb.SolveColumnsResponse.FromString(body), GAMES),
    lambda body: read_solution(pb.SolveResponse.FromString(body).solution, GAME),
    tiny,
)


def one_input(data: bytes) -> None:
    """The first byte picks a reader."""
    if data:
        with contextlib.suppress(GameError, CertificateError, UnsupportedError, DecodeError):
            READERS[data[0] % len(READERS)](data[1:])


def first_inputs() -> list[bytes]:
    """A message for each reader."""
    asked = solve_request(Question(GAME)).SerializeToString()
    answer = pb.SolveResponse(solution=solution_message(solve(GAME)))
    return [
        asked,
        solve_columns_request(BlockQuestion(GAMES)).SerializeToString(),
        solve_columns_response(solve_many(GAMES), 0.0).SerializeToString(),
        answer.SerializeToString(),
        asked,
    ]


def main() -> None:
    """Runs until a limit among the arguments, or for five minutes."""
    limits = [] if any("-max_total_time" in argument for argument in sys.argv) else ["-max_total_time=300"]
    with tempfile.TemporaryDirectory() as folder:
        for place, body in enumerate(first_inputs()):
            (Path(folder) / str(place)).write_bytes(bytes([place]) + body)
        atheris.Setup([*sys.argv, *limits, folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

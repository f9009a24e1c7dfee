"""Jobs that several tests begin, and what an unbroken run of the same study gives."""

import numpy as np
import policygames as pg
from google.longrunning import operations_pb2_grpc
from policygames.games.batch import GameBatch
from policygames.studies import GamesSpec
from policygames.studies.folder import Folder
from policygames.studies.running import run
from policygames.v1 import study_service_pb2_grpc


def games(count, seed=1):
    """Games of two players with two actions, most of them without ties."""
    return np.random.default_rng(seed).integers(-99, 100, (count, 2, 2, 2))


def unbroken(folder, payoffs, chunk_size):
    """The parts of a study of these games, by name, run here in one go."""
    spec = GamesSpec.create(folder, GameBatch(payoffs), chunk_size=chunk_size)
    run(Folder.made(folder, spec), workers=0)
    return parts(folder)


def parts(folder):
    """The parts in a folder, by name."""
    return {file.name: file.read_bytes() for file in folder.glob("part-*.parquet")}


def stubs(channel):
    """The raw calls: of studies, and of operations."""
    return study_service_pb2_grpc.StudyServiceStub(channel), operations_pb2_grpc.OperationsStub(channel)


def refused(call, *arguments, **named):
    """The error with which a call of the client ends."""
    try:
        call(*arguments, **named)
    except pg.PolicyGamesError as error:
        return error
    raise AssertionError("the call succeeded")

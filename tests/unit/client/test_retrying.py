"""What is asked again, when, and from where; and that nothing is done twice."""
# ruff: noqa: N802 - rpcs have the names that the contract gives them

import asyncio
import hashlib
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Timer

import grpc
import numpy as np
import policygames as pg
import policygames_client
import pytest
from google.longrunning import operations_pb2, operations_pb2_grpc
from grpc_status import rpc_status
from policygames.batch import solve_many
from policygames.errors import DeadlineError, GameError, ServiceError
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1 import study_service_pb2 as study
from policygames.v1 import study_service_pb2_grpc
from policygames.wire.batches import read_solve_columns_request, solve_columns_response
from policygames.wire.solutions import equilibrium_message
from policygames.wire.status import status_of
from policygames_client.channels import options
from policygames_client.retries import AWAY, FIRST, LONGEST, WAITING, Retries
from unit.client.asking import Solver, serving

GAME = pg.NormalFormGame([[["1/3", 2], [3, 0]], [["1/3", 3], [2, 0]]])
SOON = 10  # seconds: how long a test waits for what comes at once


def unavailable(reason="UNAVAILABLE", after=None):
    return ServiceError("away", reason=reason, status="UNAVAILABLE", retry_after=after)


def test_who_is_told_when_waits_a_little_longer_so_that_not_all_come_at_once():
    full = ServiceError("full", reason="SOLVE_QUEUE_FULL", status="RESOURCE_EXHAUSTED", retry_after=2.0)
    pauses = {Retries(None).pause(full, reached=True) for _ in range(50)}
    assert len(pauses) > 1
    assert all(2 <= pause <= 2.5 for pause in pauses)
    assert Retries(1.0).pause(full, reached=True) is None  # no time
    assert Retries(None).pause(unavailable(after=WAITING), reached=True) is None
    assert Retries(None, 60).pause(unavailable(after=WAITING), reached=True) >= WAITING


def test_who_is_told_nothing_waits_ever_longer_where_there_is_patience():
    retries = Retries(None, 1e6)
    pauses = [retries.pause(unavailable(), reached=True) for _ in range(12)]
    bounds = [min(FIRST * 2**number, LONGEST) for number in range(12)]
    assert all(bound / 2 <= pause <= bound for pause, bound in zip(pauses, bounds, strict=True))
    retries.renew()
    assert retries.pause(unavailable(), reached=True) <= FIRST


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (unavailable(), True),
        (unavailable("SHUTTING_DOWN", 0.01), True),
        (DeadlineError("no answer"), True),
        (unavailable("RESULTS_ELSEWHERE"), False),
        (ServiceError("lost", reason="RESULTS_LOST", status="DATA_LOSS"), False),
        (ServiceError("died", reason="WORKER_DIED", status="INTERNAL"), False),
        (ServiceError("closed", reason="CLIENT_CLOSED", status="CANCELLED"), False),
        (GameError("bad"), False),
    ],
)
def test_only_what_passes_is_asked_again(error, again):
    assert (Retries(None, 60).pause(error, reached=True) is not None) is again
    without_patience = again and not isinstance(error, DeadlineError)  # the time of a single call is over then
    assert (Retries(None).pause(error, reached=True) is not None) is without_patience


def tried(retries, error, *, reached=True, clock):
    """The pauses until a call is given up, on a clock that they move on."""
    pauses = []
    while (pause := retries.pause(error, reached=reached)) is not None:
        pauses.append(pause)
        clock[0] += pause
    return pauses


@pytest.fixture
def clock(monkeypatch):
    """The time that retries read."""
    time = [1000.0]
    monkeypatch.setattr("policygames_client.retries.time.monotonic", lambda: time[0])
    return time


@pytest.mark.parametrize(
    ("retries", "reached", "seconds"),
    [
        (lambda: Retries(None, 60), True, 60),
        (lambda: Retries(40, 60), True, 60),  # the timeout is that of each try
        (lambda: Retries(None, 60), False, AWAY),
        (lambda: Retries(None), True, AWAY),
        (lambda: Retries(2), True, 2),
        (lambda: Retries(None), False, 0),
    ],
)
def test_a_server_that_is_away_is_waited_for_so_long(clock, retries, reached, seconds):
    pauses = tried(retries(), unavailable(), reached=reached, clock=clock)
    assert seconds - LONGEST < sum(pauses) <= seconds
    assert len(pauses) < 50


@pytest.mark.parametrize(("retries", "seconds"), [(lambda: Retries(None), WAITING), (lambda: Retries(None, 60), 60)])
def test_a_server_that_has_no_room_is_not_asked_for_ever(clock, retries, seconds):
    assert seconds - 1.25 <= sum(tried(retries(), unavailable("SHUTTING_DOWN", 1.0), clock=clock)) <= seconds


def test_a_question_of_which_servers_die_is_not_asked_for_ever(clock):
    lost = unavailable("CONNECTION_LOST")
    assert len(tried(Retries(None), lost, clock=clock)) == 2
    assert sum(tried(Retries(None, 60), lost, clock=clock)) <= 60


class Busy(Solver):
    """Has no room for so many calls, then answers; counts all."""

    def __init__(self, times, after=()):
        super().__init__()
        self.times, self.asked, self.after = times, 0, after

    def busy(self, context):
        self.asked += 1
        if self.asked <= self.times:
            full = ServiceError("full", reason="SOLVE_QUEUE_FULL", status="RESOURCE_EXHAUSTED", retry_after=0.01)
            context.abort_with_status(rpc_status.to_status(status_of(full)))

    def Solve(self, request, context):
        self.busy(context)
        return super().Solve(request, context)

    def SolveStream(self, request, context):
        for _ in self.after:
            yield pb.SolveStreamResponse(equilibrium=equilibrium_message(pg.solve(GAME).equilibria[0]))
        self.busy(context)
        yield from super().SolveStream(request, context)


@pytest.mark.parametrize("name", ["solve", "stream"])
def test_a_busy_server_is_asked_until_it_has_room(ask, name):
    servicer = Busy(3)
    with serving(servicer) as address:
        answer = ask(address, name, GAME)
    assert (answer[-1] if name == "stream" else answer) == pg.solve(GAME)
    assert servicer.asked == 4


def test_a_stream_of_which_something_was_taken_is_not_begun_again(ask):
    servicer = Busy(1, after=[1])
    with serving(servicer) as address, pytest.raises(ServiceError) as caught:
        ask(address, "stream", GAME)
    assert (servicer.asked, caught.value.reason, caught.value.retry_after) == (1, "SOLVE_QUEUE_FULL", 0.01)


class Breaking(Solver):
    """Answers so many blocks of a stream, then breaks it off, as a lost server does; notes which it was asked about."""

    def __init__(self, *blocks):
        super().__init__()
        self.blocks, self.asked = list(blocks), []

    def SolveColumnsStream(self, requests, context):
        left = self.blocks.pop(0) if self.blocks else None
        keys = []
        self.asked.append(keys)
        for one in requests:
            keys.append(int(one.key))
            if left is not None and len(keys) > left:
                context.abort(grpc.StatusCode.UNAVAILABLE, "Socket closed")
            question = read_solve_columns_request(one.request)
            answer = solve_columns_response(solve_many(question.games, question.concept), 0.0)
            yield pb.SolveColumnsStreamResponse(key=one.key, response=answer)


def test_columns_go_on_where_they_broke_off(ask):
    payoffs = np.random.default_rng(0).integers(-99, 100, (20_000, 2, 2, 2))
    servicer = Breaking(1, 1)
    with serving(servicer) as address:
        found = ask(address, "solve_many", payoffs)
    here = pg.solve_many(payoffs)
    assert found.columns.numerators.tolist() == here.columns.numerators.tolist()
    assert found.columns.offsets.tolist() == here.columns.offsets.tolist()
    answered = [keys[0] for keys in servicer.asked]
    assert answered == [0, 8192, 16384]
    assert servicer.asked[2] == [16384]


class Refusing(Solver):
    """Refuses every block as bad input, which a server may do whose limits are lower than the client's."""

    def SolveColumnsStream(self, requests, context):
        large = GameError("7 players; allowed: 2 to 6", reason="GAME_TOO_LARGE", path="games.shape")
        yield pb.SolveColumnsStreamResponse(key=next(requests).key, error=status_of(large))


def test_what_a_server_refuses_of_many_games_is_told_as_it_says_it(ask):
    with serving(Refusing()) as address, pytest.raises(GameError) as caught:
        ask(address, "solve_many", np.zeros((3, 2, 2, 2)))
    assert (caught.value.reason, caught.value.path) == ("GAME_TOO_LARGE", "games.shape")


@contextmanager
def serving_jobs(servicer):
    """The address at which `servicer` answers about jobs."""
    server = grpc.server(ThreadPoolExecutor(4))
    study_service_pb2_grpc.add_StudyServiceServicer_to_server(servicer, server)
    operations_pb2_grpc.add_OperationsServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(None).wait()


class Jobs(study_service_pb2_grpc.StudyServiceServicer, operations_pb2_grpc.OperationsServicer):
    """One part of ten bytes, sent in pieces of three; breaks off as often as it is told to."""

    def __init__(self, breaks=0, known=("operations/a",)):
        self.breaks, self.known, self.places, self.deleted = breaks, set(known), [], 0
        self.left = Event()

    def StreamResults(self, request, context):
        context.add_callback(self.left.set)
        part = {"part_bytes": 10, "part_sha256": hashlib.sha256(b"0123456789").hexdigest()}
        if not request.offset and not request.part:
            yield study.StreamResultsResponse(spec='{"kind":"games"}')
        if request.without_data:
            yield from [study.StreamResultsResponse(**part)] * (request.part == 0)
            return
        self.places.append((request.part, request.offset))
        for offset in range(request.offset, 10 * (request.part == 0), 3):
            yield study.StreamResultsResponse(offset=offset, data=b"0123456789"[offset : offset + 3], **part)
            if self.breaks:
                self.breaks -= 1
                context.abort(grpc.StatusCode.UNAVAILABLE, "Socket closed")

    def GetOperation(self, request, context):
        if request.name not in self.known:
            context.abort(grpc.StatusCode.NOT_FOUND, "there is no such operation")
        found = operations_pb2.Operation(name=request.name)
        found.metadata.Pack(study.StudyProgress(state="RUNNING"))
        return found

    def DeleteOperation(self, request, context):
        self.deleted += 1
        self.known.discard(request.name)
        if self.deleted == 1:
            context.abort(grpc.StatusCode.UNAVAILABLE, "Socket closed")  # after it was done
        context.abort(grpc.StatusCode.NOT_FOUND, "there is no such operation")


def of_job(kind, address, name, *arguments):
    """What a method of the job operations/a gives to either client."""
    if kind == "sync":
        with policygames_client.connect(address) as client:
            return getattr(client.job("operations/a"), name)(*arguments)

    async def conversation():
        async with policygames_client.connect_async(address) as client:
            return await getattr(client.job("operations/a"), name)(*arguments)

    return asyncio.run(conversation())


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_results_go_on_where_they_broke_off(kind, tmp_path):
    servicer = Jobs(breaks=2)
    with serving_jobs(servicer) as address:
        folder = of_job(kind, address, "save", tmp_path)
    assert (folder / "part-00000000.parquet").read_bytes() == b"0123456789"
    assert servicer.places == [(0, 0), (0, 3), (0, 6)]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_results_that_cannot_be_kept_end_the_call(kind, tmp_path):
    (tmp_path / "study.json").write_text("another")
    servicer = Jobs()
    with serving_jobs(servicer) as address:
        with pytest.raises(GameError, match="another study"):
            of_job(kind, address, "save", tmp_path)
        assert servicer.left.wait(SOON)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_what_an_earlier_try_removed_is_removed(kind):
    servicer = Jobs()
    with serving_jobs(servicer) as address:
        of_job(kind, address, "delete")
        assert servicer.deleted == 2
        with pytest.raises(ServiceError) as caught:  # it was never there for this one
            of_job(kind, address, "delete")
    assert (caught.value.status, servicer.deleted) == ("NOT_FOUND", 2)


class Waiting(Solver):
    """Answers nothing until the caller goes away."""

    def __init__(self):
        super().__init__()
        self.left = Event()

    def Solve(self, request, context):
        context.add_callback(self.left.set)
        Timer(0.05, os.kill, [os.getpid(), signal.SIGINT]).start()  # as Ctrl-C: to the main thread
        self.left.wait(SOON)


def test_an_interrupted_call_frees_the_server_though_its_traceback_is_kept():
    servicer = Waiting()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    with serving(servicer) as address, policygames_client.connect(address) as client:
        with pytest.raises(KeyboardInterrupt) as caught:
            client.solve(GAME)
        signal.signal(signal.SIGINT, before)
        assert servicer.left.wait(SOON)
        assert caught.tb is not None


def test_a_silent_server_is_asked_whether_it_is_alive():
    given = dict(options("localhost:1"))
    assert given["grpc.keepalive_time_ms"] >= 10_000  # what our server allows
    assert dict(options("example.com:1"))["grpc.keepalive_time_ms"] == given["grpc.keepalive_time_ms"]

"""Every row of the fault table against the real server: status, reason, no word of what is inside, life after it.

Rows about jobs and batches stand with their tests; what a row needs beyond one request has a test of its own below.
"""

import re
import signal
import time

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.solutions_pb2 import COVERAGE_ALL
from service.faults import FAULTS, GOOD, request
from service.questions import details, failure, question, raw, raw_stream, reason, stream_question
from service.running import Running, Watch

ELSEWHERE = {
    15: "test_encryption.py",
    17: "test_encryption.py",
    18: "test_encryption.py",
    **dict.fromkeys((19, 41, 42, 43, 44, 47, 48, 50), "the tests of jobs"),
    **dict.fromkeys((25, 39, 40, 45, 46), "the tests of batches"),
    52: "test_http.py",
}
HERE = {5, 6, 7, 8, 9, 10, 14, 16, 51, 53}
LEAKS = ("Traceback", ".py", "/lib/", "/bin/", "/etc/", "<class", "object at", "secret", "DecodeError", "ValueError")


@pytest.fixture
def channel(server, client):
    """A channel for abuse, right after which a good request is answered."""
    with grpc.insecure_channel(server.address) as channel:
        yield channel
    solution = client.solve(GOOD, deadline=30)
    assert [one.exact for one in solution.equilibria] == [((0, 1), (0, 1))]


def told(error):
    """The reason, the field and the variables of an error, which says nothing of what is inside."""
    said = repr(error.details()) + repr(error.trailing_metadata())
    assert not [leak for leak in LEAKS if leak in said]
    found = details(error)
    kinds = [packed.TypeName() for packed in rpc_status.from_call(error).details]
    assert kinds.count("google.rpc.ErrorInfo") == 1
    assert len(kinds) == len(set(kinds))
    field = found["BadRequest"].field_violations[0].field if "BadRequest" in found else ""
    info = found["ErrorInfo"]
    assert all(re.fullmatch("[a-z][a-zA-Z0-9]{0,63}", name) for name in info.metadata)  # https://google.aip.dev/193
    return info.reason, field, {name: text for name, text in info.metadata.items() if name != "type"}


def test_the_table_is_whole():
    rows = {fault.row for fault in FAULTS}
    assert not rows & HERE
    assert rows | HERE | set(ELSEWHERE) == set(range(1, 54))


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{fault.row}: {fault.name}" for fault in FAULTS])
def test_a_row(channel, fault):
    if fault.code == "OK":
        assert pb.SolveResponse.FromString(raw(channel, "Solve")(fault.body)).solution.equilibria
        return
    error = failure(raw(channel, "Solve"), fault.body)
    why, field, variables = told(error)
    assert error.code().name == fault.code
    assert (why, field) == (fault.reason, fault.where)
    if fault.variables is not None:
        assert variables == {name: str(value) for name, value in fault.variables.items()}


def test_4_28_29_what_is_odd_but_right(channel):
    ask = raw(channel, "Solve")
    zero, minus = (
        pb.SolveResponse.FromString(ask(request(payoffs=[1, 2, 3, 4, 5, 6, 7, value]))).solution
        for value in (0.0, -0.0)
    )
    assert zero.game_digest == minus.game_digest
    equal = pb.SolveResponse.FromString(ask(request(payoffs=[1.0] * 8))).solution
    assert (equal.coverage, len(equal.equilibria)) == (COVERAGE_ALL, 4)


def test_5_6_a_body_over_the_limit(channel):
    for options in ({}, {"compression": grpc.Compression.Gzip}):
        error = failure(raw(channel, "Solve"), bytes(2**24 + 1), **options)
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_7_8_unknown_methods_and_long_metadata(channel):
    for path in ("/policygames.v1.SolverService/Nope", "/policygames.v1.Nope/Solve"):
        assert failure(channel.unary_unary(path), b"").code() is grpc.StatusCode.UNIMPLEMENTED
    error = failure(raw(channel, "GetServerInfo"), b"", metadata=[("x-noise", "x" * 9000)])
    assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


def test_9_a_deadline_while_solving(channel):
    answer = pb.SolveResponse.FromString(raw(channel, "Solve")(question("endless"), timeout=1.5))
    assert len(answer.solution.equilibria) == 2


def test_10_a_cancelled_call(channel):
    call = raw(channel, "Solve").future(question("blocking"))
    call.cancel()
    assert call.code() is grpc.StatusCode.CANCELLED


def test_12_memory_says_how_much_and_what_was_certified(channel):
    error = failure(raw(channel, "Solve"), request(concept="pure_nash", method="hungry"))
    assert int(details(error)["ErrorInfo"].metadata["limitBytes"]) == 2**31
    partial = pb.SolveResponse()
    assert any(packed.Unpack(partial) for packed in rpc_status.from_call(error).details)
    assert len(partial.solution.equilibria) == 1


def test_13_a_worker_killed_from_outside(server, channel):
    working = raw_stream(channel)(stream_question("endless"))
    next(working)
    start = time.monotonic()
    for worker in server.workers():
        Watch(worker).kill()
    assert reason(failure(lambda: list(working))) == "WORKER_DIED"
    assert time.monotonic() - start < 5


def test_14_too_many_calls_in_flight():
    serving = Running(workers=1, max_in_flight=1, uncompiled=True)
    with serving as running, grpc.insecure_channel(running.address) as channel:
        working = raw_stream(channel)(stream_question("waiting"))
        next(working)
        error = failure(raw(channel, "Solve"), question())
        assert (error.code().name, told(error)[0]) == ("RESOURCE_EXHAUSTED", "SOLVE_QUEUE_FULL")
        assert details(error)["RetryInfo"].retry_delay.ToMilliseconds() > 0
        running.open_gate()
        assert list(working)
        assert raw(channel, "Solve")(question())


def test_16_51_a_server_that_drains():
    with Running(workers=1, uncompiled=True) as running, grpc.insecure_channel(running.address) as channel:
        health = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
        next(health)
        working = raw_stream(channel)(stream_question("waiting"))
        next(working)
        running.process.send_signal(signal.SIGTERM)
        assert next(health).status == health_pb2.HealthCheckResponse.NOT_SERVING
        error = failure(raw(channel, "Solve"), question())
        assert (error.code().name, told(error)[0]) == ("UNAVAILABLE", "SHUTTING_DOWN")
        assert details(error)["RetryInfo"].retry_delay.ToMilliseconds() > 0
        running.open_gate()
        assert len(list(working)) == 3
        assert running.process.wait() == 0


def test_53_no_time_at_all_is_answered_or_exceeded(channel):
    code = raw(channel, "GetServerInfo").future(b"", timeout=0).code()
    assert code in (grpc.StatusCode.OK, grpc.StatusCode.DEADLINE_EXCEEDED)

"""How a server starts, or says in one line why it does not, and how it ends."""

import asyncio
import itertools
import signal
import socket
import subprocess
import sys
import threading
import time

import grpc
import policygames as pg
import policygames_client
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.solver_service_pb2_grpc import SolverServiceStub
from policygames.wire.requests import Question, solve_request
from service.questions import STAG_HUNT, details, failure, question, raw, raw_stream, reason, stream_question
from service.running import Running, Watch, children

STATUS = health_pb2.HealthCheckResponse


def started(*arguments):
    """The exit code, and the lines on stderr, of a server that does not start."""
    command = [sys.executable, "-m", "policygames_server", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.stdout == ""
    return ended.returncode, ended.stderr.splitlines()


def descendants(pid):
    return [one for child in children(pid) for one in (child, *descendants(child))]


def test_sigterm_lets_running_calls_finish_and_no_new_ones_begin():
    with Running() as running, grpc.insecure_channel(running.address) as channel:
        family = [Watch(pid) for pid in descendants(running.process.pid)]
        health = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
        assert next(health).status == STATUS.SERVING
        waiting = raw_stream(channel)(stream_question("waiting"))
        next(waiting)
        running.process.send_signal(signal.SIGTERM)
        assert next(health).status == STATUS.NOT_SERVING
        for rpc in ("Solve", "GetServerInfo"):
            error = failure(raw(channel, rpc), question())
            assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")
            assert details(error)["RetryInfo"].retry_delay.seconds > 0
        running.open_gate()
        assert len(list(waiting)) == 3
        assert running.process.wait() == 0
        assert all(member.gone() for member in family)
        assert list(running.scratch.iterdir()) == []


def test_an_idle_server_ends_at_ctrl_c():
    with Running(workers=1) as running:
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait() == 0
        assert list(running.scratch.iterdir()) == []


def test_a_stream_that_asks_nothing_does_not_hold_up_the_end():
    silence = threading.Event()
    with Running(workers=1, grace=300) as running, grpc.insecure_channel(running.address) as channel:
        item = pb.BatchItem(key="a", request=solve_request(Question(STAG_HUNT)))
        asked = itertools.chain([pb.SolveBatchRequest(items=[item])], (None for _ in [0] if silence.wait()))
        answers = SolverServiceStub(channel).SolveBatch(asked)
        assert next(answers).answers[0].key == "a"
        running.process.send_signal(signal.SIGTERM)
        error = failure(lambda: list(answers))
        silence.set()
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")
        assert running.process.wait(60) == 0


def test_a_call_that_outlasts_the_grace_is_ended():
    with Running(workers=1, grace=0.1) as running, grpc.insecure_channel(running.address) as channel:
        family = [Watch(pid) for pid in descendants(running.process.pid)]
        working = raw_stream(channel)(stream_question("blocking"))
        next(working)
        running.process.send_signal(signal.SIGTERM)
        failure(lambda: list(working))
        assert running.process.wait() == 0
        assert all(member.gone() for member in family)


def test_workers_end_with_a_server_that_is_killed():
    with Running() as running, grpc.insecure_channel(running.address) as channel:
        working = raw_stream(channel)(stream_question("blocking"))
        next(working)
        family = [Watch(pid) for pid in descendants(running.process.pid)]
        running.process.kill()
        failure(lambda: list(working))
        assert all(member.gone() for member in family)


def lost(error, running):
    assert (error.reason, error.status) == ("CONNECTION_LOST", "UNAVAILABLE")
    assert "\n" not in str(error)
    return str(error).startswith(f"the connection to the server at {running.address} was lost before the answer came: ")


def test_a_client_of_a_server_that_is_killed_hears_that_the_connection_was_lost():
    with Running(workers=1) as running:
        found = running.client.stream(STAG_HUNT, "pure_nash", method="blocking")
        next(found)
        running.process.kill()
        with pytest.raises(pg.ServiceError) as caught:
            list(found)
        assert lost(caught.value, running)


def test_a_client_that_awaits_a_server_that_is_killed_hears_that_the_connection_was_lost():
    async def conversation(running):
        async with policygames_client.connect_async(running.address) as client:
            found = client.stream(STAG_HUNT, "pure_nash", method="blocking")
            await anext(found)
            running.process.kill()
            return [one async for one in found]

    with Running(workers=1) as running:
        with pytest.raises(pg.ServiceError) as caught:
            asyncio.run(conversation(running))
        assert lost(caught.value, running)


def test_a_port_in_use_is_refused(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, lines = started("--address", f"127.0.0.1:{port}", "--data", tmp_path)
    assert (code, len(lines)) == (2, 1)
    assert str(port) in lines[0]


def test_a_folder_in_use_is_refused(server):
    folder = server.folder / "data"
    code, lines = started("--address", "127.0.0.1:0", "--data", folder)
    assert (code, len(lines)) == (2, 1)
    assert str(folder) in lines[0]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    code, lines = started("--address", "127.0.0.1:0", "--data", tmp_path / "file" / "data")
    assert (code, len(lines)) == (2, 1)


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0"])
def test_nothing_unencrypted_leaves_the_machine_unless_told(tmp_path, address):
    code, lines = started("--address", address, "--data", tmp_path)
    assert (code, len(lines)) == (2, 1)
    assert "--insecure" in lines[0]


NO_ADDRESSES = ["nowhere", "localhost:", ":0", "localhost:65536", "localhost:x", "no.such.host.invalid:0"]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_refused(tmp_path, address):
    code, lines = started("--address", address, "--data", tmp_path)
    assert (code, len(lines)) == (2, 1)


def test_no_workers_are_refused(tmp_path):
    code, lines = started("--address", "127.0.0.1:0", "--data", tmp_path, "--workers", 0)
    assert (code, len(lines)) == (2, 1)


def test_workers_that_cannot_start_end_the_server_with_a_word():
    running = Running(workers=1, worker_memory=2**20)
    with running.abandoned():
        assert running.process.wait() == 2
        assert "the workers do not start" in running.log.read_text()
        assert list(running.scratch.iterdir()) == []


def test_health_says_when_the_workers_are_warm():
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = "127.0.0.1:{1}".format(*free.getsockname())
    running = Running(address=address, workers=1, preload=["planting", "holding"])
    with running.abandoned(), grpc.insecure_channel(address) as channel:
        asked = health_pb2.HealthCheckRequest(service="policygames.v1.SolverService")
        health = health_pb2_grpc.HealthStub(channel).Watch(asked, wait_for_ready=True)
        assert next(health).status == STATUS.NOT_SERVING
        running.open_gate()
        assert next(health).status == STATUS.SERVING


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_not_warm_yet_ends_when_it_is_told_to(number):
    running = Running(workers=2, preload=["planting", "holding"])
    with running.abandoned():
        while not (family := descendants(running.process.pid)):
            time.sleep(0.05)
        family = [Watch(pid) for pid in family]
        running.process.send_signal(number)
        assert running.process.wait(60) == 0
        assert all(member.gone() for member in family)
        assert list(running.scratch.iterdir()) == []


def test_insecure_listens_for_others():
    with Running(workers=1, address="0.0.0.0:0", insecure=True) as running:
        assert running.line.startswith("listening on 0.0.0.0:")

"""Many callers at once, callers that are none, and workers killed under load: everybody is answered, nothing grows."""

import asyncio
import contextlib
import hashlib
import os
import socket
import time
from pathlib import Path

import grpc
import policygames as pg
import pytest
from service.questions import STAG_HUNT, question, raw, raw_stream, stream_question
from service.running import Running, Watch

RETRY = ("SOLVE_QUEUE_FULL", "QUOTA_EXCEEDED")
SOLVE = "/policygames.v1.SolverService/Solve"


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A server with two workers for two principals."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    file.write_text("".join(f"{name}:{hashlib.sha256(name.encode()).hexdigest()}\n" for name in ("alice", "bob")))
    with Running(tokens=file, uncompiled=True, connecting={"token": "bob"}) as running:
        yield running


def resident(pid):
    """Bytes of memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def family(running):
    """How many processes the server has started that still live."""
    return len(running.workers())


def settled(running, processes):
    """Whether the server comes back to so many processes, within a minute."""
    until = time.monotonic() + 60
    while family(running) != processes:
        if time.monotonic() > until:
            return False
    return True


async def flood(address, callers, each, method="endless", timeout=0.3):
    """How the calls of so many callers of one principal end: by code, or by the reason of their refusal."""
    ends = []

    async def call(channel):
        solve = channel.unary_unary(SOLVE)
        for _ in range(each):
            try:
                await solve(question(method), timeout=timeout, metadata=[("authorization", "Bearer alice")])
                ends.append("OK")
            except grpc.aio.AioRpcError as error:
                packed = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
                refused = next((one for one in RETRY if one.encode() in packed), "")
                retry = b"google.rpc.RetryInfo" in packed
                ends.append(error.code().name if not refused else refused if retry else "NO RETRY INFO")

    own = [("grpc.use_local_subchannel_pool", 1)]  # a connection each, as callers on many machines have
    channels = [grpc.aio.insecure_channel(address, own) for _ in range(callers)]
    await asyncio.wait_for(asyncio.gather(*map(call, channels)), 120)
    await asyncio.gather(*(channel.close() for channel in channels))
    return ends


async def test_a_hundred_callers_are_answered_or_refused_and_another_principal_gets_through(busy):
    assert settled(busy, 2)
    before, waits = resident(busy.process.pid), []

    async def other():
        for _ in range(5):
            start = time.monotonic()
            solution = await asyncio.to_thread(busy.client.solve, STAG_HUNT, "pure_nash", deadline=30)
            assert len(solution.equilibria) == 2
            waits.append(time.monotonic() - start)

    flooding = asyncio.create_task(flood(busy.address, callers=100, each=5))
    await other()
    ends = await flooding
    assert len(ends) == 500
    assert set(ends) <= {"OK", "DEADLINE_EXCEEDED", *RETRY}
    assert set(ends) & set(RETRY)
    assert max(waits) < 20
    assert resident(busy.process.pid) < before + 64 * 2**20
    assert settled(busy, 2)


def test_idle_and_junk_connections_cost_nothing(busy):
    host, port = busy.address.split(":")
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(200)]
        junk = [stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(50)]
        for number, connection in enumerate(junk):
            connection.sendall(
                (b"GET / HTTP/1.1\r\n\r\n", os.urandom(300), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")[number % 3]
            )
        assert len(busy.client.solve(STAG_HUNT, "pure_nash", deadline=30).equilibria) == 2
        assert len(idle) == 200


def test_workers_killed_under_load_take_only_their_own_calls_with_them(busy):
    mine = [("authorization", "Bearer bob")]
    killed = 0
    with grpc.insecure_channel(busy.address) as channel:
        for _ in range(5):
            calls = [raw(channel, "Solve").future(question(), metadata=mine, timeout=60) for _ in range(20)]
            for worker in busy.workers()[:1]:
                Watch(worker).kill()
            codes = [call.code() for call in calls]
            killed += codes.count(grpc.StatusCode.INTERNAL)
            assert set(codes) <= {grpc.StatusCode.OK, grpc.StatusCode.INTERNAL}
            assert codes.count(grpc.StatusCode.INTERNAL) <= 1
    assert killed <= 5
    assert len(busy.client.solve(STAG_HUNT, "pure_nash", deadline=30).equilibria) == 2


@pytest.mark.parametrize("method", ["endless", "blocking"])
def test_cancelled_and_expired_calls_leave_no_work_behind(busy, method):
    """How fast is told by tests/service/soak.py; here: that every worker is free or dead, and none is added."""
    assert settled(busy, 2)
    mine = [("authorization", "Bearer bob")]
    with grpc.insecure_channel(busy.address) as channel:
        for round_ in range(6):
            call = raw_stream(channel)(stream_question(method), metadata=mine, timeout=0.5 if round_ % 2 else None)
            next(call)
            if round_ % 2:
                with contextlib.suppress(grpc.RpcError):  # where the answer came too late for its deadline
                    list(call)
            call.cancel()
            assert len(busy.client.solve(STAG_HUNT, "pure_nash", deadline=30).equilibria) == 2
    assert settled(busy, 2)


def test_a_slow_reader_stops_nobody(busy):
    tied = pg.NormalFormGame([[[0] * 60] * 60] * 2)
    slow = busy.client.stream(tied, "pure_nash", deadline=5)
    next(slow)
    assert len(busy.client.solve(STAG_HUNT, "pure_nash", deadline=30).equilibria) == 2
    slow.close()

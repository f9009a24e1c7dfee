"""Calls that are made again: where the server says when to, and where it was lost and came back."""

import asyncio
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import policygames as pg
import pytest
from policygames.certificates import Coverage
from policygames_client import channels
from service.running import Running
from service.studying import games

HUNT = pg.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])


@pytest.fixture(scope="module")
def slow():
    """A server that lets each principal have two calls a second."""
    with Running(workers=1, principal_rate=2.0, principal_burst=1) as running:
        yield running


def asynchronously(address, ask):
    """What a question of an asynchronous client gives."""

    async def answer():
        async with pg.connect_async(address) as client:
            return await ask(client)

    return asyncio.run(answer())


def test_a_call_over_the_quota_waits_as_long_as_the_server_says(slow):
    start = time.monotonic()
    assert [slow.client.solve(HUNT).coverage for _ in range(3)] == [Coverage.ALL] * 3
    assert time.monotonic() - start > 0.9  # two of them had to wait for half a second each


def test_so_does_an_asynchronous_one(slow):
    async def both(client):
        return [(await client.solve(HUNT)).coverage for _ in range(2)]

    assert asynchronously(slow.address, both) == [Coverage.ALL] * 2


def test_a_call_without_the_time_to_wait_is_refused_at_once(slow):
    slow.client.solve(HUNT)
    start = time.monotonic()
    with pytest.raises(pg.ServiceError) as caught:
        slow.client.solve(HUNT, deadline=0.1)
    assert (caught.value.status, caught.value.reason) == ("RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED")
    assert time.monotonic() - start < 5


def test_a_stream_waits_for_its_rate_by_itself(slow):
    time.sleep(0.6)  # its beginning is a call, and none is taken back
    found = dict(slow.client.solve_batch(((key, HUNT) for key in range(600)), deadline=60))
    assert len(found) == 600
    assert all(isinstance(one, pg.Solution) for one in found.values())


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_a_server_that_comes_back_is_found_again():
    address = f"127.0.0.1:{free_port()}"
    with pg.connect(address) as client:
        with Running(workers=1, address=address, uncompiled=True):
            assert client.solve(HUNT).coverage is Coverage.ALL
        with Running(workers=1, address=address, uncompiled=True):
            assert client.solve(HUNT).coverage is Coverage.ALL
            assert client.solve(HUNT, "pure_nash").coverage is Coverage.ALL


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_who_asks_about_a_job_waits_while_its_server_restarts(kind, tmp_path):
    """The server is killed, asked while it is gone, and started again on its folder."""
    settings = {"address": f"127.0.0.1:{free_port()}", "data": tmp_path, "workers": 1, "uncompiled": True}
    with ThreadPoolExecutor(1) as elsewhere:
        with Running(**settings) as running:
            asking = elsewhere.submit(LOOKING[kind], settings["address"], running.process)
            assert running.process.wait() == -signal.SIGKILL
        with Running(**settings):
            assert asking.result(60).state in {"QUEUED", "RUNNING", "SUCCEEDED"}


def looked_at(address, process):
    """How far a job is whose server is killed before that is asked."""
    with pg.connect(address) as client:
        job = client.solve_job(games(2000))
        process.kill()
        process.wait()
        return job.progress


async def look(address, process):
    async with pg.connect_async(address) as client:
        job = await client.solve_job(games(2000))
        process.kill()
        await asyncio.to_thread(process.wait)
        return await job.progress()


LOOKING = {"sync": looked_at, "async": lambda address, process: asyncio.run(look(address, process))}


def test_a_server_that_says_nothing_is_noticed(monkeypatch):
    monkeypatch.setattr(channels, "ALIVE", 1.0)
    monkeypatch.setattr(channels, "ANSWER", 1.0)
    with Running(workers=1, uncompiled=True) as running, pg.connect(running.address) as client:
        assert client.solve(HUNT).coverage is Coverage.ALL
        running.process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(pg.ServiceError) as caught:
                client.solve(HUNT)  # without a deadline: it would wait for ever
        finally:
            running.process.send_signal(signal.SIGCONT)
        assert caught.value.status == "UNAVAILABLE"
        assert running.client.solve(HUNT).coverage is Coverage.ALL


def test_a_server_that_stays_away_is_told_of_within_seconds():
    with Running(workers=1, uncompiled=True) as running:
        running.client.solve(HUNT)
        running.process.kill()
        running.process.wait()
        start = time.monotonic()
        with pytest.raises(pg.ServiceError) as caught:
            running.client.solve(HUNT, deadline=2)
        assert caught.value.status == "UNAVAILABLE"
        assert time.monotonic() - start < 30


@pytest.fixture(scope="module")
def narrow():
    """A server that takes less than others."""
    with Running(workers=1, max_receive=LIMIT, uncompiled=True) as running:
        yield running


LIMIT = 2**18 + 2**16
LONG = pg.NormalFormGame(np.random.default_rng(0).random((2, 160, 160)))
TOO_LONG = {
    "solve": (lambda client: client.solve(LONG, max_equilibria=1), LIMIT),
    "stream": (lambda client: client.stream(LONG, max_equilibria=1), LIMIT),
    "solve_batch": (lambda client: client.solve_batch([("a", HUNT), ("b", LONG)], max_equilibria=1), LIMIT // 2),
    "solve_many": (lambda client: client.solve_many(np.zeros((3, 2, 160, 160))), LIMIT),
}


@pytest.mark.parametrize("name", TOO_LONG)
def test_a_request_over_the_servers_own_limit_is_never_sent(narrow, name):
    ask, limit = TOO_LONG[name]

    async def awaited(client):
        answer = ask(client)
        return [one async for one in answer] if hasattr(answer, "__aiter__") else await answer

    for told in (lambda: list(ask(narrow.client)), lambda: asynchronously(narrow.address, awaited)):
        with pytest.raises(pg.ServiceError) as caught:
            told()
        assert (caught.value.status, caught.value.reason) == ("RESOURCE_EXHAUSTED", "REQUEST_TOO_LARGE")
        assert str(caught.value).endswith(f"takes up to {limit}")
    assert "RESOURCE_EXHAUSTED" not in {record.get("code") for record in narrow.records()}


def test_messages_of_many_games_fit_into_what_the_server_takes(narrow):
    payoffs = games(20_000)
    found = narrow.client.solve_many(payoffs)
    assert found.counts.tolist() == pg.solve_many(payoffs).counts.tolist()
    middling = pg.NormalFormGame(np.random.default_rng(0).random((2, 80, 80)))  # 100 KB each
    answers = dict(narrow.client.solve_batch(((key, middling) for key in range(8)), "pure_nash"))
    assert {type(one) for one in answers.values()} == {pg.Solution}

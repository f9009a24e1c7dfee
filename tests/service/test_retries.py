"""Calls that are made again: where the server says when to, and where it was lost and came back."""

import asyncio
import socket
import time

import numpy as np
import policygames as pg
import pytest
from policygames.certificates import Coverage
from service.running import Running

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


def test_a_request_over_the_servers_own_limit_is_never_sent():
    payoffs = np.random.default_rng(0).random((2, 160, 160))
    game = pg.NormalFormGame(payoffs)
    with Running(workers=1, max_receive=2**18 + 2**16, uncompiled=True) as running:
        with pytest.raises(pg.ServiceError) as caught:
            running.client.solve(game, max_equilibria=1)
        assert (caught.value.status, caught.value.reason) == ("RESOURCE_EXHAUSTED", "REQUEST_TOO_LARGE")
        assert str(caught.value).endswith(f"a server takes up to {2**18 + 2**16}")
        assert not any(record.get("method", "").endswith("/Solve") for record in running.records())

        async def ask(client):
            await client.solve(game, max_equilibria=1)

        with pytest.raises(pg.ServiceError, match="a server takes up to"):
            asynchronously(running.address, ask)

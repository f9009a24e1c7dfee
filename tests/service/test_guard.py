"""What handlers raise: nothing of it reaches the caller but a status, and no call is left hanging."""

import asyncio

import grpc
import pytest
from policygames.errors import GameError
from policygames_server import statuses
from policygames_server.admission import Admission
from policygames_server.errors import RefusedError
from policygames_server.guard import Guard
from policygames_server.quotas import Quotas
from policygames_server.service import SERVICE
from service.questions import details, reason

INTERNAL, INVALID = grpc.StatusCode.INTERNAL, grpc.StatusCode.INVALID_ARGUMENT
RAISED = {
    "bug": (ValueError("the secret"), INTERNAL, "INTERNAL_ERROR"),
    "cancelled inside": (asyncio.CancelledError("the secret"), INTERNAL, "INTERNAL_ERROR"),
    "out of memory": (MemoryError("the secret"), INTERNAL, "INTERNAL_ERROR"),
    "bad game": (GameError("too big", reason="GAME_TOO_LARGE", path="game"), INVALID, "GAME_TOO_LARGE"),
    "refused": (RefusedError(statuses.queue_full(3)), grpc.StatusCode.RESOURCE_EXHAUSTED, "SOLVE_QUEUE_FULL"),
}


@pytest.fixture
def admission():
    return Admission(Quotas(in_flight=1))


@pytest.fixture
async def ask(admission):
    """Calls handlers, by name, on a real server with nothing but the guard."""
    server = grpc.aio.server()
    server.add_generic_rpc_handlers((Guard(admission).around_all(handlers()),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield lambda name, kind="unary_unary": getattr(channel, kind)(f"/{SERVICE}/{name}")(b"")
    await server.stop(None)


def handlers():
    unary = {name: grpc.unary_unary_rpc_method_handler(raising(error)) for name, (error, *_) in RAISED.items()}
    streams = {
        f"{name}, later": grpc.unary_stream_rpc_method_handler(raising_later(error))
        for name, (error, *_) in RAISED.items()
    }
    return grpc.method_handlers_generic_handler(SERVICE, unary | streams)


def raising(error):
    async def handle(request, context):
        raise error

    return handle


def raising_later(error):
    async def handle(request, context):
        yield b"first"
        raise error

    return handle


@pytest.mark.parametrize("name", RAISED)
async def test_an_error_is_a_status_and_its_text_stays_here(ask, name):
    _, code, why = RAISED[name]
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await ask(name)
    assert (caught.value.code(), reason(caught.value)) == (code, why)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", RAISED)
async def test_an_error_in_the_middle_of_a_stream_ends_it_with_a_status(ask, name):
    _, code, why = RAISED[name]
    call = ask(f"{name}, later", "unary_stream")
    assert await call.read() == b"first"
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call.read()
    assert (caught.value.code(), reason(caught.value)) == (code, why)


async def test_an_incident_has_a_name(ask):
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await ask("bug")
    assert details(caught.value)["ErrorInfo"].metadata["incident"] in caught.value.details()


async def test_a_principal_over_its_rate_hears_when_to_come_back():
    handler = grpc.unary_unary_rpc_method_handler(answering)
    guard, server = Guard(Admission(Quotas(rate=0.5, burst=2))), grpc.aio.server()
    server.add_generic_rpc_handlers((guard.around_all(grpc.method_handlers_generic_handler(SERVICE, {"ok": handler})),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        call = channel.unary_unary(f"/{SERVICE}/ok")
        assert [await call(b"x"), await call(b"y")] == [b"x", b"y"]
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call(b"z")
    await server.stop(None)
    assert reason(caught.value) == "QUOTA_EXCEEDED"
    assert 0 < details(caught.value)["RetryInfo"].retry_delay.ToMilliseconds() <= 2000


async def answering(request, context):
    return request


async def test_nobody_is_let_in_while_the_server_drains(ask, admission):
    await admission.drain(0)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await ask("bug")
    assert reason(caught.value) == "SHUTTING_DOWN"

"""What may go wrong on the way: nobody there, too late, too large, nonsense, the wrong hands."""
# ruff: noqa: N802 - rpcs have the names that the contract gives them

import asyncio
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import grpc
import numpy as np
import policygames as pg
import policygames_client
import pytest
from policygames.errors import CertificateError, DeadlineError, GameError, ServiceError
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.solver_service_pb2_grpc import SolverServiceServicer
from policygames.wire.solutions import conclusion_message, equilibrium_message, solution_message
from unit.client.asking import Solver, serving

GAME = pg.NormalFormGame([[["1/3", 2], [3, 0]], [["1/3", 3], [2, 0]]])
OTHER = pg.NormalFormGame([[[1, 0], [0, 1]], [[0, 1], [1, 0]]])
SOON = 10  # seconds: how long a test waits for what comes at once


class Answering(Solver):
    """Gives a fixed answer to every question."""

    def __init__(self, whole=None, events=()):
        super().__init__()
        self.whole, self.events = whole, events

    def Solve(self, request, context):
        return self.whole

    def SolveStream(self, request, context):
        yield from self.events


class Waiting(Solver):
    """Answers nothing, or one equilibrium, until the caller goes away."""

    def __init__(self):
        super().__init__()
        self.begun, self.left = Event(), Event()

    def Solve(self, request, context):
        context.add_callback(self.left.set)
        self.begun.set()
        self.left.wait(SOON)

    def SolveStream(self, request, context):
        context.add_callback(self.left.set)
        yield pb.SolveStreamResponse(equilibrium=equilibrium_message(pg.solve(GAME).equilibria[0]))
        self.begun.set()
        self.left.wait(SOON)


class Failing(Solver):
    """Fails as a server without manners does."""

    def Solve(self, request, context):
        context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "too\nmuch")


def free_address():
    """Where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("name", ["solve", "stream", "verify"])
def test_a_server_that_is_not_there_is_one_clear_line(ask, name):
    address = free_address()
    with pytest.raises(ServiceError) as caught:
        ask(address, name, pg.solve(GAME) if name == "verify" else GAME)
    assert (caught.value.status, caught.value.reason) == ("UNAVAILABLE", "UNAVAILABLE")
    assert str(caught.value).startswith(f"no server can be reached at {address}: ")
    assert "\n" not in str(caught.value)


ROUNDED = 1.1  # gRPC sends few digits of a deadline, rounded up


def test_the_deadline_is_that_of_the_call(ask, address, solver):
    ask(address, "solve", GAME, deadline=100)
    assert 0 < solver.seconds <= 100 * ROUNDED
    ask(address, "critical_discount", GAME, (0, 0), punishment=((1, 0), (0, 1)), deadline=50)
    assert 0 < solver.seconds <= 50 * ROUNDED


@pytest.mark.parametrize("name", ["solve", "stream"])
def test_no_answer_in_time_is_a_deadline_error(ask, name):
    with serving(Waiting()) as address, pytest.raises(DeadlineError, match="deadline passed"):
        ask(address, name, GAME, deadline=0.05)


def test_closing_a_stream_cancels_the_call():
    servicer = Waiting()
    with serving(servicer) as address, policygames_client.connect(address) as client:
        found = client.stream(GAME)
        assert next(found) == pg.solve(GAME).equilibria[0]
        found.close()
        assert servicer.left.wait(SOON)


def test_closing_an_asynchronous_stream_cancels_the_call():
    servicer = Waiting()

    async def conversation(address):
        async with policygames_client.connect_async(address) as client:
            found = client.stream(GAME)
            assert await anext(found) == pg.solve(GAME).equilibria[0]
            await found.aclose()
            return await asyncio.to_thread(servicer.left.wait, SOON)

    with serving(servicer) as address:
        assert asyncio.run(conversation(address))


def test_a_cancelled_task_cancels_the_call():
    servicer = Waiting()

    async def conversation(address):
        async with policygames_client.connect_async(address) as client:
            task = asyncio.create_task(client.solve(GAME))
            await asyncio.to_thread(servicer.begun.wait, SOON)
            task.cancel()
            return await asyncio.to_thread(servicer.left.wait, SOON)

    with serving(servicer) as address:
        assert asyncio.run(conversation(address))


LATE = {"solve": (GAME,), "stream": (GAME,), "critical_discount": (GAME, (0, 0)), "concepts": (), "server_info": ()}


def closed_line(error):
    """Whether an error says in one line that the client is closed."""
    assert (error.reason, error.status) == ("CLIENT_CLOSED", "CANCELLED")
    return str(error).startswith("the client of the server at 127.0.0.1:") and "closed; connect again" in str(error)


@pytest.mark.parametrize("name", LATE)
def test_a_closed_client_says_so(address, name):
    client = policygames_client.connect(address)
    for _ in range(2):
        client.close()
    with pytest.raises(ServiceError) as caught:
        tuple(getattr(client, name)(*LATE[name]))
    assert closed_line(caught.value)


@pytest.mark.parametrize("name", LATE)
def test_a_closed_asynchronous_client_says_so(address, name):
    async def conversation():
        client = policygames_client.connect_async(address)
        for _ in range(2):
            await client.close()
        answer = getattr(client, name)(*LATE[name])
        return [one async for one in answer] if name == "stream" else await answer

    with pytest.raises(ServiceError) as caught:
        asyncio.run(conversation())
    assert closed_line(caught.value)


def test_bad_limits_stay_the_caller_s_mistake_on_a_closed_client(address):
    client = policygames_client.connect(address)
    client.close()
    for fields in ({"deadline": "soon"}, {"deadline": -1}, {"max_equilibria": 0.5}):
        with pytest.raises(GameError):
            client.solve(GAME, **fields)


def test_whoever_waits_while_a_client_is_closed_is_told():
    servicer = Waiting()
    with serving(servicer) as address, ThreadPoolExecutor(1) as elsewhere:
        client = policygames_client.connect(address)
        waiting = elsewhere.submit(client.solve, GAME)
        assert servicer.begun.wait(SOON)
        client.close()
        assert closed_line(waiting.exception(SOON))


@pytest.mark.parametrize("name", ["solve", "stream"])
def test_a_task_that_waits_while_its_client_is_closed_is_told(name):
    servicer = Waiting()

    async def conversation(address):
        client = policygames_client.connect_async(address)
        if name == "stream":
            found = client.stream(GAME)
            await anext(found)
            task = asyncio.create_task(anext(found))
        else:
            task = asyncio.create_task(client.solve(GAME))
        await asyncio.to_thread(servicer.begun.wait, SOON)
        await client.close()
        await task

    with serving(servicer) as address, pytest.raises(ServiceError) as caught:
        asyncio.run(conversation(address))
    assert closed_line(caught.value)


def test_a_game_that_no_server_takes_is_refused_before_it_is_sent(ask):
    large = pg.NormalFormGame(np.zeros((2, 1024, 1024), dtype=np.int64))
    with pytest.raises(ServiceError, match=r"needs 16777\d+ bytes, a server takes up to 16777216") as caught:
        ask(free_address(), "solve", large)
    assert (caught.value.reason, caught.value.status) == ("REQUEST_TOO_LARGE", "RESOURCE_EXHAUSTED")


def test_a_failure_without_details_keeps_the_name_of_its_code(ask):
    with serving(Failing()) as address, pytest.raises(ServiceError) as caught:
        ask(address, "solve", GAME)
    assert (caught.value.status, str(caught.value)) == ("RESOURCE_EXHAUSTED", "too much")


def test_an_rpc_that_a_server_does_not_have_is_unimplemented(ask):
    with serving(SolverServiceServicer()) as address, pytest.raises(ServiceError) as caught:
        ask(address, "solve", GAME)
    assert caught.value.status == "UNIMPLEMENTED"


SOLUTION = pg.solve(GAME)
FOREIGN = pg.solve(OTHER)


def test_an_answer_may_be_larger_than_what_grpc_takes_by_default(ask):
    long = solution_message(SOLUTION)
    long.warnings.append("x" * 2**23)
    with serving(Answering(pb.SolveResponse(solution=long))) as address:
        assert len(ask(address, "solve", GAME).warnings[-1]) == 2**23


def test_an_answer_about_another_game_is_refused(ask):
    wrong = Answering(
        pb.SolveResponse(solution=solution_message(FOREIGN)),
        [pb.SolveStreamResponse(equilibrium=equilibrium_message(FOREIGN.equilibria[0]))],
    )
    with serving(wrong) as address:
        for name in ("solve", "stream"):
            with pytest.raises(CertificateError) as caught:
                ask(address, name, GAME)
            assert caught.value.reason == "ANOTHER_GAME"


def test_an_answer_that_cannot_be_read_is_the_fault_of_the_service(ask):
    nonsense = solution_message(SOLUTION)
    nonsense.coverage = 99
    with serving(Answering(pb.SolveResponse(solution=nonsense))) as address, pytest.raises(ServiceError) as caught:
        ask(address, "solve", GAME)
    assert (caught.value.reason, caught.value.status) == ("BAD_RESPONSE", "INTERNAL")
    assert "solution.coverage" in str(caught.value)


@pytest.mark.parametrize("events", [[], [pb.SolveStreamResponse(progress=pb.Progress())], [pb.SolveStreamResponse()]])
def test_a_stream_without_a_solution_is_no_answer(ask, events):
    with serving(Answering(events=events)) as address, pytest.raises(ServiceError) as caught:
        ask(address, "stream", GAME)
    assert (caught.value.reason, caught.value.status) == ("BAD_RESPONSE", "DATA_LOSS")


def test_equilibria_are_counted_once_in_a_stream(ask):
    events = [pb.SolveStreamResponse(equilibrium=equilibrium_message(one)) for one in SOLUTION.equilibria]
    events.append(pb.SolveStreamResponse(solution=conclusion_message(SOLUTION)))
    with serving(Answering(events=events)) as address:
        assert ask(address, "stream", GAME) == [*SOLUTION.equilibria, SOLUTION]


def test_the_token_travels_with_every_call(ask, address, solver):
    for name, args in [("solve", (GAME,)), ("stream", (GAME,)), ("server_info", ()), ("verify", (SOLUTION,))]:
        ask(address, name, *args, token="s3cret")  # noqa: S106
        assert solver.headers["authorization"] == "Bearer s3cret"
    ask(address, "server_info")
    assert "authorization" not in solver.headers


@pytest.mark.parametrize("elsewhere", ["example.com:443", "192.0.2.1:1", "dns:///example.com:1", "127.example.com:80"])
def test_a_token_is_not_sent_unencrypted_to_another_machine(elsewhere):
    for connect in (policygames_client.connect, policygames_client.connect_async):
        with pytest.raises(ServiceError) as caught:
            connect(elsewhere, token="s3cret")  # noqa: S106
        assert (caught.value.reason, caught.value.path) == ("INSECURE_TOKEN", "tls")
        assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("here", ["localhost:1", "127.0.0.1:1", "[::1]:1", "unix:/tmp/socket", "dns:///localhost:1"])
def test_a_token_may_stay_on_this_machine(here):
    policygames_client.connect(here, token="s3cret").close()  # noqa: S106


def test_no_proxy_comes_between_a_client_and_its_own_machine(ask, address, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://{free_address()}")
    assert ask(address, "solve", GAME) == SOLUTION


def test_whoever_says_so_sends_a_token_unencrypted():
    policygames_client.connect("example.com:443", token="s3cret", tls=False).close()  # noqa: S106


@pytest.mark.parametrize(
    ("address", "fields", "path"),
    [
        ("", {}, "address"),
        (50051, {}, "address"),
        ("localhost:1", {"token": ""}, "token"),
        ("localhost:1", {"token": "a\nb"}, "token"),
        ("localhost:1", {"token": "schlüssel"}, "token"),
        ("localhost:1", {"tls": "no/such/file.pem"}, "tls"),
    ],
)
def test_bad_addresses_tokens_and_files_are_refused_by_name(address, fields, path):
    for connect in (policygames_client.connect, policygames_client.connect_async):
        with pytest.raises(GameError) as caught:
            connect(address, **fields)
        assert caught.value.path == path


@pytest.fixture(scope="module")
def identity(tmp_path_factory):
    """The files of a private key and of a certificate for localhost."""
    folder = tmp_path_factory.mktemp("identity")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *names]
    subprocess.run(command, check=True, capture_output=True)
    return key, certificate


def test_an_encrypted_server_is_reached_with_its_authority_and_by_nobody_else(ask, identity):
    key, certificate = identity
    credentials = grpc.ssl_server_credentials([(key.read_bytes(), certificate.read_bytes())])
    with serving(Solver(), credentials) as address:
        own = grpc.ssl_channel_credentials(certificate.read_bytes())
        for tls in (certificate, str(certificate), own):
            assert ask(address, "solve", GAME, token="s3cret", tls=tls) == SOLUTION  # noqa: S106
        for tls in (None, True):
            with pytest.raises(ServiceError) as caught:
                ask(address, "solve", GAME, tls=tls)
            assert caught.value.status == "UNAVAILABLE"


def test_the_client_loads_no_solver():
    check = (
        "import sys, policygames_client, policygames.wire.solutions\n"
        "found = [name for name in sys.modules if name.split('.')[0] in ('scipy', 'nashpy', 'pandas')]\n"
        "found += [name for name in sys.modules if name.startswith(('policygames.methods', 'policygames.search'))]\n"
        "assert not found, found"
    )
    subprocess.run([sys.executable, "-c", check], check=True)

"""What the service costs beyond a bare echo: every figure is a ratio to a raw grpc.aio echo of the same message.

Run by hand: python benchmarks/service.py [--seconds S] [--rounds R] [--callers C]. The server runs as it is run: its
guard, bearer tokens, metrics and a line in the log for each call; the echo is a grpc.aio server that gives back the
bytes it gets, in a process of its own. One client process calls both in turns, with bytes that were made before; the
table has the median of the ratios of the rounds. Streams count games, over the calls that the echo answers. The worker
hop is measured twice: with no work at all, by a server whose workers give back what a Minmax asks; and with the pure
minmax of a 2 x 2 game, the shortest work there is: some 0.15 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import numpy as np
import policygames as pg
import trustme
from policygames.games.batch import GameBatch
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.analyses import minmax_request
from policygames.wire.batches import BlockQuestion, solve_columns_request
from policygames.wire.requests import Question, solve_request

SERVICE = "/policygames.v1.SolverService/"
TOKEN = "benchmark"  # noqa: S105 - of a server that lives for a minute, on loopback
HEADERS = (("authorization", f"Bearer {TOKEN}"),)
ITEMS, BLOCK = 200, 4096
"""Games in a message of a batch, and in a block of columns."""
ECHO = """
import asyncio, grpc
async def echo(request, context): return request
async def main():
    server = grpc.aio.server()
    handlers = grpc.method_handlers_generic_handler("echo.Echo", {"Echo": grpc.unary_unary_rpc_method_handler(echo)})
    server.add_generic_rpc_handlers((handlers,))
    print("listening on 127.0.0.1:%d" % server.add_insecure_port("127.0.0.1:0"), flush=True)
    await server.start()
    await server.wait_for_termination()
asyncio.run(main())
"""


IDLE = """
import json, pathlib, sys
from policygames_server.main import serve
from policygames_server.settings import Settings
given = json.loads(sys.argv[1])
paths = {name: pathlib.Path(given[name]) for name in ("data", "tokens")}
sys.exit(serve(Settings(**given | paths | {"preload": ("no_work",)})))
"""
NO_WORK = """
from policygames_server import answers
from policygames_server.frames import Frame, Kind, Request
answers._ANSWERS[Request.MINMAX] = lambda task, cancelled: iter([Frame(Kind.RESULT, task.body)])
"""


@contextmanager
def running(*command: str, **environment: str) -> Iterator[str]:
    """The address of a server that is started, and ended afterwards."""
    streams: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, env=os.environ | environment, **streams) as process:  # noqa: S603
        if process.stdout is None:
            raise RuntimeError("there is no output to read")
        line = process.stdout.readline()
        try:
            yield line.split()[-1]
        finally:
            process.terminate()


def tokens_in(folder: Path) -> str:
    """A file of tokens."""
    file = folder / "tokens"
    file.write_text(f"bench:{hashlib.sha256(TOKEN.encode()).hexdigest()}\n")
    return str(file)


def serving(folder: Path, *options: str) -> Any:
    """A server of ours with tokens."""
    base = (
        "-m",
        "policygames_cli.main",
        "serve",
        "--address",
        "127.0.0.1:0",
        "--workers",
        "2",
        "--principal-workers",
        "2",
    )
    data = tempfile.mkdtemp(dir=folder)
    return running(sys.executable, *base, "--data", data, "--tokens", tokens_in(folder), *options)


def idling(folder: Path) -> Any:
    """The same, with workers that have nothing to do."""
    (folder / "no_work.py").write_text(NO_WORK)
    numbers = {"address": "127.0.0.1:0", "workers": 2, "principal_workers": 2}
    given = numbers | {"data": tempfile.mkdtemp(dir=folder), "tokens": tokens_in(folder)}
    return running(sys.executable, "-c", IDLE, json.dumps(given), PYTHONPATH=str(folder))


@dataclass(frozen=True)
class Certificates:
    """Files of a certificate authority, and of a server and a client that it vouches for."""

    folder: Path

    def options(self) -> tuple[str, ...]:
        """Makes the files; the options of a server that asks for client certificates."""
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.folder / "ca.pem")
        for name, of in (("server", "127.0.0.1"), ("client", "bench")):
            issued = authority.issue_cert(of, "localhost")
            issued.private_key_pem.write_to_path(self.folder / f"{name}.key")
            issued.cert_chain_pems[0].write_to_path(self.folder / f"{name}.pem")
        files = {"tls-cert": "server.pem", "tls-key": "server.key", "tls-client-ca": "ca.pem"}
        return tuple(text for name, file in files.items() for text in (f"--{name}", str(self.folder / file)))

    def credentials(self) -> grpc.ChannelCredentials:
        """Those of the client."""
        return grpc.ssl_channel_credentials(
            *((self.folder / file).read_bytes() for file in ("ca.pem", "client.key", "client.pem"))
        )


@dataclass(frozen=True)
class Load:
    """How long, and by how many callers."""

    seconds: float
    callers: int

    async def calls(self, call: Callable[[], Awaitable[Any]]) -> float:
        """Calls a second."""
        until = time.perf_counter() + self.seconds

        async def caller() -> int:
            count = 0
            while time.perf_counter() < until:
                await call()
                count += 1
            return count

        start = time.perf_counter()
        counts = await asyncio.gather(*(caller() for _ in range(self.callers)))
        return sum(counts) / (time.perf_counter() - start)

    async def games(self, stream: Any, message: bytes, games: int) -> float:
        """Games a second over one stream of the same message."""
        start = time.perf_counter()
        asked = 0

        async def messages() -> AsyncIterator[bytes]:
            nonlocal asked
            while time.perf_counter() < start + self.seconds:
                asked += games
                yield message

        async for _ in stream(messages(), metadata=HEADERS):
            pass
        return asked / (time.perf_counter() - start)


def unary(channel: grpc.aio.Channel, rpc: str, body: bytes) -> Callable[[], Awaitable[Any]]:
    """A call that sends these bytes."""
    method = channel.unary_unary(rpc)
    return lambda: method(body, metadata=HEADERS)


def questions() -> dict[str, bytes]:
    """What is asked, as bytes."""
    hunt = pg.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    random = np.random.default_rng(7)
    many = random.integers(0, 20, (BLOCK, 2, 2, 2))
    items = [
        pb.BatchItem(key=str(key), request=solve_request(Question(pg.NormalFormGame(game.tolist()))))
        for key, game in enumerate(many[:ITEMS])
    ]
    block = pb.SolveColumnsStreamRequest(key="0", request=solve_columns_request(BlockQuestion(GameBatch(many))))
    return {
        "tiny": solve_request(Question(hunt)).SerializeToString(),
        "hop": minmax_request(hunt, 0, "pure").SerializeToString(),
        "batch": pb.SolveBatchRequest(items=items).SerializeToString(),
        "columns": block.SerializeToString(),
    }


async def measured(
    addresses: tuple[str, str, str, str], load: Load, secure: grpc.ChannelCredentials
) -> dict[str, float]:
    """One round: calls a second, or games a second of streams."""
    echo_at, ours_at, encrypted_at, idle_at = addresses
    bodies = questions()
    async with (
        grpc.aio.insecure_channel(echo_at) as echo,
        grpc.aio.insecure_channel(ours_at) as ours,
        grpc.aio.secure_channel(encrypted_at, secure) as encrypted,
        grpc.aio.insecure_channel(idle_at) as idle,
    ):
        return {
            "echo": await load.calls(unary(echo, "/echo.Echo/Echo", bodies["tiny"])),
            "Solve 2x2": await load.calls(unary(ours, f"{SERVICE}Solve", bodies["tiny"])),
            "Solve 2x2, mTLS": await load.calls(unary(encrypted, f"{SERVICE}Solve", bodies["tiny"])),
            "worker hop": await load.calls(unary(idle, f"{SERVICE}Minmax", bodies["hop"])),
            "hop with minmax": await load.calls(unary(ours, f"{SERVICE}Minmax", bodies["hop"])),
            "SolveBatch": await load.games(ours.stream_stream(f"{SERVICE}SolveBatch"), bodies["batch"], ITEMS),
            "columns": await load.games(ours.stream_stream(f"{SERVICE}SolveColumnsStream"), bodies["columns"], BLOCK),
        }


TARGETS = {
    "Solve 2x2": ("echo", 0.6),
    "worker hop": ("echo", 0.5),
    "hop with minmax": ("echo", 0.5),
    "Solve 2x2, mTLS": ("Solve 2x2", 0.8),
    "SolveBatch": ("echo", 12),
    "columns": ("echo", 500),
}
"""What is compared with what, and the least ratio that is wanted."""


def reported(rounds: list[dict[str, float]]) -> None:
    """Prints the table."""
    print(f"echo: {statistics.median(one['echo'] for one in rounds):.0f} calls/s")  # noqa: T201
    print("what               a second    over               ratio (least .. most)       wanted")  # noqa: T201
    for name, (over, wanted) in TARGETS.items():
        ratios = sorted(one[name] / one[over] for one in rounds)
        rate, middle = statistics.median(one[name] for one in rounds), statistics.median(ratios)
        spread = f"({ratios[0]:.2f} .. {ratios[-1]:.2f})"
        print(f"{name:16} {rate:10.0f}    {over:12} {middle:10.2f} {spread:24} {wanted:>6}")  # noqa: T201


def main() -> None:
    """Starts the servers, measures in turns, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--callers", type=int, default=32)
    asked = parser.parse_args()
    versions = f"Python {platform.python_version()}, grpc {grpc.__version__}"
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {versions}")  # noqa: T201
    load = Load(asked.seconds, asked.callers)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, certificates = Path(name), Certificates(Path(name))
        addresses = (
            stack.enter_context(running(sys.executable, "-c", ECHO)),
            stack.enter_context(serving(folder)),
            stack.enter_context(serving(folder, *certificates.options())),
            stack.enter_context(idling(folder)),
        )
        asyncio.run(measured(addresses, Load(0.3, asked.callers), certificates.credentials()))  # warms up
        reported([asyncio.run(measured(addresses, load, certificates.credentials())) for _ in range(asked.rounds)])


if __name__ == "__main__":
    main()

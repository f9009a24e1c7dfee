"""The server from start to end: lock, listen, warm up, serve, drain."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from importlib import import_module
from typing import Any

import grpc
from policygames.v1 import solver_service_pb2 as pb

from policygames_server.admission import Admission
from policygames_server.connect import Rpc, rpcs
from policygames_server.errors import CannotServeError, ColdWorkersError
from policygames_server.guard import Guard
from policygames_server.http import Calls
from policygames_server.http_port import HttpPort, application
from policygames_server.jobs.desk import desk_of, open_store, require_store
from policygames_server.jobs.offering import offered
from policygames_server.jobs.store import Store
from policygames_server.listening import checked_address, locked, require_free, require_usable, transport_options
from policygames_server.logs import logging_to_stderr
from policygames_server.offered import Health, Offered, offer
from policygames_server.principals import Principals
from policygames_server.quotas import Quotas
from policygames_server.scenarios import ScenarioService
from policygames_server.service import SolverService
from policygames_server.settings import Settings
from policygames_server.tls import Certificates, certificates_of
from policygames_server.tokens import Tokens
from policygames_server.workers import Workers

FLUSH = 1.0
"""Seconds that the last answers have to leave once their calls have ended."""


Ready = Callable[[dict[str, str]], None]
"""Told that all workers are warm, and where the server listens: `grpc` and, where that was asked for, `http`."""


def in_words(places: dict[str, str]) -> None:
    """Prints `listening on HOST:PORT` and, where HTTP was asked for, `http on HOST:PORT`."""
    http = [f"http on {places['http']}"] if "http" in places else []
    _say([f"listening on {places['grpc']}", *http])


def as_json(places: dict[str, str]) -> None:
    """Prints the same as one line of JSON."""
    _say([json.dumps(places)])


def serve(settings: Settings, ready: Ready = in_words) -> int:
    """Serves until SIGTERM or SIGINT, then lets running calls finish; the exit code.

    What keeps it from starting is one line on stderr, and 2.
    """
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # workers inherit it: a worker is one core
    try:
        with locked(settings.data), logging_to_stderr():
            principals = checked(settings)
            with open_store(settings) as store:
                asyncio.run(_serve(settings, principals, store, ready))
    except CannotServeError as error:
        sys.stderr.write(f"policygames serve: {error}\n")
        return 2
    return 0


def require_servable(settings: Settings) -> None:
    """Raises CannotServeError where `serve` would; nothing is made, and another server may be at work there."""
    checked(settings)
    require_usable(settings.data)
    require_store(settings)


def checked(settings: Settings) -> Principals:
    """Who may call. Raises CannotServeError where these settings cannot be served."""
    if settings.workers < 1:
        raise CannotServeError(f"{settings.workers} workers cannot work; allowed: from 1")
    if settings.default_deadline > settings.max_deadline:
        raise CannotServeError(f"the default deadline is over the longest allowed, {settings.max_deadline:g} seconds")
    for module in settings.preload:
        import_module(module)
    for address in filter(None, (settings.address, settings.http)):
        checked_address(address, settings)
    certificates_of(settings)
    tokens = None if settings.tokens is None else Tokens(settings.tokens)
    return Principals(tokens, certificates=settings.tls_client_ca is not None)


async def _serve(settings: Settings, principals: Principals, store: Store, ready: Ready) -> None:
    stop = _told_to_stop()
    admission = Admission(Quotas.of(settings, known=principals.needed))
    guard, workers = Guard(admission, principals), Workers(settings)
    certificates = certificates_of(settings)
    solver = SolverService(workers, admission, settings)
    desk = desk_of(settings, store, workers)
    services = [Offered(pb.DESCRIPTOR.services_by_name["SolverService"], solver.handlers())]
    services += [ScenarioService(solver.whole, desk.tokens).offered(), *offered(desk, solver.whole)]
    health = Health(services)
    server = grpc.aio.server(options=transport_options(settings))
    offer(server, guard, services, health, schema=settings.reflection)
    places = {"grpc": _bound(server, settings, certificates)}
    http = _http_port(Calls(guard, _rpcs(services), settings.max_http), health, settings, certificates)
    try:
        await health.say(serving=False)
        await server.start()
        if http is not None:
            http.open()
            places["http"] = http.address
        if not await _warm_before(stop, _started(workers), solver.warm()):
            return
        async with desk.open():
            await health.say(serving=True)
            ready(places)
            await stop.wait()
            desk.runner.stop()
            await health.end()
            await admission.drain(settings.grace)
    finally:
        await server.stop(FLUSH)
        if http is not None:
            await http.close()
        await workers.close()


def _told_to_stop() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


def _bound(server: grpc.aio.Server, settings: Settings, certificates: Certificates | None) -> str:
    """Binds gRPC's port; its address."""
    host, port = checked_address(settings.address, settings)
    require_free(host, port)
    secure, address = None if certificates is None else certificates.credentials(), f"{host}:{port}"
    try:
        bound = server.add_secure_port(address, secure) if secure else server.add_insecure_port(address)
    except RuntimeError as error:
        raise CannotServeError(f"cannot listen on {address}") from error
    return f"{host}:{bound}"


def _rpcs(services: Sequence[Offered]) -> dict[str, Rpc]:
    """All calls by their paths."""
    return {path: rpc for one in services for path, rpc in rpcs(one.descriptor, one.handlers).items()}


def _http_port(calls: Calls, health: Health, settings: Settings, certificates: Certificates | None) -> HttpPort | None:
    if not settings.http:
        return None
    app = application(calls, lambda: health.serving)
    secure = None if certificates is None else certificates.context()
    return HttpPort(app, *checked_address(settings.http, settings), secure)


async def _warm_before(stop: asyncio.Event, *steps: Coroutine[Any, Any, None]) -> bool:
    """Whether all steps have ended before the server is told to end; they are given up where it is."""
    warming: asyncio.Future[Any] = asyncio.gather(*steps)
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    await asyncio.wait([warming, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if warming.done():
        await warming
        return True
    warming.cancel()
    await asyncio.gather(warming, return_exceptions=True)
    return False


async def _started(workers: Workers) -> None:
    try:
        await workers.start()
    except (ColdWorkersError, OSError) as error:  # OSError: the folder for temporary files has too long a name
        raise CannotServeError(f"the workers do not start: {error}") from error


def _say(lines: Sequence[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()

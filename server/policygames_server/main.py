"""The server from start to end: lock, listen, warm up, serve, drain."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from importlib import import_module
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from policygames_server.admission import Admission
from policygames_server.errors import CannotServeError, ColdWorkersError
from policygames_server.guard import Guard
from policygames_server.listening import checked_address, locked, transport_options
from policygames_server.logs import logging_to_stderr
from policygames_server.principals import Principals
from policygames_server.quotas import Quotas
from policygames_server.service import SERVICE, SolverService
from policygames_server.settings import Settings
from policygames_server.tls import credentials
from policygames_server.tokens import Tokens
from policygames_server.workers import Workers

FLUSH = 1.0
"""Seconds that the last answers have to leave once their calls have ended."""


def serve(settings: Settings) -> int:
    """Serves until SIGTERM or SIGINT, then lets running calls finish; the exit code.

    Prints `listening on HOST:PORT` once all workers are warm. What keeps it from starting is one line on stderr, and 2.
    """
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # workers inherit it: a worker is one core
    try:
        with locked(settings.data), logging_to_stderr():
            asyncio.run(_serve(settings, *_checked(settings)))
    except CannotServeError as error:
        sys.stderr.write(f"policygames serve: {error}\n")
        return 2
    return 0


def _checked(settings: Settings) -> tuple[str, int]:
    if settings.workers < 1:
        raise CannotServeError(f"{settings.workers} workers cannot work; allowed: from 1")
    for module in settings.preload:
        import_module(module)
    return checked_address(settings)


async def _serve(settings: Settings, host: str, port: int) -> None:
    stop = _told_to_stop()
    principals = _principals(settings)
    admission = Admission(Quotas.of(settings, known=principals.needed))
    healthy = health.aio.HealthServicer()
    await _say(healthy, health_pb2.HealthCheckResponse.NOT_SERVING)
    server = grpc.aio.server(interceptors=[Guard(admission, principals)], options=transport_options(settings))
    bound = _bound(server, f"{host}:{port}", credentials(settings))
    workers = Workers(settings)
    _offer(server, SolverService(workers, admission, settings), healthy, settings)
    try:
        await server.start()
        await _warmed(workers)
        await _say(healthy, health_pb2.HealthCheckResponse.SERVING)
        sys.stdout.write(f"listening on {host}:{bound}\n")
        sys.stdout.flush()
        await stop.wait()
        await healthy.enter_graceful_shutdown()
        await admission.drain(settings.grace)
    finally:
        await server.stop(FLUSH)
        await workers.close()


def _told_to_stop() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


def _principals(settings: Settings) -> Principals:
    tokens = None if settings.tokens is None else Tokens(settings.tokens)
    return Principals(tokens, certificates=settings.tls_client_ca is not None)


def _bound(server: grpc.aio.Server, address: str, secure: grpc.ServerCredentials | None) -> int:
    try:
        return server.add_secure_port(address, secure) if secure else server.add_insecure_port(address)
    except RuntimeError as error:
        raise CannotServeError(f"cannot listen on {address}") from error


def _offer(
    server: grpc.aio.Server, service: SolverService, healthy: health.aio.HealthServicer, settings: Settings
) -> None:
    server.add_generic_rpc_handlers((service.handlers(),))
    health_pb2_grpc.add_HealthServicer_to_server(healthy, server)
    if settings.reflection:
        reflection.enable_server_reflection((SERVICE, health.SERVICE_NAME, reflection.SERVICE_NAME), server)


async def _warmed(workers: Workers) -> None:
    try:
        await workers.start()
    except (ColdWorkersError, OSError) as error:  # OSError: the folder for temporary files has too long a name
        raise CannotServeError(f"the workers do not start: {error}") from error


async def _say(healthy: health.aio.HealthServicer, status: Any) -> None:  # Any: an enum without a type
    for name in ("", SERVICE):
        await healthy.set(name, status)

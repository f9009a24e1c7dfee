"""The HTTP port of the server: routes, TLS, and uvicorn inside the loop that serves gRPC."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from policygames_server import metrics, statuses
from policygames_server.errors import CannotServeError
from policygames_server.http import Calls, failed

MOST_CONNECTIONS = 1024
MOST_HEADERS = 2**14
"""Bytes of a request's head."""


def application(calls: Calls, ready: Callable[[], bool]) -> Starlette:
    """What the port answers; `ready` says whether calls would be answered now."""

    async def readiness(_: Request) -> Response:
        return PlainTextResponse("ready\n") if ready() else PlainTextResponse("not ready\n", 503)

    routes = [
        Route("/healthz", _alive),
        Route("/readyz", readiness),
        Route("/metrics", _metrics),
        Route("/{service}/{method}", calls.answer, methods=["POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={404: _nothing, 405: _not_posted})


async def _alive(_: Request) -> Response:
    return PlainTextResponse("alive\n")


async def _metrics(_: Request) -> Response:
    return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)


async def _nothing(_: Request, __: Exception) -> Response:
    return failed(statuses.no_such_rpc())


async def _not_posted(_: Request, error: Any) -> Response:
    allowed = str(error.headers["Allow"])
    response = failed(statuses.bad_http_method(allowed))
    response.headers["allow"] = allowed
    return response


class HttpPort:
    """A port that answers once it is `open`, until it is `close`d."""

    def __init__(self, app: Starlette, host: str, port: int, secure: ssl.SSLContext | None) -> None:
        config = uvicorn.Config(
            app,
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=MOST_HEADERS,
            timeout_graceful_shutdown=1,
        )
        config.load()
        config.ssl = secure
        self._server, self._host = _Uvicorn(config), host
        self._socket = _bound(host, port)
        self._serving: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """HOST:PORT as it is bound."""
        return f"{self._host}:{self._socket.getsockname()[1]}"

    def open(self) -> None:
        """Begins to answer."""
        self._serving = asyncio.ensure_future(self._server.serve(sockets=[self._socket]))

    async def close(self) -> None:
        """Ends once the last answers have left, or a second later."""
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving
        self._socket.close()


class _Uvicorn(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the server's, not this port's."""
        yield


class _Protocol(H11Protocol):
    def connection_made(self, transport: Any) -> None:
        """Keeps the names in the client's certificate for requests, as `request.state.names`."""
        super().connection_made(transport)
        # who asks nothing is sent away like who asks nothing more: idle connections would use up those for health
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        secure = transport.get_extra_info("ssl_object")
        certificate = (secure.getpeercert() if secure is not None else None) or {}
        self.app_state = {**self.app_state, "names": [name for _, name in certificate.get("subjectAltName", ())]}


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=512)
    except OSError as error:
        raise CannotServeError(f"cannot listen on {host} port {port}: {error.strerror}") from error

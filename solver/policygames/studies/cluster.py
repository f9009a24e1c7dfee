"""A Dask cluster as an executor of studies."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

_PATIENCE = 10
"""Seconds within which somebody must answer at all."""


def _knock(scheduler: str) -> None:
    """Raises OSError where nobody listens: a client would try for long, and leave errors behind."""
    _, _, place = scheduler.rpartition("://")
    host, _, port = place.rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()


@contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The cluster of the scheduler at this address. Raises GameError where it does not answer."""
    from distributed import Client

    from policygames.errors import GameError

    try:
        _knock(scheduler)
        client = Client(scheduler, timeout="20s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise GameError(f"the scheduler does not answer: {error}", reason="OPTION_RANGE", path=scheduler) from error
    with client, client.get_executor(pure=False) as executor:
        yield executor

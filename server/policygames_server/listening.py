"""Where the server listens: the address, the limits of the transport, and the lock on its folder."""

from __future__ import annotations

import errno
import fcntl
import ipaddress
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policygames_server.errors import CannotServeError
from policygames_server.settings import Settings
from policygames_server.tls import encrypted


def transport_options(settings: Settings) -> list[tuple[str, int]]:
    """The options of the gRPC server: its limits, and nobody else on its port."""
    hour, ten_seconds = 3_600_000, 10_000
    return [
        ("grpc.so_reuseport", 0),
        ("grpc.max_receive_message_length", settings.max_receive),
        ("grpc.max_send_message_length", settings.max_send),
        ("grpc.max_metadata_size", settings.max_metadata),
        ("grpc.absolute_max_metadata_size", settings.max_metadata),
        ("grpc.max_concurrent_streams", 128),
        ("grpc.max_connection_age_ms", hour),
        ("grpc.max_connection_age_grace_ms", int(1000 * settings.max_deadline)),
        ("grpc.http2.min_recv_ping_interval_without_data_ms", ten_seconds),
        ("grpc.keepalive_permit_without_calls", 1),
    ]


def checked_address(address: str, settings: Settings) -> tuple[str, int]:
    """Host and port of an address.

    Raises CannotServeError where it is none, or where it is open to others, unencrypted, without `insecure`.
    """
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdecimal() and int(port) < 2**16):
        raise CannotServeError(f"{address!r} is no HOST:PORT")
    found = _resolved(host.strip("[]"), int(port))
    loopback = all(ipaddress.ip_address(one).is_loopback for _, one in found)
    if not (loopback or settings.insecure or encrypted(settings)):
        raise CannotServeError(f"{address} is open to others, and nothing is encrypted; --insecure allows it")
    return host, int(port)


def require_free(host: str, port: int) -> None:
    """Raises CannotServeError where somebody else has the port."""
    for family, address in _resolved(host.strip("[]"), port):
        _require_free(family, address, port)


def require_usable(folder: Path) -> None:
    """Raises CannotServeError where `folder` is none that this process can write in, or make; it leaves nothing."""
    found = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not found.is_dir():
        raise CannotServeError(f"the folder {folder} cannot be used: {found} is no folder")
    try:
        tempfile.TemporaryDirectory(dir=found).cleanup()
    except OSError as error:
        raise CannotServeError(f"the folder {folder} cannot be used: {found}: {error.strerror}") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Has `folder` for itself, made where it is missing. Raises CannotServeError where another server has it."""
    lock = _lock_of(folder)
    try:
        yield
    finally:
        os.close(lock)


def _lock_of(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotServeError(f"the folder {folder} cannot be used: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise CannotServeError(f"the folder {folder} is in use by another server") from error
    return lock


def _resolved(host: str, port: int) -> set[tuple[socket.AddressFamily, str]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise CannotServeError(f"there is no host {host!r}: {error.strerror}") from error
    return {(family, str(address[0])) for family, _, _, _, address in found}


def _require_free(family: socket.AddressFamily, host: str, port: int) -> None:
    """Binds the port for a moment: gRPC itself is content with one of two addresses, and loud about the other."""
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:  # such as ::1 where there is no IPv6: another address may do
                return
            raise CannotServeError(f"cannot listen on {host} port {port}: {error.strerror}") from error

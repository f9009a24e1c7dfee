"""How a server is reached: limits on messages, encryption, and the token that says who asks."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import TypeAlias

import grpc
from policygames.errors import GameError, ServiceError
from policygames.wire.service_info import MAX_REQUEST_BYTES, MAX_RESPONSE_BYTES

File: TypeAlias = str | Path
Tls: TypeAlias = bool | File | tuple[File, File, File] | grpc.ChannelCredentials | None
"""None for none, False for none even where a token would be read on the way, True for the authorities that the system
trusts, a file with the certificate of an authority, that and the files of one's own certificate and its key, or
credentials of grpc."""

ALIVE, ANSWER = 60.0, 20.0
"""Seconds after which a silent server is asked whether it is alive, and those that it has to answer."""

_OPTIONS = (
    ("grpc.max_send_message_length", MAX_REQUEST_BYTES),
    ("grpc.max_receive_message_length", MAX_RESPONSE_BYTES),
    ("grpc.max_metadata_size", 2**16),  # statuses with many details
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 5000),
    ("grpc.min_reconnect_backoff_ms", 10_000),  # by its name; it is how long an attempt may take
    ("grpc.enable_retries", 0),  # nothing is asked twice without the caller's knowledge
)


def options(address: str) -> tuple[tuple[str, int], ...]:
    """The options of a channel; what stays on this machine goes through no proxy."""
    alive = (
        ("grpc.keepalive_time_ms", int(1000 * ALIVE)),  # a machine that is switched off says no word
        ("grpc.keepalive_timeout_ms", int(1000 * ANSWER)),
        ("grpc.http2.ping_timeout_ms", int(1000 * ANSWER)),  # of pings that measure, which hold up those that ask
        ("grpc.http2.max_pings_without_data", 0),
    )
    return (*_OPTIONS, *alive, ("grpc.enable_http_proxy", 0)) if _is_here(address) else (*_OPTIONS, *alive)


def credentials(address: str, token: str | None, tls: Tls) -> grpc.ChannelCredentials | None:
    """The credentials of an encrypted channel; None for a plain one.

    Raises GameError for an address, token or file that is none, and ServiceError where the token would travel
    unencrypted to another machine.
    """
    if not isinstance(address, str) or not address.strip():
        raise GameError(f"{address!r} is no address; allowed: HOST:PORT", reason="OPTION_RANGE", path="address")
    if token is not None and not (token and token.isascii() and token.isprintable()):
        text = "the token is empty or holds characters that no header takes"
        raise GameError(text, reason="OPTION_RANGE", path="token")
    if tls is None and token is not None and not _is_here(address):
        text = "the token would travel unencrypted; allowed: tls=True, a file, or tls=False to send it all the same"
        raise ServiceError(text, reason="INSECURE_TOKEN", path="tls", status="FAILED_PRECONDITION")
    return _channel_credentials(tls)


def _channel_credentials(tls: Tls) -> grpc.ChannelCredentials | None:
    if tls is None or tls is False:
        return None
    if isinstance(tls, (str, Path)):
        return grpc.ssl_channel_credentials(root_certificates=_content(Path(tls)))
    if isinstance(tls, tuple):
        authority, certificate, key = (_content(Path(file)) for file in tls)
        return grpc.ssl_channel_credentials(authority, key, certificate)
    return grpc.ssl_channel_credentials() if tls is True else tls


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        text = f"{file} cannot be read: {error.strerror}"
        raise GameError(text, reason="NO_FILE", path="tls") from error


def _is_here(address: str) -> bool:
    """Whether the address is that of this machine."""
    host = address.removeprefix("dns:").lstrip("/").rpartition(":")[0].strip("[]")
    try:
        return address.startswith("unix:") or host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def metadata(token: str | None) -> tuple[tuple[str, str], ...]:
    """The headers of every call."""
    return () if token is None else (("authorization", f"Bearer {token}"),)

"""Certificates: read and checked once for gRPC and for HTTP, TLS 1.2 and later."""

from __future__ import annotations

import ssl

import grpc

from policygames_server.errors import CannotServeError
from policygames_server.settings import Settings


def encrypted(settings: Settings) -> bool:
    """Whether the server has a certificate. Raises CannotServeError where it has half of one."""
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise CannotServeError("a certificate needs its key: --tls-cert and --tls-key go together")
    if settings.tls_client_ca is not None and settings.tls_cert is None:
        raise CannotServeError("--tls-client-ca needs --tls-cert and --tls-key")
    return settings.tls_cert is not None


def http_context(settings: Settings) -> ssl.SSLContext | None:
    """The context of the HTTP port, where callers may show a certificate; None for plain text.

    Raises CannotServeError where files cannot be read, hold no certificate, or do not belong together.
    """
    if not encrypted(settings) or settings.tls_cert is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.tls_cert, settings.tls_key, password=lambda: "")
        if settings.tls_client_ca is not None:
            context.load_verify_locations(settings.tls_client_ca)
            context.verify_mode = ssl.CERT_OPTIONAL  # probes and Prometheus have none; the guard asks for a name
    except (OSError, ssl.SSLError) as error:
        files = ", ".join(str(file) for file in (settings.tls_cert, settings.tls_key, settings.tls_client_ca) if file)
        raise CannotServeError(f"the certificates cannot be used ({files}): {error.strerror or error}") from error
    return context


def credentials(settings: Settings) -> grpc.ServerCredentials | None:
    """What the gRPC port is given, where a client certificate is required if there is an authority for them.

    None for plain text. Raises CannotServeError as `http_context` does: gRPC itself would only log it.
    """
    if http_context(settings) is None or settings.tls_cert is None or settings.tls_key is None:
        return None
    pair = [(settings.tls_key.read_bytes(), settings.tls_cert.read_bytes())]
    authority = None if settings.tls_client_ca is None else settings.tls_client_ca.read_bytes()
    return grpc.ssl_server_credentials(pair, authority, require_client_auth=authority is not None)

"""Certificates, for gRPC and for HTTP, TLS 1.2 and later: checked at the start, and read again whenever they change."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import grpc

from policygames_server.errors import CannotServeError
from policygames_server.settings import Settings
from policygames_server.stamps import stamp_of

log = logging.getLogger(__name__)


def encrypted(settings: Settings) -> bool:
    """Whether the server has a certificate. Raises CannotServeError where it has half of one."""
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise CannotServeError("a certificate needs its key: --tls-cert and --tls-key go together")
    if settings.tls_client_ca is not None and settings.tls_cert is None:
        raise CannotServeError("--tls-client-ca needs --tls-cert and --tls-key")
    return settings.tls_cert is not None


def certificates_of(settings: Settings) -> Certificates | None:
    """The certificates of a server; None for plain text.

    Raises CannotServeError where files cannot be read, hold no certificate, or do not belong together: gRPC itself
    would only log it.
    """
    if not encrypted(settings) or settings.tls_cert is None or settings.tls_key is None:
        return None
    return Certificates(Files(settings.tls_cert, settings.tls_key, settings.tls_client_ca))


@dataclass(frozen=True, slots=True)
class Files:
    """Where a certificate, its key and, if callers show certificates, that of their authority are kept."""

    certificate: Path
    key: Path
    authority: Path | None

    def __iter__(self) -> Iterator[Path]:
        yield from filter(None, (self.certificate, self.key, self.authority))

    def loaded(self) -> Loaded:
        """What the files hold. Raises CannotServeError where that cannot be used."""
        try:
            return Loaded(self._context(), self._configuration())
        except (OSError, ssl.SSLError) as error:
            message = f"the certificates cannot be used ({', '.join(map(str, self))}): {error.strerror or error}"
            raise CannotServeError(message) from error

    def _context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.key, password=lambda: "")
        if self.authority is not None:
            context.load_verify_locations(self.authority)
            context.verify_mode = ssl.CERT_OPTIONAL  # probes and Prometheus have none; the guard asks for a name
        return context

    def _configuration(self) -> grpc.ServerCertificateConfiguration:
        pair = (self.key.read_bytes(), self.certificate.read_bytes())
        authority = None if self.authority is None else self.authority.read_bytes()
        return grpc.ssl_server_certificate_configuration([pair], authority)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What files held at one time, for HTTP and for gRPC."""

    context: ssl.SSLContext
    configuration: grpc.ServerCertificateConfiguration


class Certificates:
    """What the files hold now; what was whole and belonged together last holds until there is better.

    Whoever renews a certificate and its key writes one after the other: in between they do not belong together.
    """

    def __init__(self, files: Files) -> None:
        """Raises CannotServeError where the files cannot be used."""
        self._files, self._lock = files, Lock()  # gRPC shakes hands in threads of its own
        self._stamps, self._loaded = self._look(), files.loaded()

    def current(self) -> Loaded:
        """What a handshake that begins now is to use; the same object as long as no file changes."""
        with self._lock:
            if (stamps := self._look()) != self._stamps:
                self._renew()
                self._stamps = stamps  # of before the files were read: what changed meanwhile is noticed next time
            return self._loaded

    def _renew(self) -> None:
        try:
            self._loaded = self._files.loaded()
        except CannotServeError as error:
            log.error("certificates not read again", extra={"problem": str(error)})  # noqa: TRY400 - no traceback: no news
        else:
            log.info("certificates read again")

    def _look(self) -> list[object]:
        return [stamp_of(file) for file in self._files]

    def credentials(self) -> grpc.ServerCredentials:
        """What the gRPC port is given; it asks here at every handshake. With an authority callers show certificates."""
        given = self.current()

        def renewed() -> grpc.ServerCertificateConfiguration | None:
            nonlocal given
            before, given = given, self.current()
            return None if given is before else given.configuration

        demanded = self._files.authority is not None
        return grpc.dynamic_ssl_server_credentials(
            given.configuration,
            renewed,  # type: ignore[arg-type]  # grpc documents None for no change, its types do not
            require_client_authentication=demanded,
        )

    def context(self) -> ssl.SSLContext:
        """The context of the HTTP port, where callers may show a certificate: each connection has that of its time."""
        return _Latest(self)


class _Latest(ssl.SSLContext):
    """A context that leaves each handshake to the latest one.

    One context that loads again would go on to trust authorities that are gone, and resume sessions of their time.
    """

    def __new__(cls, _: Certificates) -> _Latest:
        return super().__new__(cls, ssl.PROTOCOL_TLS_SERVER)

    def __init__(self, certificates: Certificates) -> None:
        self._certificates = certificates

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,  # noqa: FBT001, FBT002 - ssl's signature
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        latest = self._certificates.current().context
        return latest.wrap_bio(incoming, outgoing, server_side, server_hostname, session)

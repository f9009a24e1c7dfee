"""Who asks: a name from a client certificate or from a bearer token, or nobody in particular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from policygames_server import statuses
from policygames_server.errors import RefusedError
from policygames_server.tokens import Tokens

ANONYMOUS = "anonymous"
"""The principal of all callers of a server that asks for neither tokens nor certificates."""
_PRINCIPAL: ContextVar[str] = ContextVar("principal", default=ANONYMOUS)
_SCHEME = "bearer "


def principal_of(_context: Any) -> str:
    """The principal of the call with this context, as the guard has recognized it."""
    return _PRINCIPAL.get()


def serve_as(principal: str) -> None:
    """Makes it the principal of the call that the current task serves."""
    _PRINCIPAL.set(principal)


class Principals:
    """Recognizes callers: by the name in their certificate where there are certificates, else by their token."""

    def __init__(self, tokens: Tokens | None = None, *, certificates: bool = False) -> None:
        self._tokens, self._certificates = tokens, certificates

    @property
    def needed(self) -> bool:
        """Whether callers have to say who they are."""
        return self._certificates or self._tokens is not None

    def recognized(self, context: Any) -> str:
        """The principal of a call. Raises RefusedError where there is none, or where it is disabled."""
        named = _certified(context.auth_context()) if self._certificates else ""
        if named:
            return self._enabled(named)
        if self._tokens is None:
            if self._certificates:
                raise RefusedError(
                    statuses.unauthenticated("the client certificate has no name", "CERTIFICATE_NAMELESS")
                )
            return ANONYMOUS
        return _by_token(self._tokens, context.invocation_metadata() or ())

    def _enabled(self, principal: str) -> str:
        if self._tokens is not None and self._tokens.disables(principal):
            raise RefusedError(statuses.principal_disabled())
        return principal


def _by_token(tokens: Tokens, metadata: Sequence[tuple[str, str | bytes]]) -> str:
    sent = [value for key, value in metadata if key == "authorization"]
    if len(sent) != 1 or not isinstance(sent[0], str) or not sent[0].lower().startswith(_SCHEME):
        message = "the call has no bearer token; allowed: one header `authorization: Bearer TOKEN`"
        raise RefusedError(statuses.unauthenticated(message, "TOKEN_MISSING"))
    token = tokens.find(sent[0][len(_SCHEME) :].strip())
    if token is None:
        raise RefusedError(statuses.unauthenticated("the bearer token is not known here", "TOKEN_UNKNOWN"))
    if token.disabled:
        raise RefusedError(statuses.principal_disabled())
    return token.principal


def _certified(authenticated: Mapping[str, Sequence[bytes]]) -> str:
    """The first subject alternative name of the client's certificate; empty where there is none."""
    names = authenticated.get("x509_subject_alternative_name") or (b"",)
    return names[0].decode("utf-8", "replace")

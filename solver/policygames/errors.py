"""All errors that policygames raises on purpose: few types, each with a reason for programs and a message for people.

PolicyGamesError
├── GameError            a game, profile or option that is no valid input; carries the path of the offending part
│   └── ScenarioError    the same in a file: carries the file, line and column as well
├── UnsupportedError     a valid question that nothing here answers; says what does
├── CertificateError     a proof that does not hold
├── DeadlineError        time ran out before anything could be said
└── ServiceError         the service failed or refused; carries the gRPC status code
"""

from __future__ import annotations

from collections.abc import Sequence


class PolicyGamesError(Exception):
    """The root of all errors raised on purpose.

    `reason` is an UPPER_SNAKE word that programs can rely on; `path` names the offending part of the input, if any.
    """

    reason = "FAILED"

    def __init__(self, message: str, *, reason: str = "", path: str = "") -> None:
        super().__init__(message)
        self.reason = reason or type(self).reason
        self.path = path

    @property
    def message(self) -> str:
        """What was wrong and what is allowed, without the place."""
        return str(self.args[0])

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message

    def __reduce__(self) -> tuple[type[PolicyGamesError], tuple[str], dict[str, object]]:
        return type(self), (self.message,), self.__dict__


class GameError(PolicyGamesError):
    """Bad input: what was wrong, at which `path`, and what is allowed."""

    reason = "BAD_GAME"


class ScenarioError(GameError):
    """Bad input in a file; the message begins with FILE:LINE:COLUMN (both counted from 1)."""

    reason = "BAD_SCENARIO"

    def __init__(
        self, message: str, *, reason: str = "", path: str = "", file: str = "", line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message, reason=reason, path=path)
        self.file, self.line, self.column = file, line, column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {super().__str__()}"


class UnsupportedError(PolicyGamesError):
    """No method, concept or installed extra does this; `choices` names what there is."""

    reason = "UNSUPPORTED"

    def __init__(self, message: str, *, reason: str = "", path: str = "", choices: Sequence[str] = ()) -> None:
        super().__init__(message, reason=reason, path=path)
        self.choices = tuple(choices)


class CertificateError(PolicyGamesError):
    """A certificate that does not hold for its game."""

    reason = "CERTIFICATE_REFUSED"


class DeadlineError(PolicyGamesError):
    """The deadline passed before any answer could be given."""

    reason = "DEADLINE_EXCEEDED"


class ServiceError(PolicyGamesError):
    """The service could not answer; `status` is the gRPC status code's name, such as UNAVAILABLE.

    `retry_after` is in how many seconds asking again may help, None where the service does not say.
    """

    reason = "SERVICE_FAILED"

    def __init__(
        self,
        message: str,
        *,
        reason: str = "",
        path: str = "",
        status: str = "UNKNOWN",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, reason=reason, path=path)
        self.status, self.retry_after = status, retry_after


_OF_SERVER = {
    "grpc_health",
    "grpc_reflection",
    "policygames_server",
    "prometheus_client",
    "starlette",
    "uvicorn",
}


def not_installed(error: ModuleNotFoundError) -> UnsupportedError:
    """What a light installation says in place of `error`: which extra brings the module that is missing."""
    module = (error.name or "").partition(".")[0]
    extra = "policygames[server]" if module in _OF_SERVER else "policygames[solver]"
    message = f'{module} is not installed; the extra brings it: pip install "{extra}"'
    return UnsupportedError(message, reason="NOT_INSTALLED", choices=(extra,))

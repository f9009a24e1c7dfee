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

from collections.abc import Mapping, Sequence
from types import MappingProxyType

NO_VARIABLES: Mapping[str, object] = MappingProxyType({})
MOST_OF_ONE, MOST_OF_ALL = 200, 1000
"""Bytes of one variable of a message, and of all with their names: they travel where there is little room."""


class PolicyGamesError(Exception):
    """The root of all errors raised on purpose.

    `reason` is an UPPER_SNAKE word that programs can rely on; `path` names the offending part of the input, if any.
    `variables` are what the message holds besides fixed words, for programs, under names in lowerCamelCase.
    """

    reason = "FAILED"

    def __init__(
        self, message: str, *, reason: str = "", path: str = "", variables: Mapping[str, object] = NO_VARIABLES
    ) -> None:
        super().__init__(message)
        self.reason = reason or type(self).reason
        self.path = path
        self._variables: dict[str, str] = {}
        self.add_variables(variables)

    @property
    def variables(self) -> Mapping[str, str]:
        """The variables of the message as texts, each cut to 200 bytes: such as player, profile, limit, allowed."""
        return MappingProxyType(self._variables)

    def add_variables(self, variables: Mapping[str, object]) -> None:
        """Adds what only a caller of the place of the error knows; one that there is no room for is left out."""
        for name, value in variables.items():
            told = self._variables | {name: _text(value)}
            if sum(len(one) + len(text.encode()) for one, text in told.items()) <= MOST_OF_ALL:
                self._variables = told

    @property
    def message(self) -> str:
        """What was wrong and what is allowed, without the place."""
        return str(self.args[0])

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message

    def __reduce__(self) -> tuple[type[PolicyGamesError], tuple[str], dict[str, object]]:
        return type(self), (self.message,), self.__dict__


def _text(value: object) -> str:
    """The value in words that can be sent: lists joined by commas, cut to MOST_OF_ONE bytes."""
    return cut(", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value), MOST_OF_ONE)


def cut(text: str, most: int) -> str:
    """The text as it can be sent, in UTF-8, cut where it has more than so many bytes."""
    encoded = text.encode("utf-8", "replace")
    return encoded.decode() if len(encoded) <= most else encoded[: most - 3].decode("utf-8", "ignore") + "…"


class GameError(PolicyGamesError):
    """Bad input: what was wrong, at which `path`, and what is allowed."""

    reason = "BAD_GAME"


class ScenarioError(GameError):
    """Bad input in a file; the message begins with FILE:LINE:COLUMN (both counted from 1)."""

    reason = "BAD_SCENARIO"

    def __init__(
        self,
        message: str,
        *,
        reason: str = "",
        path: str = "",
        variables: Mapping[str, object] = NO_VARIABLES,
        file: str = "",
        line: int = 0,
        column: int = 0,
    ) -> None:
        super().__init__(message, reason=reason, path=path, variables=variables)
        self.file, self.line, self.column = file, line, column

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {super().__str__()}"


class UnsupportedError(PolicyGamesError):
    """No method, concept or installed extra does this; `choices` names what there is."""

    reason = "UNSUPPORTED"

    def __init__(
        self,
        message: str,
        *,
        reason: str = "",
        path: str = "",
        variables: Mapping[str, object] = NO_VARIABLES,
        choices: Sequence[str] = (),
    ) -> None:
        super().__init__(message, reason=reason, path=path, variables=variables)
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
        variables: Mapping[str, object] = NO_VARIABLES,
        status: str = "UNKNOWN",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, reason=reason, path=path, variables=variables)
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
    return UnsupportedError(message, reason="NOT_INSTALLED", variables={"module": module}, choices=(extra,))

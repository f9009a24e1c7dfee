"""The one table of errors: type and reason to a gRPC status with its details, and back.

A status carries one ErrorInfo of the domain "policygames" whose metadata holds the type and the variables of the
message; the path travels as the field of a BadRequest. What carries none comes back as a ServiceError with the code's
name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from google.protobuf.message import DecodeError, Message
from google.rpc import code_pb2, error_details_pb2, status_pb2

from policygames.errors import (
    CertificateError,
    DeadlineError,
    GameError,
    PolicyGamesError,
    ScenarioError,
    ServiceError,
    UnsupportedError,
    cut,
)

DOMAIN = "policygames"
CODES: dict[type[PolicyGamesError], str] = {
    GameError: "INVALID_ARGUMENT",
    ScenarioError: "INVALID_ARGUMENT",
    UnsupportedError: "UNIMPLEMENTED",
    CertificateError: "FAILED_PRECONDITION",
    DeadlineError: "DEADLINE_EXCEEDED",
    PolicyGamesError: "INTERNAL",
    ServiceError: "UNKNOWN",
}
"""The code of each type of error; a ServiceError has its own."""
CODES_BY_REASON = {
    "UNKNOWN_CONCEPT": "INVALID_ARGUMENT",
    "UNKNOWN_METHOD": "INVALID_ARGUMENT",
    "UNKNOWN_AUTOMATON": "INVALID_ARGUMENT",
    "AUTOMATON_UNSUITED": "INVALID_ARGUMENT",
    "CONCEPT_UNSUITED": "INVALID_ARGUMENT",
    "METHOD_UNSUITED": "INVALID_ARGUMENT",
    "UNKNOWN_LEVER": "INVALID_ARGUMENT",
    "UNSUPPORTED_TARGET": "INVALID_ARGUMENT",
}
"""Reasons of UnsupportedErrors that another argument would cure."""
RETRY_SECONDS = {"SOLVE_QUEUE_FULL": 1.0, "STORE_BUSY": 5.0, "QUOTA_EXCEEDED": 10.0, "SHUTTING_DOWN": 5.0}
"""When to try again, for reasons that pass by themselves."""
_NUMBERS: dict[str, int] = dict(code_pb2.Code.items())
_NAMES = {number: name for name, number in _NUMBERS.items()}
_TYPES = {kind.__name__: kind for kind in CODES}
_MOST_TEXT, _MOST_PATH, _MOST_CHOICES = 768, 384, 1536
"""Bytes: a status travels in trailing metadata, of which many clients take 8 KiB in all."""

Detail = TypeVar("Detail", bound=Message)


def status_of(error: PolicyGamesError) -> status_pb2.Status:
    """The google.rpc.Status of an error."""
    message = _first_lines(error.message)
    status = status_pb2.Status(code=_NUMBERS[_code(error)], message=message)
    metadata = {**error.variables, **_fields_of(error)}
    status.details.add().Pack(
        error_details_pb2.ErrorInfo(reason=_clean(error.reason), domain=DOMAIN, metadata=metadata)
    )
    for detail in (_bad_request(error, message), _retry(error), _quota(error, message)):
        if detail is not None:
            status.details.add().Pack(detail)
    return status


def _code(error: PolicyGamesError) -> str:
    if isinstance(error, ServiceError):
        return error.status if error.status in _NUMBERS and error.status != "OK" else "UNKNOWN"
    by_reason = CODES_BY_REASON.get(error.reason) if isinstance(error, UnsupportedError) else None
    return by_reason or CODES[_known_type(error)]


def _known_type(error: PolicyGamesError) -> type[PolicyGamesError]:
    """The nearest type in the table, so that a new kind of error travels as its parent."""
    return next(kind for kind in type(error).__mro__ if kind in CODES)


def _fields_of(error: PolicyGamesError) -> dict[str, str]:
    """What `_fields` reads back."""
    metadata = {"type": _known_type(error).__name__}
    if isinstance(error, ScenarioError):
        metadata |= {"file": cut(error.file, _MOST_PATH), "line": str(error.line), "column": str(error.column)}
    if isinstance(error, UnsupportedError) and error.choices:
        metadata["choices"] = _joined(error.choices)
    return metadata


def _joined(choices: tuple[str, ...]) -> str:
    """The choices, a line each, as many as fit."""
    kept: list[str] = []
    for choice in map(_clean, choices):
        if len("\n".join([*kept, choice]).encode()) > _MOST_CHOICES:
            break
        kept.append(choice)
    return "\n".join(kept)


def _bad_request(error: PolicyGamesError, message: str) -> Message | None:
    if not error.path:
        return None
    violation = error_details_pb2.BadRequest.FieldViolation(field=cut(error.path, _MOST_PATH), description=message)
    bad_request: Message = error_details_pb2.BadRequest(field_violations=[violation])
    return bad_request


def _retry(error: PolicyGamesError) -> Message | None:
    told = error.retry_after if isinstance(error, ServiceError) else None
    seconds = RETRY_SECONDS.get(error.reason) if told is None else told
    if seconds is None:
        return None
    retry = error_details_pb2.RetryInfo()
    retry.retry_delay.FromMilliseconds(round(1000 * seconds))
    found: Message = retry
    return found


def _quota(error: PolicyGamesError, message: str) -> Message | None:
    if error.reason != "QUOTA_EXCEEDED":
        return None
    violation = error_details_pb2.QuotaFailure.Violation(subject="principal", description=message)
    failure: Message = error_details_pb2.QuotaFailure(violations=[violation])
    return failure


def _first_lines(text: str) -> str:
    """As many whole lines as fit, and how many do not; of one that does not fit what does."""
    lines = text.split("\n")
    kept = len(lines)
    while kept > 1 and len("\n".join(lines[:kept]).encode("utf-8", "replace")) > _MOST_TEXT - len(_rest(lines, kept)):
        kept -= 1
    rest = _rest(lines, kept)
    return cut("\n".join(lines[:kept]), _MOST_TEXT - len(rest)) + rest


def _rest(lines: list[str], count: int) -> str:
    more = len(lines) - count
    return f"\nand {more} more" if more else ""


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def error_of(status: status_pb2.Status) -> PolicyGamesError:
    """The error of a status: the same type, reason, path, message, variables and choices as where it was raised."""
    code = _NAMES.get(status.code, "UNKNOWN")
    info = _detail(status, error_details_pb2.ErrorInfo)
    ours = info is not None and info.domain == DOMAIN
    kind = _TYPES.get(info.metadata.get("type", "") if ours else "") or _bare_type(code)
    reason = info.reason if ours else code
    bad_request = _detail(status, error_details_pb2.BadRequest)
    path = bad_request.field_violations[0].field if bad_request and bad_request.field_violations else ""
    metadata = info.metadata if ours else {}
    found = kind(status.message, reason=reason, path=path, **_fields(kind, code, metadata))
    taken = {"type", *_TAKEN.get(kind, ())}
    found.add_variables({name: text for name, text in sorted(metadata.items()) if name not in taken})
    if isinstance(found, ServiceError) and (retry := _detail(status, error_details_pb2.RetryInfo)) is not None:
        found.retry_after = retry.retry_delay.ToMilliseconds() / 1000
    return found


_TAKEN: dict[type[PolicyGamesError], tuple[str, ...]] = {
    ScenarioError: ("file", "line", "column"),
    UnsupportedError: ("choices",),
}
"""What the metadata hold besides the type that is no variable of the message."""


def _bare_type(code: str) -> type[PolicyGamesError]:
    return DeadlineError if code == "DEADLINE_EXCEEDED" else ServiceError


def _fields(kind: type[PolicyGamesError], code: str, metadata: Mapping[str, str]) -> dict[str, Any]:
    """What a type of error has besides message, reason and path."""
    if kind is ServiceError:
        return {"status": code}
    if kind is UnsupportedError:
        choices = metadata.get("choices", "")
        return {"choices": tuple(choices.split("\n")) if choices else ()}
    if kind is ScenarioError:
        lines = {name: _whole(metadata.get(name, "")) for name in ("line", "column")}
        return {"file": metadata.get("file", ""), **lines}
    return {}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _detail(status: status_pb2.Status, kind: type[Detail]) -> Any:  # Any: google.rpc has no types
    """The first detail of this kind; None where there is none that can be read."""
    for packed in status.details:
        detail = kind()
        try:
            if packed.Unpack(detail):
                return detail
        except DecodeError:
            return None
    return None

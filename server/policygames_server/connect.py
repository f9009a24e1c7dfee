"""Connect's unary protocol (https://connectrpc.com/docs/protocol): its calls, bodies in, bodies and errors out."""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NoReturn

import grpc
from google.protobuf import json_format
from google.protobuf.any_pb2 import Any as Packed
from google.protobuf.descriptor import ServiceDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from google.rpc import error_details_pb2
from google.rpc.code_pb2 import Code
from google.rpc.status_pb2 import Status

from policygames_server import statuses
from policygames_server.errors import RefusedError

JSON, PROTO = "application/json", "application/proto"
HTTP_CODES: Mapping[str, int] = {
    "CANCELLED": 499,
    "INVALID_ARGUMENT": 400,
    "DEADLINE_EXCEEDED": 504,
    "NOT_FOUND": 404,
    "ALREADY_EXISTS": 409,
    "PERMISSION_DENIED": 403,
    "RESOURCE_EXHAUSTED": 429,
    "FAILED_PRECONDITION": 400,
    "ABORTED": 409,
    "OUT_OF_RANGE": 400,
    "UNIMPLEMENTED": 501,
    "UNAVAILABLE": 503,
    "UNAUTHENTICATED": 401,
}
"""All others are 500."""
_BY_REASON = {"BODY_TOO_LARGE": 413, "BAD_MEDIA_TYPE": 415, "NO_SUCH_RPC": 404, "BAD_HTTP_METHOD": 405}
"""Where HTTP knows better."""
_DETAILS = {
    f"google.rpc.{name}": getattr(error_details_pb2, name)
    for name in ("ErrorInfo", "BadRequest", "RetryInfo", "QuotaFailure")
}
_MOST_TEXT, _MOST_PLACE, _MOST_DIGITS = 768, 128, 1000
_PLACE = re.compile(r"Failed to parse (\w+) field: ")
"""How protobuf names fields, from the outermost in."""


@dataclass(frozen=True, slots=True)
class Rpc:
    """A unary call: its path, the messages that it takes and gives, and its handler for bytes."""

    path: str
    request: type[Message]
    response: type[Message]
    handler: Any

    def request_bytes(self, body: bytes, kind: str) -> bytes:
        """The request as handlers take it. Raises RefusedError where JSON is none, or not of this message."""
        return body if kind == PROTO else read_json(body, self.request).SerializeToString()

    def response_body(self, response: bytes, kind: str) -> bytes:
        """The response as the caller asked for it."""
        if kind == PROTO:
            return response
        message = self.response.FromString(response)
        return json_format.MessageToJson(message, indent=None, ensure_ascii=False).encode()


def rpcs(service: ServiceDescriptor, handlers: grpc.GenericRpcHandler) -> dict[str, Rpc]:
    """The unary calls of a service, by path, as its gRPC handlers answer them."""
    found = {}
    for method in service.methods:
        path = f"/{service.full_name}/{method.name}"
        handler = handlers.service(SimpleNamespace(method=path, invocation_metadata=()))
        if handler is not None and handler.unary_unary is not None:
            taken, given = GetMessageClass(method.input_type), GetMessageClass(method.output_type)
            found[path] = Rpc(path, taken, given, handler)
    return found


def read_json(body: bytes, kind: type[Message]) -> Message:
    """The message that JSON says. Raises RefusedError, in one line, where it says none or says something twice."""
    try:
        document = json.loads(body, **_STRICT)
        return json_format.ParseDict(_object(document), kind())
    except (ValueError, TypeError, RecursionError, json_format.ParseError, AttributeError) as error:
        raise RefusedError(statuses.malformed_json(_line(error))) from error


def _object(document: Any) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise TypeError("an object is expected")
    return document


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(text)} digits; allowed: {_MOST_DIGITS}")
    return int(text)


def _float(text: str) -> float:
    if math.isinf(number := float(text)):
        raise ValueError(f"the number {text[:32]} is too large; allowed: up to 1.7976931348623157e308")
    return number


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:64]!r} stands twice in one object")
        found[key] = value
    return found


def _line(error: Exception) -> str:
    """What is wrong, in one line; protobuf adds a list in Python's notation."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, AttributeError):  # json_format's word for a list or number where an object should stand
        return "an object is expected"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    places = ".".join(_PLACE.findall(str(error)))[:_MOST_PLACE]
    text = (f"{places}: " if places else "") + _PLACE.sub("", str(error)).replace('"[', "").replace(']"', "").replace(
        "(except extensions)", ""
    )
    return " ".join(text.split())[:_MOST_TEXT].rstrip(".")


_STRICT: Mapping[str, Any] = {
    "parse_constant": _no_number,
    "parse_int": _whole,
    "parse_float": _float,
    "object_pairs_hook": _once,
}


def error_body(status: Status) -> bytes:
    """An error in Connect's form: one line of JSON."""
    error = {"code": _name(status).lower().replace("cancelled", "canceled"), "message": status.message}
    details = [_detail(packed) for packed in status.details]
    return json.dumps(error | ({"details": details} if details else {}), ensure_ascii=False).encode()


def http_code(status: Status) -> int:
    """The HTTP code of an error."""
    return _BY_REASON.get(statuses.reason_of(status)) or HTTP_CODES.get(_name(status), 500)


def retry_after(status: Status) -> int | None:
    """Whole seconds until the call may be tried again; None where nobody says so."""
    retry = error_details_pb2.RetryInfo()
    if not any(packed.Unpack(retry) for packed in status.details):
        return None
    milliseconds: int = retry.retry_delay.ToMilliseconds()
    return math.ceil(milliseconds / 1000)


def _name(status: Status) -> str:
    return str(Code.Name(status.code)) if status.code in Code.values() else "UNKNOWN"


def _detail(packed: Packed) -> dict[str, Any]:
    name = packed.TypeName()
    detail: dict[str, Any] = {"type": name, "value": base64.b64encode(packed.value).decode().rstrip("=")}
    if name in _DETAILS:
        detail["debug"] = json_format.MessageToDict(_DETAILS[name].FromString(packed.value))
    return detail

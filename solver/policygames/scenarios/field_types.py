"""What the fields of a scenario file hold: texts typed by their field, and what an editor is told of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.scenarios.expressions.tokens import RESERVED
from policygames.scenarios.reading import BAD, UNSUPPORTED, nearest, shortened

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_VERSION = re.compile(r"\d{1,6}\.\d{1,6}\.\d{1,6}", re.ASCII)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_MAX_TEXT = 10_000
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


def bad(message: str) -> PydanticCustomError:
    """The error of a validator, with `message` as it is."""
    return PydanticCustomError(BAD, "{message}", {"message": message})


def unsupported(feature: str) -> PydanticCustomError:
    """The error for a feature of the format that this version does not read."""
    return PydanticCustomError(UNSUPPORTED, "{message}", {"message": f"{feature} is not supported yet"})


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        raise bad(f"a {'list' if isinstance(value, list) else 'mapping'} where one value is needed")
    return str(value)


def read_number(value: Any) -> Fraction:
    """The exact number that a scalar spells."""
    try:
        return exact(_scalar(value))
    except GameError as error:
        raise bad(error.message) from error


def read_whole(value: Any) -> int:
    """The whole number, 0 or more, that a scalar spells."""
    text = _scalar(value)
    if not _WHOLE.fullmatch(text):
        raise bad(f"{shortened(text)} is no whole number")
    return int(text)


def read_truth(value: Any) -> bool:
    """The truth value that a scalar spells."""
    text = _scalar(value)
    if text not in ("true", "false"):
        raise bad(f"{shortened(text)} is neither true nor false")
    return text == "true"


def _identifier(value: Any) -> str:
    text = _scalar(value)
    if not _IDENTIFIER.fullmatch(text):
        raise bad(f"{shortened(text)} is no id; allowed: small letters, digits and _, a letter first, up to 64")
    if text in RESERVED:
        raise bad(f"{text!r} is a reserved word and cannot be an id")
    return text


def _like(pattern: re.Pattern[str], wanted: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        text = _scalar(value)
        if not pattern.fullmatch(text):
            raise bad(f"{shortened(text)} is no {wanted}")
        return text

    return check


def _filled(text: str) -> str:
    if len(text) > _MAX_TEXT:
        raise bad(f"the text has {len(text)} characters; allowed: up to {_MAX_TEXT}")
    if not text.strip():
        raise bad("the value is empty")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Described(BeforeValidator):
    """A validator that an editor is told about."""

    described: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.described)


@dataclass(frozen=True, slots=True)
class _OneOrMore(BeforeValidator):
    """One thing stands for a list of it."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], {**listed, "minItems": 1}]}


def one_of(*allowed: str, later: Mapping[str, str] | None = None) -> BeforeValidator:
    """One of the words `allowed`; those in `later` are refused as features that are not supported yet."""

    def check(value: Any) -> str:
        word = _scalar(value)
        if later and word in later:
            raise unsupported(later[word])
        if word not in allowed:
            raise bad(f"there is no {shortened(word)}; {nearest(word, allowed)}")
        return word

    numbers = [int(word) for word in allowed if word.isdecimal()]  # an editor reads 1 as a number
    return _Described(check, described={"enum": [*allowed, *numbers]})


def described(read: Callable[[Any], Any], **schema: Any) -> BeforeValidator:
    """A validator, and what an editor is told of the values that it takes."""
    return _Described(read, described=schema)


_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$|^[+-]?\d+\s*/\s*0*[1-9]\d*$"
SCALAR = {"type": ["string", "number", "boolean"]}
"""What the reader takes as text; an editor types it."""
_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$", "not": {"enum": sorted(RESERVED)}}
Words: TypeAlias = Annotated[
    str, described(_scalar, **SCALAR, minLength=1, maxLength=_MAX_TEXT), AfterValidator(_filled)
]
Identifier: TypeAlias = Annotated[str, described(_identifier, **_ID)]
Number: TypeAlias = Annotated[
    Fraction, described(read_number, anyOf=[{"type": "number"}, {"type": "string", "pattern": _NUMBER}])
]
Whole: TypeAlias = Annotated[
    int, described(read_whole, anyOf=[{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,9}$"}])
]
Truth: TypeAlias = Annotated[bool, described(read_truth, enum=[True, False, "true", "false"])]
Version: TypeAlias = Annotated[
    str,
    described(
        _like(_VERSION, "version; allowed: three numbers such as 1.0.0"),
        type="string",
        pattern=r"^\d{1,6}(\.\d{1,6}){2}$",
    ),
]
Date: TypeAlias = Annotated[
    str,
    described(
        _like(_DATE, "date; allowed: 2025, 2025-09 or 2025-09-08"),
        anyOf=[
            {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ],
    ),
]
OneOrMore = _OneOrMore(_listed)

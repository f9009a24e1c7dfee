"""What the fields of a scenario file hold: texts typed by their field, and records that refuse unknown keys."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.scenarios.expressions.tokens import RESERVED
from policygames.scenarios.located import Fields, Items, joined
from policygames.scenarios.reading import BAD, UNSUPPORTED, Reading, nearest, shortened

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


def one_of(*allowed: str, later: Mapping[str, str] | None = None) -> BeforeValidator:
    """One of the words `allowed`; those in `later` are refused as features that are not supported yet."""

    def check(value: Any) -> str:
        word = _scalar(value)
        if later and word in later:
            raise unsupported(later[word])
        if word not in allowed:
            raise bad(f"there is no {shortened(word)}; {nearest(word, allowed)}")
        return word

    return BeforeValidator(check)


_TEXT = WithJsonSchema({"type": "string"})
Words: TypeAlias = Annotated[str, BeforeValidator(_scalar), AfterValidator(_filled)]
Identifier: TypeAlias = Annotated[str, BeforeValidator(_identifier)]
Number: TypeAlias = Annotated[Fraction, BeforeValidator(read_number), _TEXT]
Whole: TypeAlias = Annotated[int, BeforeValidator(read_whole)]
Truth: TypeAlias = Annotated[bool, BeforeValidator(read_truth)]
Version: TypeAlias = Annotated[str, BeforeValidator(_like(_VERSION, "version; allowed: three numbers such as 1.0.0"))]
Date: TypeAlias = Annotated[str, BeforeValidator(_like(_DATE, "date; allowed: 2025, 2025-09 or 2025-09-08"))]
OneOrMore = BeforeValidator(_listed)


class Record(BaseModel):
    """A mapping of the file; unknown keys are noted, those in `later` as features that are not supported yet."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    later: ClassVar[Mapping[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, value: Any, info: ValidationInfo[Reading]) -> Any:
        if not isinstance(value, Fields):
            raise bad(f"a mapping is needed, with {', '.join(cls.known_keys())}")
        if cls.model_config["extra"] == "allow":
            return value
        known = cls.known_keys()
        kept = Fields({key: entry for key, entry in value.items() if key in known})
        kept.path = value.path
        for key in [key for key in value if key not in known]:
            cls._note(key, value, info.context)
            for meant in difflib.get_close_matches(key, known, n=1):
                kept.setdefault(meant, value[key])  # read as what it was meant to be: one slip is one mistake
        return kept

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """The keys that the file may use here."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def _note(cls, key: str, owner: Fields, reading: Reading) -> None:
        path = joined(owner.path, key)
        if key in cls.later:
            reading.add(f"{path}:key", f"{cls.later[key]} is not supported yet", UNSUPPORTED)
        else:
            reading.add(f"{path}:key", f"there is no key {shortened(key)} here; {nearest(key, cls.known_keys())}")


def _kept(value: Any, read: Callable[[Any], Any], info: ValidationInfo[Reading]) -> Any:
    """What `read` makes of `value`; None where it makes nothing of it, with every mistake noted."""
    try:
        return read(value)
    except ValidationError as error:
        note(error, value, info.context)
        return None


Kept = WrapValidator(_kept)
"""Marks a part whose mistakes are noted, so that the parts beside it are still read."""


def note(error: ValidationError, value: Any, reading: Reading) -> None:
    """Notes in `reading` every mistake of `error`, which came up while `value` was read."""
    for details in error.errors(include_url=False):
        path, missing = _path(value, details)
        reading.add(path, _message(details, missing), details["type"] if details["type"] == UNSUPPORTED else BAD)


def _path(value: Any, details: ErrorDetails) -> tuple[str, str]:
    """The path in the file that the error's location means, and the key that is missing there, if one is."""
    for step in details["loc"]:
        if isinstance(value, Fields) and step in value:
            value = value[str(step)]
        elif isinstance(value, Items) and isinstance(step, int):
            value = value[step]
    return value.path, str(details["loc"][-1]) if details["type"] == "missing" else ""


def _message(details: ErrorDetails, missing: str) -> str:
    if missing:
        return f"the key {missing!r} is missing"
    kinds = {"list_type": "a list is needed", "tuple_type": "a list is needed", "dict_type": "a mapping is needed"}
    return kinds.get(details["type"], details["msg"])
